import type { JsonObject } from '../../../source/json-value.ts'
import type { KubernetesVersion } from '../../version.ts'
import type { Staged, Surroundings } from '../surroundings.ts'

/** What the API server does with the objects of a kind between the mutating and the validating webhooks. */
export interface Strategy {
  readonly group: string
  readonly kind: string
  /** The first release in which a new object has generation 1. */
  readonly generationSince?: KubernetesVersion
  /** The first release in which what a request says of the status is dropped. */
  readonly statusSince?: KubernetesVersion
  /** What else happens to a new object, after that. */
  readonly prepare?: (object: JsonObject, surroundings: Surroundings) => Staged | JsonObject
}
