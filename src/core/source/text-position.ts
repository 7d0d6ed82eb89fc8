import type { Position, Range } from './problem.ts'

/** Places of a text: the lines are counted once, when somebody asks first. */
export interface TextPositions {
  /** Line and column (from 1) of an offset; offsets beyond the text are its end. */
  readonly at: (offset: number) => Position
  /** The line of a range with carets under it; of a long line the part around the place. */
  readonly excerpt: (range: Range) => string
}

export function positionsOf(text: string): TextPositions {
  let starts: readonly number[] | undefined
  return {
    at: (offset) => {
      starts ??= lineStarts(text)
      return positionAt(starts, Math.min(Math.max(offset, 0), text.length))
    },
    excerpt: (range) => excerptOf(text, range),
  }
}

function lineStarts(text: string): readonly number[] {
  const starts = [0]
  for (let next = text.indexOf('\n'); next !== -1; next = text.indexOf('\n', next + 1)) {
    starts.push(next + 1)
  }
  return starts
}

/** The last line that starts at or before the offset, found by halving. */
function positionAt(starts: readonly number[], offset: number): Position {
  let low = 0
  let high = starts.length
  while (high - low > 1) {
    const middle = (low + high) >> 1
    if ((starts[middle] ?? 0) <= offset) low = middle
    else high = middle
  }
  return { line: low + 1, column: offset - (starts[low] ?? 0) + 1, offset }
}

const width = 120

function excerptOf(text: string, { start, end }: Range): string {
  const lineStart = start.offset - (start.column - 1)
  const newline = text.indexOf('\n', lineStart)
  const line = text.slice(lineStart, newline === -1 ? undefined : newline).replace(/\r$/, '')
  const from = start.column - 1 > width - 20 ? start.column - 1 - 40 : 0
  const shown = line.slice(from, from + width)
  const column = start.column - 1 - from
  const sameLine = end.line === start.line ? end.column - start.column : shown.length - column
  const carets = '^'.repeat(Math.max(1, Math.min(sameLine, shown.length - column)))
  const padding = shown.slice(0, column).replaceAll(/[^\t]/g, ' ')
  const gutter = String(start.line)
  const blank = ' '.repeat(gutter.length)
  return from > 0
    ? `${gutter} | …${shown}\n${blank} |  ${padding}${carets}`
    : `${gutter} | ${shown}\n${blank} | ${padding}${carets}`
}
