import type { CelProblem } from '../problem.ts'

/** cel-go prints so many problems, and shows no line that has more bytes than this. */
const problemLimit = 100
const snippetLimit = 16_384

/**
 * The problems as cel-go prints them: place and message, the line of the expression, and a caret under the place; `more`
 * were found and not kept.
 * https://github.com/google/cel-go/blob/v0.29.2/common/error.go
 */
export function printProblems(
  expression: string,
  problems: readonly CelProblem[],
  more = 0,
): string {
  const lines = expression.split('\n')
  const texts = problems
    .slice(0, problemLimit)
    .map((problem) =>
      printProblem(expression === '' ? undefined : lines[problem.line - 1], problem),
    )
  const truncated = Math.max(0, problems.length - problemLimit) + more
  return [...texts, ...(truncated > 0 ? [`${truncated} more errors were truncated`] : [])].join(
    '\n',
  )
}

function printProblem(
  line: string | undefined,
  { line: number, column, message }: CelProblem,
): string {
  const title = `ERROR: <input>:${number}:${column}: ${message}`
  if (line === undefined || byteLength(line) > snippetLimit) return title
  const characters = [...line.replaceAll('\t', ' ')]
  const before = characters
    .slice(0, Math.max(0, column - 1))
    .map((character) => (isWide(character) ? '\uff0e' : '.'))
  const caret = isWide(characters[before.length] ?? ' ') ? '\uff3e' : '^'
  return `${title}\n | ${characters.join('')}\n | ${before.join('')}${caret}`
}

function isWide(character: string): boolean {
  return character > '\x7f'
}

function byteLength(line: string): number {
  let bytes = 0
  for (const character of line) bytes += widthInBytes(character.codePointAt(0) ?? 0)
  return bytes
}

function widthInBytes(point: number): number {
  if (point < 0x80) return 1
  if (point < 0x800) return 2
  return point < 0x10000 ? 3 : 4
}
