import type { Writable } from 'node:stream'

/** Writes the text and waits until it is out of our hands; a reader that went away (`| head`) is none of our business. */
export function write(stream: Writable, text: string): Promise<void> {
  if (!stream.listeners('error').includes(ignore)) stream.on('error', ignore)
  return new Promise((resolve, reject) => {
    stream.write(text, (error) => {
      if (error && !isGone(error)) reject(error)
      else resolve()
    })
  })
}

/** The error comes to the write's own callback as well. */
function ignore(): void {}

function isGone(error: NodeJS.ErrnoException): boolean {
  return error.code === 'EPIPE' || error.code === 'ERR_STREAM_DESTROYED'
}

/** Writes the texts, each with its line ended. */
export function writeLines(stream: Writable, texts: readonly string[]): Promise<void> {
  return write(stream, texts.map((text) => `${text}\n`).join(''))
}
