import { fieldOf, isObject, type JsonObject } from '../../core/index.ts'
import { createAlarm } from '../alarm.ts'
import { type ClusterError, isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import { textIn } from '../text-in.ts'
import { type Followed, type Follower, follow, type WatchTimes } from './reflector.ts'

/** The objects of one watch, and how far they can be trusted. */
export interface WatchedObjects {
  /** The same array for as long as nothing changes. */
  readonly objects: () => readonly JsonObject[]
  readonly state: () => WatchState
  /** Tries again at once what is waiting after a failure. */
  readonly wake: () => void
  readonly stop: () => void
}

export interface WatchState {
  /** Whether all objects were listed once. What came of that stays, whatever happens later. */
  readonly isListed: boolean
  /** Why it does not go on at the moment; undefined where it does. */
  readonly problem: ClusterError | undefined
  /** When the cluster last said that nothing is missing. */
  readonly lastInStep: Date | undefined
  readonly lists: number
  readonly objects: number
}

export interface WatchingOptions {
  readonly times: WatchTimes
  readonly now: () => Date
  /** Something is different: objects, or whether they can be had. */
  readonly onChange: () => void
  /** It goes on after a failure: others that wait may try as well. */
  readonly onRecovery: () => void
  /** Asked where the server does not know the resource (404): whether it is certain that there is none. */
  readonly isGone?: () => boolean
  readonly observer: WatchObserver
}

/** Is told what happens to watches. */
export interface WatchObserver {
  readonly listed: (followed: Followed, objects: number) => void
  readonly failed: (followed: Followed, error: ClusterError, waitMs: number) => void
}

/** Follows a resource until it is stopped. */
export function watchObjects(
  followed: Followed,
  connection: Connection,
  options: WatchingOptions,
): WatchedObjects {
  const { onChange, onRecovery, observer, now, times, isGone = () => false } = options
  const stopping = new AbortController()
  const alarm = createAlarm()
  const store = objectMap()
  let state: Omit<WatchState, 'objects'> = {
    isListed: false,
    problem: undefined,
    lastInStep: undefined,
    lists: 0,
  }
  const isFine = () => ({ problem: undefined, lastInStep: now() })
  const recovered = () => {
    const wasFailing = state.problem !== undefined
    state = { ...state, ...isFine() }
    if (wasFailing) onRecovery()
  }
  const follower: Follower = {
    page: store.page,
    listed: () => {
      store.listed()
      recovered()
      state = { ...state, isListed: true, lists: state.lists + 1 }
      observer.listed(followed, store.size())
      onChange()
    },
    changed: (object) => {
      store.put(object)
      recovered()
      onChange()
    },
    removed: (object) => {
      store.remove(object)
      recovered()
      onChange()
    },
    inStep: recovered,
    failed: (problem, waitMs) => {
      store.abandon()
      state = { ...state, problem }
      if (isRefusal(problem, 404) && isGone()) store.clear()
      observer.failed(followed, problem, waitMs)
      onChange()
    },
  }
  void follow(followed, { connection, follower, times, alarm, signal: stopping.signal })
  return {
    objects: store.objects,
    state: () => ({ ...state, objects: store.size() }),
    wake: alarm.ring,
    stop: () => stopping.abort(),
  }
}

/** Objects by namespace and name. */
function objectMap() {
  let held = new Map<string, JsonObject>()
  let coming = new Map<string, JsonObject>()
  let all: readonly JsonObject[] | undefined
  return {
    objects: () => {
      all ??= [...held.values()]
      return all
    },
    size: () => held.size,
    put: (object: JsonObject) => {
      held.set(keyOf(object), kept(object))
      all = undefined
    },
    remove: (object: JsonObject) => {
      held.delete(keyOf(object))
      all = undefined
    },
    page: (objects: readonly JsonObject[]) => {
      for (const object of objects) {
        const key = keyOf(object)
        const before = held.get(key)
        coming.set(key, before !== undefined && isSame(before, object) ? before : kept(object))
      }
    },
    listed: () => {
      held = coming
      coming = new Map()
      all = undefined
    },
    abandon: () => {
      coming = new Map()
    },
    clear: () => {
      held = new Map()
      all = undefined
    },
  }
}

function keyOf(object: JsonObject): string {
  const metadata = fieldOf(object, 'metadata')
  return `${textIn(metadata, 'namespace')}/${textIn(metadata, 'name')}`
}

/** The same version of the same object stays the same value, so that nothing is made anew of it. */
function isSame(one: JsonObject, other: JsonObject): boolean {
  const [a, b] = [fieldOf(one, 'metadata'), fieldOf(other, 'metadata')]
  return ['uid', 'resourceVersion'].every((field) => textIn(a, field) === textIn(b, field))
}

/** Which manager wrote which field is half of an object, and no policy asks for it. */
function kept(object: JsonObject): JsonObject {
  const metadata = fieldOf(object, 'metadata')
  if (!isObject(metadata) || !Object.hasOwn(metadata, 'managedFields')) return object
  const { managedFields: _left, ...others } = metadata
  return { ...object, metadata: others }
}
