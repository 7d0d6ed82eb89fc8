import type {
  AccessReview,
  JsonObject,
  JsonValue,
  KubernetesVersion,
  Operation,
  PatchOperation,
  Path,
  UserInfo,
} from '../../core/index.ts'

/** Whether a policy said no, or could not be evaluated. */
export type Cause = 'violation' | 'error'

/** One of several refusals that are expected. */
export interface ExpectedRefusal {
  readonly policy?: string
  readonly validation?: string
  readonly message?: string
  readonly path?: string
  readonly cause?: Cause
}

/** What a case says must come out. */
export interface Expectation {
  readonly allowed: boolean
  /** False where the policy is not for the request. */
  readonly matched?: boolean
  /** The exemption that frees from the policy, `NAMESPACE/NAME`. */
  readonly exempted?: string
  /** Part of the message of a refusal. */
  readonly message?: string
  /** The field that the refusal points to, as `printPath` prints it. */
  readonly path?: string
  /** `violation` without it. */
  readonly cause?: Cause
  /** All refusals, in any order. */
  readonly refusals?: readonly ExpectedRefusal[]
  /** All warnings, in order. */
  readonly warnings?: readonly string[]
  /** Annotations among others; null is none. */
  readonly auditAnnotations?: Readonly<Record<string, string | null>>
  readonly unchanged?: boolean
  /** The case's object with what mutations changed. */
  readonly object?: JsonObject
  /** Values of the object at the validating door, by path; null where there is none. */
  readonly fields?: JsonObject
  /** The JSON Patch that the mutating door answers. */
  readonly patch?: readonly PatchOperation[]
}

/** One row of a `PolicyCases` document, made whole: a request, described by its object, and what must come of it. */
export interface PolicyCase {
  readonly name: string
  /** Where the row stands in its document. */
  readonly at: Path
  /** The policy that is meant; undefined where it is any of those that stand together. */
  readonly policy?: string
  readonly object: JsonObject
  readonly oldObject?: JsonObject
  readonly operation?: Operation
  readonly subResource?: string
  /** Whose sub-resource it is, where the object is of another kind: `deployments.apps`. */
  readonly resource?: string
  readonly resourceName?: string
  readonly namespace?: string
  readonly namespaceObject?: JsonObject
  readonly userInfo?: UserInfo
  readonly dryRun?: boolean
  /** When the request is made, RFC 3339; without it every rule is enforced. */
  readonly time?: string
  readonly kubernetesVersion?: KubernetesVersion
  /** Stands in for the params of every binding. */
  readonly params?: JsonObject
  /** Objects that the cluster holds, those of the whole document first. */
  readonly context: readonly JsonObject[]
  /** What `authorizer` answers. */
  readonly accessReviews?: readonly AccessReview[]
  /** Whether the object comes to the doors as it is written. */
  readonly raw: boolean
  readonly expect: Expectation
}

/** The fields of a row once its objects are there; nothing is null. */
export interface DerivedRow {
  readonly fields: { readonly [name: string]: JsonValue }
  /** Whether the row, or one that it is like, could not be made whole. */
  readonly isBroken: boolean
}
