import type { JsonObject } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import type { ServedKind } from '../schema/field-type.ts'
import type { KubernetesVersion } from '../version.ts'

/** What a cluster knows beside the object itself, as far as the user said it. */
export interface Surroundings {
  /** The objects of a kind that the cluster would hold, with their defaults; empty where nobody said any. */
  readonly objectsOf: (apiVersion: string, kind: string) => readonly JsonObject[]
  readonly version: KubernetesVersion
  /** When the request is made: RFC 3339, UTC, whole seconds. */
  readonly time: string
  /** Where the request goes; absent: the object's own namespace, or `default`. */
  readonly namespace?: string
  /** Who sends the request; the API server writes it into certificate signing requests. */
  readonly user?: RequestUser
}

export interface RequestUser {
  readonly username: string
  readonly uid?: string
  readonly groups?: readonly string[]
  readonly extra?: { readonly [key: string]: readonly string[] }
}

/** What the stages ask of a kind. */
export type StagedKind = Pick<
  ServedKind,
  'group' | 'version' | 'kind' | 'namespaced' | 'subResources'
>

/**
 * What the object has in place of something that only a cluster knows: nothing, a value that merely stands for it, or the value
 * that most clusters would have.
 */
type Substitute = 'nothing' | 'placeholder' | 'assumption'

/** Something that only a cluster knows. */
export interface Unknown {
  readonly path: Path
  readonly what: string
  readonly why: string
  readonly substitute: Substitute
  /** The object that would decide it, if the context had it. */
  readonly decidedBy?: {
    readonly apiVersion: string
    readonly kind: string
    readonly namespace?: string
    readonly name?: string
  }
}

/** An object after a stage, and what of it is not as a cluster would have it. */
export interface Staged {
  readonly object: JsonObject
  readonly unknown: readonly Unknown[]
}
