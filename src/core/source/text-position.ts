import type { Position, Range } from './problem.ts'

/** Line and column (from 1) of an offset in a text. */
export function positionAt(text: string, offset: number): Position {
  const end = Math.min(Math.max(offset, 0), text.length)
  let line = 1
  let start = 0
  for (let next = text.indexOf('\n'); next !== -1 && next < end; next = text.indexOf('\n', start)) {
    line++
    start = next + 1
  }
  return { line, column: end - start + 1, offset: end }
}

const width = 120

/** The line of a place with carets under it; of a long line the part around the place. */
export function excerptOf(text: string, { start, end }: Range): string {
  const lineStart = start.offset - (start.column - 1)
  const newline = text.indexOf('\n', lineStart)
  const line = text.slice(lineStart, newline === -1 ? undefined : newline).replace(/\r$/, '')
  const from = start.column - 1 > width - 20 ? start.column - 1 - 40 : 0
  const shown = line.slice(from, from + width)
  const column = start.column - 1 - from
  const sameLine = end.line === start.line ? end.column - start.column : shown.length - column
  const carets = Math.max(1, Math.min(sameLine, shown.length - column))
  const gutter = String(start.line)
  const padding = shown.slice(0, column).replaceAll(/[^\t]/g, ' ')
  return `${gutter} | ${from > 0 ? '…' : ''}${shown}\n${' '.repeat(gutter.length)} | ${from > 0 ? ' ' : ''}${padding}${'^'.repeat(carets)}`
}
