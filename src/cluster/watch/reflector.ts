import { fieldOf, isObject, type JsonObject } from '../../core/index.ts'
import type { Alarm } from '../alarm.ts'
import { type BackOff, waitsOf } from '../back-off.ts'
import { ClusterError, isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import { listPages, pathOf, type Selection } from '../list-objects.ts'
import { messageOf } from '../message-of.ts'
import { textIn } from '../text-in.ts'

/** What is followed. */
export interface Followed {
  readonly resource: ServedResource
  readonly selection: Selection
  /** The media types of lists and of watches, where the objects are not wanted whole. */
  readonly accept?: { readonly list: string; readonly watch: string }
}

/** Is told what the cluster holds, in its order. */
export interface Follower {
  /** One page of a list that is under way, to be kept apart until `listed`. */
  readonly page: (objects: readonly JsonObject[]) => void
  /** The list is complete: what was in none of its pages is gone. */
  readonly listed: () => void
  readonly changed: (object: JsonObject) => void
  readonly removed: (object: JsonObject) => void
  /** The cluster says, or promises, that nothing is missed. */
  readonly inStep: () => void
  /** It is tried again after that time. */
  readonly failed: (error: ClusterError, waitMs: number) => void
}

export interface WatchTimes {
  /** A watch ends after a time between this and the double, so that not all of them end at once. */
  readonly watchMs: number
  /** A watch of which nothing comes for so long is taken up anew; bookmarks come about every minute. */
  readonly idleMs: number
  readonly backOff: BackOff
  /** After so long without a failure the next wait is a short one again. */
  readonly calmMs: number
}

/** The waits are those of https://github.com/kubernetes/client-go/blob/v0.37.0/tools/cache/reflector.go (defaultBackoffInit and those beside it) */
export const usualTimes: WatchTimes = {
  watchMs: 300_000,
  idleMs: 150_000,
  backOff: { leastMs: 1_600, mostMs: 30_000 },
  calmMs: 120_000,
}

interface Following {
  readonly connection: Connection
  readonly follower: Follower
  readonly times: WatchTimes
  readonly alarm: Alarm
  readonly signal: AbortSignal
}

/**
 * Lists and then watches until the signal ends it: a watch that ends is taken up where it was, one that the server knows no
 * more (410) begins with a new list, and what fails is tried again later, or when the alarm rings.
 * https://github.com/kubernetes/client-go/blob/v0.37.0/tools/cache/reflector.go (ListAndWatchWithContext),
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#efficient-detection-of-changes
 */
export async function follow(followed: Followed, following: Following): Promise<void> {
  const { connection, follower, times, alarm, signal } = following
  const waits = waitsOf(times.backOff, times.calmMs)
  let version: string | undefined
  while (!signal.aborted) {
    try {
      version ??= await list(followed, following)
      version = await watch(followed, version, following)
    } catch (error) {
      if (signal.aborted) return
      const { cause, version: next, retryAfterMs } = interruption(error, undefined, connection)
      version = next
      const waitMs = Math.max(waits.next(), retryAfterMs)
      follower.failed(cause, waitMs)
      if (await alarm.wait(waitMs, signal)) waits.reset()
    }
  }
}

/** What failed, and from which version on to watch again; undefined: only a list will do. */
class Interrupted extends Error {
  override readonly cause: ClusterError
  readonly version: string | undefined
  readonly retryAfterMs: number

  constructor(cause: ClusterError, version: string | undefined) {
    super(cause.message)
    this.cause = cause
    this.version = version
    this.retryAfterMs = (cause.refusal?.retryAfter ?? 0) * 1000
  }
}

/** The version at which the list began: what comes after it is seen by the watch, be it in the list already or not. */
async function list(
  { resource, selection, accept }: Followed,
  { connection, follower, signal }: Following,
): Promise<string> {
  let version: string | undefined
  try {
    for await (const page of listPages(connection, resource, selection, accept?.list)) {
      if (signal.aborted) return ''
      version ??= page.resourceVersion
      follower.page(page.objects)
    }
  } catch (error) {
    throw interruption(error, undefined, connection)
  }
  follower.listed()
  return version ?? ''
}

/** A watch that ends sooner, and empty, means that something is wrong. */
const shortMs = 1000

/** The last version that was seen, once the server ends the watch. */
async function watch(
  { resource, selection, accept }: Followed,
  from: string,
  { connection, follower, times, signal }: Following,
): Promise<string> {
  let version = from
  const startedAt = performance.now()
  const path = watchPath(resource, selection, { version, watchMs: times.watchMs })
  const { idleMs } = times
  const streaming = { signal, idleMs, onOpen: follower.inStep, ...acceptOf(accept) }
  try {
    for await (const event of connection.watch(path, streaming)) {
      version = take(event, version, follower, connection.server)
    }
  } catch (error) {
    if (isSilence(error, performance.now() - startedAt, idleMs)) return version
    throw interruption(error, isRefusal(error, 410) ? undefined : version, connection)
  }
  const isSuspicious = version === from && performance.now() - startedAt < shortMs
  if (!isSuspicious || signal.aborted) return version
  throw new Interrupted(
    new ClusterError(connection.server, `the watch of ${resource.resource} ended at once`),
    version,
  )
}

/** That nothing comes says little about the server: the watch is taken up at once, on another connection. */
function isSilence(error: unknown, lastedMs: number, idleMs: number): boolean {
  return error instanceof ClusterError && error.refusal === undefined && lastedMs >= idleMs
}

function acceptOf(accept: Followed['accept']) {
  return accept === undefined ? {} : { accept: accept.watch }
}

function watchPath(
  resource: ServedResource,
  { namespace, fieldSelector, labelSelector }: Selection,
  { version, watchMs }: { readonly version: string; readonly watchMs: number },
): string {
  const query = new URLSearchParams({
    watch: 'true',
    allowWatchBookmarks: 'true',
    resourceVersion: version,
    timeoutSeconds: String(Math.ceil((watchMs * (1 + Math.random())) / 1000)),
    ...(fieldSelector === undefined ? {} : { fieldSelector }),
    ...(labelSelector === undefined ? {} : { labelSelector }),
  })
  return `${pathOf(resource, namespace)}?${query}`
}

/** Hands an event on; answers the version that it stands for. */
function take(event: JsonObject, version: string, follower: Follower, server: string): string {
  const object = fieldOf(event, 'object')
  if (!isObject(object)) throw notAnEvent(server)
  if (event['type'] === 'ERROR') throw errorOf(object, server)
  const next = textIn(fieldOf(object, 'metadata'), 'resourceVersion')
  if (next === '') throw notAnEvent(server)
  switch (event['type']) {
    case 'ADDED':
    case 'MODIFIED':
      follower.changed(object)
      break
    case 'DELETED':
      follower.removed(object)
      break
    case 'BOOKMARK':
      break
    default:
      return version
  }
  follower.inStep()
  return next
}

function notAnEvent(server: string): ClusterError {
  return new ClusterError(server, 'a watch is answered with something that is no event')
}

/** An event of type ERROR carries a Status, of which 410 says that the version is too old. */
function errorOf(status: JsonObject, server: string): ClusterError {
  const code = fieldOf(status, 'code')
  return new ClusterError(server, `the watch failed: ${textIn(status, 'message')}`, {
    status: typeof code === 'number' ? code : 0,
    reason: textIn(status, 'reason'),
    continueToken: undefined,
    retryAfter: undefined,
  })
}

/** A watch that goes deaf is worse than one that fails: whatever was thrown, it is tried again. */
function interruption(
  error: unknown,
  version: string | undefined,
  { server }: Connection,
): Interrupted {
  if (error instanceof Interrupted) return error
  if (error instanceof ClusterError) return new Interrupted(error, version)
  const message = messageOf(error)
  return new Interrupted(new ClusterError(server, message), undefined)
}
