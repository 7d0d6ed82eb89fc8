import type { CelProblem } from '../cel/problem.ts'
import type { Problem } from '../source/problem.ts'
import { expressionRemedy } from './expression-remedy.ts'
import type { ExpressionText } from './model.ts'
import { problemAt, problemInRange } from './problem-at.ts'

/** A problem of an expression at its place in the file; `kind` says what sort of problem it is. */
export function expressionProblem(
  { place, text }: ExpressionText,
  problem: CelProblem,
  kind: { readonly code: string; readonly severity: Problem['severity'] },
): Problem {
  const { document, path } = place
  const start = document.positionInScalar(path, problem.offset)
  const isError = kind.severity === 'error'
  const remedy = problem.hint ?? (isError ? expressionRemedy(problem.message) : undefined)
  const range = start === undefined ? document.locate(path) : { start, end: start }
  return problemInRange(
    document,
    path,
    {
      ...kind,
      message: problem.message,
      found: lineOf(text, problem.offset),
      ...(remedy === undefined ? {} : { remedy }),
    },
    range,
  )
}

/** A warning about an expression as a whole. */
export function expressionProblemAt(
  { place }: ExpressionText,
  text: { readonly code: string; readonly message: string; readonly remedy: string },
): Problem {
  return problemAt(place.document, place.path, { ...text, severity: 'warning' })
}

/** What an expression is that does not compile. */
export const unusable = { code: 'expression', severity: 'error' } as const

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? undefined : end).trim()
}
