import type { JsonObject } from '../core/index.ts'
import { createAlarm } from './alarm.ts'
import type { BackOff } from './back-off.ts'
import type { Connection } from './connection.ts'
import type { ServedResource } from './discovery.ts'
import { listAll, type Selection } from './list-objects.ts'
import { follow, usualTimes } from './watch/reflector.ts'

/** One object of a cluster. */
export interface ObjectPlace {
  readonly resource: ServedResource
  readonly namespace?: string
  readonly name: string
}

export interface Following {
  /** Ends it. */
  readonly signal: AbortSignal
  /** Told at first and whenever it changes; undefined where the object does not exist. */
  readonly onState: (object: JsonObject | undefined) => void
  readonly onFailure: (error: Error) => void
  readonly backOff?: BackOff
}

/** Short, as somebody waits for a change. */
const usualBackOff: BackOff = { leastMs: 500, mostMs: 30_000 }

/** Tells how an object stands until the signal ends it. Whoever may list and watch that name may do it. */
export async function followObject(
  connection: Connection,
  place: ObjectPlace,
  { signal, onState, onFailure, backOff = usualBackOff }: Following,
): Promise<void> {
  const followed = { resource: place.resource, selection: { ...selectionOf(place), signal } }
  let coming: JsonObject | undefined
  const follower = {
    page: ([object]: readonly JsonObject[]) => {
      coming = object
    },
    listed: () => {
      onState(coming)
      coming = undefined
    },
    changed: onState,
    removed: () => onState(undefined),
    inStep: () => {},
    failed: onFailure,
  }
  const times = { ...usualTimes, backOff }
  await follow(followed, { connection, follower, times, alarm: createAlarm(), signal })
}

/** The object as it is now; undefined where it does not exist. Asks for the same rights. */
export async function readObject(
  connection: Connection,
  place: ObjectPlace,
): Promise<JsonObject | undefined> {
  const [object] = await listAll(connection, place.resource, selectionOf(place))
  return object
}

function selectionOf({ namespace, name }: ObjectPlace): Selection {
  return { namespace, fieldSelector: `metadata.name=${name}` }
}
