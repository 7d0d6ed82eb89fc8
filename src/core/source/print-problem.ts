import type { Problem } from './problem.ts'

/** A problem as one reads it: `file:line:column: severity: path: message`, the excerpt, and what to do. */
export function printProblem(problem: Problem): string {
  const { source, line, column, severity, path, message, code, excerpt, remedy } = problem
  const place = [source, line, column].filter((part) => part !== undefined).join(':')
  const field = path === undefined || path === '' ? '' : `${path}: `
  return [
    `${place}: ${severity}: ${field}${message} [${code}]`,
    ...(excerpt === undefined ? [] : [excerpt.replaceAll(/^/gm, '  ')]),
    ...(remedy === undefined ? [] : [`  → ${remedy}`]),
  ].join('\n')
}
