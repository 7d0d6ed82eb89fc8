import type { CelProblem } from '../cel/problem.ts'
import type { Problem } from '../source/problem.ts'
import type { ExpressionText } from './model.ts'
import { problemInRange } from './problem-at.ts'

/** A problem of an expression at its place in the file; `kind` says what sort of problem it is. */
export function expressionProblem(
  { place, text }: ExpressionText,
  problem: CelProblem,
  kind: { readonly code: string; readonly severity: Problem['severity'] },
): Problem {
  const { document, path } = place
  const start = document.positionInScalar(path, problem.offset)
  const range = start === undefined ? document.locate(path) : { start, end: start }
  return problemInRange(
    document,
    path,
    {
      ...kind,
      message: problem.message,
      found: lineOf(text, problem.offset),
      ...(problem.hint === undefined ? {} : { remedy: problem.hint }),
    },
    range,
  )
}

function lineOf(text: string, offset: number): string {
  const start = text.lastIndexOf('\n', offset - 1) + 1
  const end = text.indexOf('\n', offset)
  return text.slice(start, end === -1 ? undefined : end).trim()
}
