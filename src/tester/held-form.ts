import { asHeld, fieldOf, type JsonObject, type PassageProblem, placed } from '../core/index.ts'
import { type StagedCluster, throughStages } from './through-doors.ts'

/** What decides how a cluster holds an object. */
export interface Home {
  readonly cluster: StagedCluster
  /** Where namespaced objects without a namespace are. */
  readonly namespace: string
}

/** An object as a cluster holds it, and what is wrong with it: no cluster holds one with undecodable values. */
export interface HeldForm {
  readonly object: JsonObject
  readonly problems: readonly PassageProblem[]
}

/** One that was in a cluster (it has a uid) is decoded and defaulted; any other is completed as if it had been created. */
export function heldForm(object: JsonObject, { cluster, namespace }: Home): HeldForm {
  const { snapshot, kubernetesVersion } = cluster
  const { kinds } = snapshot
  const uid = fieldOf(fieldOf(object, 'metadata'), 'uid')
  return uid === undefined
    ? throughStages(object, { uid: '', namespace }, cluster)
    : asHeld(placed(object, { kinds, namespace }), kinds, kubernetesVersion)
}
