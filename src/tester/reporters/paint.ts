import { styleText } from 'node:util'
import type { Paint } from './reporter.ts'

/** For files and pipes. */
export const plain: Paint = { bad: asIs, odd: asIs, strong: asIs, faint: asIs }

/** For terminals. */
export const coloured: Paint = {
  bad: (text) => styleText('red', text),
  odd: (text) => styleText('yellow', text),
  strong: (text) => styleText('bold', text),
  faint: (text) => styleText('gray', text),
}

function asIs(text: string): string {
  return text
}
