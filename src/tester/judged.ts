import type { TestResult } from './report.ts'

/** What was said of sources, before anything is said of all of them together. Plain data. */
export interface Judged {
  /** In the order of the sources, and within a source of its documents. */
  readonly results: readonly TestResult[]
  /** Where objects were judged as they are written: what the cluster says of each; otherwise the same. */
  readonly inCluster: readonly TestResult[]
  /** Namespaces that were asked for and are not in the snapshot. */
  readonly assumed: readonly string[]
}

/** Several, one after the other. */
export function joined(parts: readonly Judged[]): Judged {
  return {
    results: parts.flatMap(({ results }) => results),
    inCluster: parts.flatMap(({ inCluster }) => inCluster),
    assumed: [...new Set(parts.flatMap(({ assumed }) => assumed))],
  }
}
