import type { Snapshot } from '../../engine/snapshot.ts'

/** What of a cluster an object of our kinds is judged by. */
export interface Surroundings {
  readonly snapshot: Snapshot
  /** The namespaces whose PolicyExemptions count. */
  readonly exemptionNamespaces: readonly string[]
}
