import type { TestFinding } from '../report.ts'

/** The parts of an expression with their values, a line each, cut to so many columns. */
export function partLines(
  parts: TestFinding['parts'],
  columns: number = Number.POSITIVE_INFINITY,
): readonly string[] {
  return parts.map(({ text, value }) => {
    const line = `${text} = ${value}`
    return line.length <= columns ? line : `${line.slice(0, Math.max(columns - 1, 0))}…`
  })
}
