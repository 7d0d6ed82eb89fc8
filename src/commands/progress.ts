import type { Writable } from 'node:stream'
import { WriteStream } from 'node:tty'

/** How far some work is, on one line of a terminal. */
export interface Progress {
  readonly show: (done: number) => void
  /** Leaves the terminal as it was. */
  readonly erase: () => void
}

/** What takes no longer is not talked about. */
const silentMs = 500
const eraseLine = '\r\u001b[K'

/**
 * Says on a terminal how many of so many files are judged, once it takes long; nothing where the stream is no terminal or
 * the user wants no colours (NO_COLOR), since then somebody keeps the text.
 */
export function progressOn(stream: Writable, total: number): Progress {
  const isTerminal = stream instanceof WriteStream && stream.hasColors()
  const since = Date.now()
  let isShown = false
  return {
    show: (done) => {
      if (!isTerminal || Date.now() - since < silentMs) return
      isShown = true
      stream.write(`${eraseLine}${done} of ${total} files judged`)
    },
    erase: () => {
      if (isShown) stream.write(eraseLine)
      isShown = false
    },
  }
}
