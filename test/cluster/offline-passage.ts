import {
  type JsonObject,
  latestKubernetesVersion,
  type Problem,
  readYaml,
} from '#src/core/index.ts'
import type { Kinds } from '#src/core/kubernetes/kinds.ts'
import {
  type PassageProblem,
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
  const { documents, problems } = readYaml({ name: 'parcel', text: parcel.body })
  const way = wayOf(cluster, parcel, passage)
  const mutating = toMutatingDoor(documents[0]?.value as JsonObject, way)
  const refusal = refusalOf([...mutating.problems, ...problems.map(duplicate)])
  if (refusal !== undefined) return { refusal }
  const validating = toValidatingDoor({ before: mutating.object, after: mutating.object }, way)
  const paths = mutating.unknown.map(({ path }) => path)
  return {
    mutating: { object: mutating.object, unknown: paths },
    validating: {
      object: validating.object,
      unknown: [...paths, ...validating.unknown.map(({ path }) => path)],
    },
  }
}

function wayOf(
  { kinds, objects }: OfflineCluster,
  { namespace }: Parcel,
  { mutating, validating }: Passage,
): Way {
  const first = mutating as Reviewed | undefined
  const second = validating as Reviewed | undefined
  const [written] = first?.object.metadata.managedFields ?? []
  const { creationTimestamp } = second?.object.metadata ?? {}
  return {
    kinds,
    surroundings: {
      objectsOf: (apiVersion, kind) =>
        objects.filter((one) => one['apiVersion'] === apiVersion && one['kind'] === kind),
      version: latestKubernetesVersion,
      time: written?.time ?? creationTimestamp ?? '2026-01-31T12:00:00Z',
      namespace,
      user: first?.userInfo ?? { username: 'admin' },
    },
  }
}

type Reviewed = JsonObject & {
  readonly userInfo: RequestUser
  readonly object: {
    readonly metadata: {
      readonly managedFields?: readonly { readonly time: string }[]
      readonly creationTimestamp?: string
    }
  }
}

/** A field that stands twice is read as YAML reads it, where it is a problem of the text. */
function duplicate({ code, message, path = '' }: Problem): Fault {
  if (code !== 'duplicate-key') throw new Error(message)
  const dotted = path.replaceAll(/\["((?:[^"\\]|\\.)*)"\]/g, '.$1')
  return { kind: 'duplicate', text: `duplicate field "${dotted}"` }
}

interface Fault {
  readonly kind: PassageProblem['kind'] | 'duplicate'
  readonly text: string
}

/** The API server names one undecodable value, or all unknown and doubled fields. */
function refusalOf(faults: readonly Fault[]): string | undefined {
  const undecodable = faults.find(({ kind }) => kind === 'undecodable')
  if (undecodable !== undefined) return undecodable.text
  const texts = new Set(faults.map(({ text }) => text))
  return texts.size === 0 ? undefined : `strict decoding error: ${[...texts].join(', ')}`
}
