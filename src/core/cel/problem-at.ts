import type { CelProblem } from './problem.ts'

/** A problem at an offset of the expression, with its line and its column in code points. */
export function problemAt(expression: string, offset: number, message: string): CelProblem {
  const before = expression.slice(0, offset)
  const lineStart = before.lastIndexOf('\n') + 1
  const line = before.split('\n').length
  return { message, offset, line, column: [...before.slice(lineStart)].length + 1 }
}
