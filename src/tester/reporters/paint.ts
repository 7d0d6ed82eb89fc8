import { styleText } from 'node:util'
import type { Paint } from './reporter.ts'

/** For files and pipes. */
export const plain: Paint = { good: asIs, bad: asIs, odd: asIs, strong: asIs, faint: asIs }

/** For terminals. */
export const coloured: Paint = {
  good: (text) => painted('green', text),
  bad: (text) => painted('red', text),
  odd: (text) => painted('yellow', text),
  strong: (text) => painted('bold', text),
  faint: (text) => painted('gray', text),
}

/** Whoever chooses colours has looked at the stream already. */
function painted(style: 'green' | 'red' | 'yellow' | 'bold' | 'gray', text: string): string {
  return styleText(style, text, { validateStream: false })
}

function asIs(text: string): string {
  return text
}
