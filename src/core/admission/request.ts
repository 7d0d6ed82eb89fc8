import type { JsonObject, JsonValue } from '../source/json-value.ts'

/** Which of the two webhook doors a request came to. */
export type Door = 'validate' | 'mutate'

export type Operation = 'CREATE' | 'UPDATE' | 'DELETE' | 'CONNECT'

export interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

export interface GroupVersionResource {
  readonly group: string
  readonly version: string
  readonly resource: string
}

export interface UserInfo {
  readonly username?: string
  readonly uid?: string
  readonly groups?: readonly string[]
  readonly extra?: { readonly [key: string]: readonly string[] }
}

export type ReviewVersion = 'admission.k8s.io/v1' | 'admission.k8s.io/v1beta1'

/**
 * `AdmissionRequest` of admission.k8s.io, decoded; names as on the wire.
 * https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#request
 */
export interface AdmissionRequest {
  readonly uid: string
  readonly kind: GroupVersionKind
  readonly resource: GroupVersionResource
  readonly subResource: string
  readonly requestKind: GroupVersionKind
  readonly requestResource: GroupVersionResource
  readonly requestSubResource: string
  /** Empty where the API server will generate it, and for deletecollection. */
  readonly name: string
  /** Empty for cluster-scoped objects. */
  readonly namespace: string
  readonly operation: Operation
  readonly userInfo: UserInfo
  readonly dryRun: boolean
  readonly object: JsonObject | null
  readonly oldObject: JsonObject | null
  readonly options: JsonValue
}

/** A request as it stands at a door. */
export interface Request extends AdmissionRequest {
  readonly door: Door
  readonly reviewVersion: ReviewVersion
  /**
   * Whether nobody sends it again in the other versions of its resource that policies name: then they are judged here. The
   * API server sends it to a webhook for each version.
   */
  readonly isOnlyOne?: boolean
}
