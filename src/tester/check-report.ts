import type { Counterexample, Problem } from '../core/index.ts'

/** What `sallyport check` found; every field is always there. */
export interface CheckProblem {
  readonly code: string
  readonly severity: Problem['severity']
  readonly message: string
  readonly source: string
  readonly line: number | null
  readonly column: number | null
  readonly path: string | null
  readonly excerpt: string | null
  readonly found: string | null
  readonly expected: string | null
  readonly remedy: string | null
  /** An object on which mutating policies do not converge, and how. */
  readonly counterexample: Counterexample | null
}

export interface CheckSummary {
  /** Those that could be read. */
  readonly policies: number
  /** The documents; kinds that bind themselves need none. */
  readonly bindings: number
  readonly errors: number
  readonly warnings: number
}

/** What `sallyport check` answers, and what `--output json` prints. Every field is always there. */
export interface CheckReport {
  readonly summary: CheckSummary
  /** In the order of the files and of their lines. */
  readonly problems: readonly CheckProblem[]
  /** What was tried of mutating policies; null where there are none. */
  readonly convergence: { readonly objects: number; readonly runs: number } | null
  /** What another CEL engine was asked; null where it was not. */
  readonly secondOpinion: { readonly compared: number; readonly notCompared: number } | null
  /** What was taken for granted, a sentence each. */
  readonly notes: readonly string[]
}

/** A problem with every field, and the counterexample that it has. */
export function checkProblem(
  problem: Problem,
  counterexample: Counterexample | null = null,
): CheckProblem {
  const { code, severity, message, source } = problem
  return {
    code,
    severity,
    message,
    source,
    line: problem.line ?? null,
    column: problem.column ?? null,
    path: problem.path ?? null,
    excerpt: problem.excerpt ?? null,
    found: problem.found ?? null,
    expected: problem.expected ?? null,
    remedy: problem.remedy ?? null,
    counterexample,
  }
}

/** By file, line and column; what is said of one place stays in its order. */
export function byPlace(one: CheckProblem, other: CheckProblem): number {
  if (one.source !== other.source) return one.source < other.source ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0)
}

/** The summary as a line: `12 policies, 3 bindings: 1 error, 2 warnings`. */
export function checkSummaryLine({ policies, bindings, errors, warnings }: CheckSummary): string {
  const found = [
    ...(errors > 0 ? [counted(errors, 'error')] : []),
    ...(warnings > 0 ? [counted(warnings, 'warning')] : []),
  ]
  const what = `${policies} ${policies === 1 ? 'policy' : 'policies'}, ${counted(bindings, 'binding')}`
  return `${what}: ${found.length === 0 ? 'nothing found' : found.join(', ')}`
}

function counted(count: number, noun: string): string {
  return `${count} ${noun}${count === 1 ? '' : 's'}`
}
