import type { CelProblem } from '../problem.ts'

/** cel-go reports at most so many syntax errors and then gives up. */
const syntaxErrorLimit = 100

/** Where a problem concerns the expression as a whole: cel-go prints line -1, column 0. */
export const nowhere = -2

/** The problems that are found in an expression, collected while it is parsed. */
export interface Report {
  readonly found: { readonly message: string; readonly offset: number }[]
  syntaxErrors: number
  /** Nothing more is wanted: a limit was met. */
  closed: boolean
}

export function emptyReport(): Report {
  return { found: [], syntaxErrors: 0, closed: false }
}

/** Adds a problem at an offset, or `nowhere`. */
export function report(to: Report, offset: number, message: string): void {
  if (!to.closed) to.found.push({ message, offset })
}

/** Adds a problem of the grammar; behind the limit the report is closed. */
export function reportSyntaxError(to: Report, offset: number, message: string): void {
  if (to.syntaxErrors < syntaxErrorLimit) {
    to.syntaxErrors++
    report(to, offset, `Syntax error: ${message}`)
  } else {
    close(to, offset, `Syntax error: More than ${syntaxErrorLimit} syntax errors`)
  }
}

/** Adds the last problem. */
export function close(to: Report, offset: number, message: string): void {
  report(to, offset, message)
  to.closed = true
}

/** The problems in the order of the text, those without a place first, as cel-go sorts them. */
export function problemsOf(expression: string, { found }: Report): readonly CelProblem[] {
  const place = placer(expression)
  return [...found]
    .sort((a, b) => a.offset - b.offset)
    .map(({ message, offset }) => ({ message, offset: Math.max(0, offset), ...place(offset) }))
}

/**
 * Asked with offsets that do not decrease, it gives the line and column of each. Before the first column stands what
 * belongs to a broken part, and the end of an empty expression.
 */
function placer(expression: string): (offset: number) => Place {
  let [at, place]: [number, Place] = [0, { line: 1, column: 1 }]
  return (offset) => {
    if (offset === nowhere) return { line: -1, column: 0 }
    if (offset < 0 || expression === '') return { line: 1, column: 0 }
    while (at < offset && at < expression.length) {
      const point = expression.codePointAt(at) ?? 0
      place = behind(place, point)
      at += point > 0xffff ? 2 : 1
    }
    return place
  }
}

interface Place {
  readonly line: number
  readonly column: number
}

function behind({ line, column }: Place, point: number): Place {
  return point === lineFeed ? { line: line + 1, column: 1 } : { line, column: column + 1 }
}

const lineFeed = 0x0a
