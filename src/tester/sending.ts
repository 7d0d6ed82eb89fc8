import type { JsonObject, Operation, UserInfo } from '../core/index.ts'
import type { OldObjects } from './old-objects.ts'
import type { FieldValidation } from './passage-problem.ts'
import { type PretendedCluster, type Sent, throughStages } from './through-doors.ts'

/** What manifests may be sent for; CONNECT has no object. */
export type WriteOperation = Exclude<Operation, 'CONNECT'>

/** How manifests are sent. */
export interface Sending {
  /** Where namespaced objects without a namespace go. */
  readonly namespace: string
  readonly fieldValidation: FieldValidation
  /** Whether it is told what mutating policies would change in the text. */
  readonly showMutations: boolean
  /** Undefined: what replaces an old object is an update, everything else is created, as with `kubectl apply`. */
  readonly operation: WriteOperation | undefined
  /** Who sends them; empty where nobody is named. */
  readonly userInfo: UserInfo
  readonly oldObjects: OldObjects
}

/** Nobody sends the request, so its uid says nothing: the same manifest always gets the same answer. */
export const noUid = '00000000-0000-0000-0000-000000000000'

/**
 * The request that a manifest makes. What is updated or deleted and of which no old object is given counts as if the cluster
 * held it as it is written.
 */
export function requestOf(
  object: JsonObject,
  { namespace, operation: wanted, userInfo, oldObjects }: Sending,
  cluster: PretendedCluster,
): Sent & { readonly operation: WriteOperation } {
  const old = oldObjects.of(object)
  const operation = wanted ?? (old === undefined ? 'CREATE' : 'UPDATE')
  const request = { uid: noUid, namespace, userInfo, operation }
  if (operation === 'CREATE') return request
  const oldObject = old ?? throughStages(object, { uid: noUid, namespace }, cluster).object
  return { ...request, oldObject }
}
