import { type JsonObject, latestKubernetesVersion, parseJson } from '#src/core/index.ts'
import type { Kinds } from '#src/core/kubernetes/kinds.ts'
import {
  type Arrival,
  toMutatingDoor,
  toValidatingDoor,
  type Way,
} from '#src/core/kubernetes/passage.ts'
import type { RequestUser } from '#src/core/kubernetes/stages/surroundings.ts'
import type { Parcel, Passage } from './door-recorder.ts'
import type { OfflinePassage } from './door-verdict.ts'

/** What the cluster holds, for the plugins that look at it. */
export interface OfflineCluster {
  readonly kinds: Kinds
  readonly objects: readonly JsonObject[]
}

/** What the core says of a parcel; of the cluster's answer it takes only when it was and who sent it. */
export function offlinePassage(
  cluster: OfflineCluster,
  parcel: Parcel,
  passage: Passage,
): OfflinePassage {
  const parsed = parseJson(parcel.body)
  if (parsed.kind === 'problem') throw new Error(`${parsed.message}: ${parcel.body}`)
  const way = wayOf(cluster, parcel, passage)
  const mutating = toMutatingDoor(parsed.value as JsonObject, way)
  const refusal = refusalOf(mutating)
  if (refusal !== undefined) return { refusal }
  const validating = toValidatingDoor(mutating.object, way)
  return { mutating: mutating.object, validating: validating.object }
}

function wayOf(
  { kinds, objects }: OfflineCluster,
  { namespace }: Parcel,
  { validating }: Passage,
): Way {
  const { userInfo, object } = { ...validating } as Partial<Reviewed>
  return {
    kinds,
    surroundings: {
      objectsOf: (apiVersion, kind) =>
        objects.filter((one) => one['apiVersion'] === apiVersion && one['kind'] === kind),
      version: latestKubernetesVersion,
      time: object?.metadata.creationTimestamp ?? '2026-01-31T12:00:00Z',
      namespace,
      user: userInfo ?? { username: 'admin' },
    },
  }
}

interface Reviewed {
  readonly userInfo: RequestUser
  readonly object: { readonly metadata: { readonly creationTimestamp?: string } }
}

/** The API server names one undecodable value, or all unknown fields. */
function refusalOf({ problems }: Arrival): string | undefined {
  const undecodable = problems.find(({ kind }) => kind === 'undecodable')
  if (undecodable !== undefined) return undecodable.text
  const texts = new Set(problems.map(({ text }) => text))
  return texts.size === 0 ? undefined : `strict decoding error: ${[...texts].join(', ')}`
}
