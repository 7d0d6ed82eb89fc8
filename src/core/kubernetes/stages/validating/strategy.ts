import type { JsonObject } from '../../../source/json-value.ts'
import type { KubernetesVersion } from '../../version.ts'
import type { Staged, Surroundings } from '../surroundings.ts'

/** What the API server does with the objects of a kind between the mutating and the validating webhooks. */
export interface Strategy {
  readonly group: string
  readonly kind: string
  /** False: no object of the kind is ever stored, so that nothing is made of it. */
  readonly isStored?: false
  readonly generation?: Generation
  /** Since when the status of a request does not count: a new object's is empty, an updated one's is kept. */
  readonly ownsStatusSince?: KubernetesVersion
  /** What else happens to a new object, after that; `given` is as the request says it. */
  readonly prepareForCreate?: (
    object: JsonObject,
    surroundings: Surroundings,
    given: JsonObject,
  ) => Staged
  /** What else happens to an updated object, after that. */
  readonly prepareForUpdate?: (
    object: JsonObject,
    old: JsonObject,
    surroundings: Surroundings,
  ) => Staged
}

/** A generation that grows when one of the fields changes. */
export interface Generation {
  readonly since: KubernetesVersion
  /** Whether a new object has none, so that the first change makes it 1; otherwise a new object's is 1. */
  readonly isAbsentAtFirst?: true
  /** Whether a change counts that preparing the object takes back. */
  readonly countsBeforePreparing?: true
  readonly of: readonly (readonly string[])[] | 'all but metadata'
}

/** Of every release that can be chosen. */
export const always: KubernetesVersion = '1.28'

/** The generation of most kinds. */
export const ofSpec: Generation = { since: always, of: [['spec']] }

/** A preparation that leaves nothing unknown. */
export function knowing<Given extends readonly unknown[]>(
  change: (...given: Given) => JsonObject,
): (...given: Given) => Staged {
  return (...given) => ({ object: change(...given), unknown: [] })
}
