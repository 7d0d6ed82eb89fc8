import type { JsonObject } from '../source/json-value.ts'
import type { PodSecurityConfiguration } from './configuration.ts'

/** What was found when somebody looked. */
export type Found<Value> =
  | { readonly kind: 'found'; readonly value: Value }
  /** `message` as Kubernetes would say it: `namespaces "a" not found`. */
  | { readonly kind: 'failed'; readonly message: string }

/** What is known when a request is to be answered. */
export interface Known {
  readonly configuration: PodSecurityConfiguration
  /** The request's namespace; absent as long as nobody looked. */
  readonly namespace?: Found<JsonObject>
  /** All Pods of the namespace that a request changes; absent as long as nobody looked. */
  readonly pods?: Found<readonly JsonObject[]>
  /** Asked after each of these Pods whether it took too long: for Kubernetes that is a second. Absent: it never does. */
  readonly interrupted?: () => boolean
}
