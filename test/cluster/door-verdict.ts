import {
  type JsonObject,
  type JsonValue,
  type Path,
  printJson,
  printPath,
} from '#src/core/index.ts'
import { type ClusterOnly, clusterOnlyRow, isOfClock } from './cluster-only.ts'
import { type Difference, differences } from './differences.ts'
import type { Passage } from './door-recorder.ts'

/** What was worked out without a cluster for the same parcel. */
export interface OfflinePassage {
  /** Why the object cannot be decoded, as the API server says it; then there is nothing else. */
  readonly refusal?: string
  readonly mutating?: OfflineArrival
  readonly validating?: OfflineArrival
}

interface OfflineArrival {
  readonly object: JsonObject
  /** Where the object is said to be not as in a cluster. */
  readonly unknown: readonly Path[]
}

export interface DoorVerdict {
  readonly outcome: Outcome
  /** Where the cluster and the offline result differ; none where they agree. */
  readonly faults: readonly string[]
  /** The rows of the table that were needed. */
  readonly rows: readonly ClusterOnly[]
}

/** How far a parcel came. */
export type Outcome =
  | 'passed both doors'
  | 'undecodable'
  | 'refused by a plugin before the doors'
  | 'refused after the mutating door'
  | 'never at a door'

export interface Identity {
  readonly apiVersion: string
  readonly kind: string
}

/** Compares what became of a parcel in the cluster with what was worked out. */
export function doorVerdict(
  identity: Identity,
  passage: Passage,
  offline: OfflinePassage,
): DoorVerdict {
  const outcome = outcomeOf(passage, identity)
  const refusal = refusalOf(passage, identity)
  if (refusal !== offline.refusal) {
    const fault = `refusal: cluster ${refusal ?? 'none'}, offline ${offline.refusal ?? 'none'}`
    return { outcome, faults: [fault], rows: [] }
  }
  const found = (['mutating', 'validating'] as const).flatMap((door) => {
    const atDoor = passage[door]?.['object'] as JsonObject | undefined
    if (atDoor === undefined) return []
    const { object, unknown } = offline[door] ?? nothing
    return differences(atDoor, object).map((difference) => {
      const row = clusterOnlyRow(identity.kind, difference)
      const said = unknown.some(
        (path) =>
          isWithin(difference.path, path) ||
          (row?.follows !== undefined && printPath(path).startsWith(row.follows)),
      )
      return { row, said, text: `${door} ${described(difference)}` }
    })
  })
  return {
    outcome,
    faults: found.flatMap(({ row, said, text }) => {
      if (row === undefined) return [text]
      return said || isOfClock(row) ? [] : [`${text}, which is not said to be unknown`]
    }),
    rows: found.flatMap(({ row }) => row ?? []),
  }
}

const nothing: OfflineArrival = { object: {}, unknown: [] }

/** One of the two paths may go deeper: a whole that is missing, or a part of what is unknown. */
function isWithin(path: Path, unknown: Path): boolean {
  const depth = Math.min(path.length, unknown.length)
  return path.slice(0, depth).every((step, index) => step === unknown[index])
}

function outcomeOf(passage: Passage, identity: Identity): Outcome {
  if (refusalOf(passage, identity) !== undefined) return 'undecodable'
  if (passage.validating !== undefined) return 'passed both doors'
  if (passage.mutating !== undefined) return 'refused after the mutating door'
  return passage.status === 403 || passage.status === 500
    ? 'refused by a plugin before the doors'
    : 'never at a door'
}

/** What the API server says behind its fixed words when it cannot decode an object. */
function refusalOf({ status, body }: Passage, { apiVersion, kind }: Identity): string | undefined {
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  const start = `${kind} in version "${version}" cannot be handled as a ${kind}: `
  const message = status === 400 ? String((body as JsonObject)['message']) : ''
  return message.startsWith(start) ? message.slice(start.length) : undefined
}

function described({ path, door, offline }: Difference): string {
  return `${printPath(path)}: cluster ${printed(door)}, offline ${printed(offline)}`
}

function printed(value: JsonValue | undefined): string {
  return value === undefined ? 'nothing' : printJson(value).slice(0, 300)
}
