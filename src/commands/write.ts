import type { Writable } from 'node:stream'

/** Writes the text and waits until it is out of our hands; a reader that went away (`| head`) is none of our business. */
export function write(stream: Writable, text: string): Promise<void> {
  return new Promise((resolve) => {
    stream.write(text, () => resolve())
  })
}

/** Writes the texts, each with its line ended. */
export function writeLines(stream: Writable, texts: readonly string[]): Promise<void> {
  return write(stream, texts.map((text) => `${text}\n`).join(''))
}
