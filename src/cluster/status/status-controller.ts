import { fieldOf, type JsonObject, jsonEqual, type ObjectStatus } from '../../core/index.ts'
import { createAlarm } from '../alarm.ts'
import { type BackOff, backOffMs, usualBackOff } from '../back-off.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { Controller } from '../controller.ts'
import { pause } from '../pause.ts'
import { appliedStatus, statusPath } from './status-path.ts'

export interface StatusOptions {
  /** The statuses that the objects of our kinds should have now, found out one by one as they are asked for. */
  readonly statuses: () => Iterable<ObjectStatus>
  /** Tells of every change of what statuses rest on; what it answers ends that. */
  readonly onChange: (listener: () => void) => () => void
  readonly observer: StatusObserver
  readonly pace?: Partial<StatusPace>
}

/** What the controller tells of its work. */
interface StatusObserver {
  readonly statusWritten: (object: JsonObject) => void
  /** A status could not be found out or written; it is tried again. */
  readonly statusFailed: (cause: unknown) => void
}

export interface StatusPace extends BackOff {
  /** Between two writes. */
  readonly writeMs: number
  /** How many times as long as finding out a status took there is a rest before the next one: requests go first. */
  readonly restFactor: number
  /** Within this time changes are looked at together. */
  readonly settleMs: number
  /** All is looked at again after this time, as exemptions end without a change. */
  readonly lookAgainMs: number
  /** A status that does not stay as it was written is not written again before. */
  readonly rewriteMs: number
}

const usualPace: StatusPace = {
  ...usualBackOff,
  writeMs: 50,
  restFactor: 3,
  settleMs: 200,
  lookAgainMs: 30_000,
  rewriteMs: 300_000,
}

/** Keeps the statuses of our kinds as they should be, by server-side apply; nothing is written that is so already. For the leader. */
export function statusController(connection: Connection, options: StatusOptions): Controller {
  const times = { ...usualPace, ...options.pace }
  return { name: 'status', run: (signal) => run({ connection, options, times, signal }) }
}

interface Run {
  readonly connection: Connection
  readonly options: StatusOptions
  readonly times: StatusPace
  readonly signal: AbortSignal
}

async function run(work: Run): Promise<void> {
  const { options, times, signal } = work
  const alarm = createAlarm()
  const stopListening = options.onChange(alarm.ring)
  const written: Written = new Map()
  let failures = 0
  try {
    while (!signal.aborted) {
      failures = (await hasWorked(work, written)) ? 0 : failures + 1
      if (failures > 0) await pause(backOffMs(failures, times), signal)
      else await alarm.wait(times.lookAgainMs, signal)
      await pause(times.settleMs, signal)
    }
  } finally {
    stopListening()
  }
}

/** What was written last, and when, by path. */
type Written = Map<string, { readonly text: string; readonly at: number }>

async function hasWorked(work: Run, written: Written): Promise<boolean> {
  try {
    await writeAll(work, written)
    return true
  } catch (cause) {
    if (!work.signal.aborted) work.options.observer.statusFailed(cause)
    return false
  }
}

async function writeAll(work: Run, written: Written): Promise<void> {
  const { options, times, signal } = work
  const paths = new Set<string>()
  let startedAt = performance.now()
  for (const next of options.statuses()) {
    const tookMs = performance.now() - startedAt
    if (signal.aborted) return
    const path = statusPath(next.object)
    paths.add(path)
    if (isToBeWritten(next, written.get(path), times)) {
      await write(next, path, work)
      written.set(path, { text: textOf(next.status), at: performance.now() })
      await pause(times.writeMs, signal)
    }
    if (tookMs > restWorthMs) await pause(tookMs * times.restFactor, signal)
    startedAt = performance.now()
  }
  for (const path of written.keys()) if (!paths.has(path)) written.delete(path)
}

const restWorthMs = 2

/** The API server may not keep what was written, where its definition of the kind is an older one; that must not go round and round. */
function isToBeWritten(
  { object, status }: ObjectStatus,
  last: { readonly text: string; readonly at: number } | undefined,
  { rewriteMs }: StatusPace,
): boolean {
  if (jsonEqual(fieldOf(object, 'status') ?? null, status)) return false
  return (
    last === undefined || last.text !== textOf(status) || performance.now() - last.at >= rewriteMs
  )
}

/** Without the times: until the write comes back as a change the condition seems to change again and again. */
function textOf(status: JsonObject): string {
  return JSON.stringify(status, (key, value: unknown) =>
    key === 'lastTransitionTime' ? undefined : value,
  )
}

/** What is gone, or was made anew in the meantime, has no status to write. */
async function write(next: ObjectStatus, path: string, work: Run): Promise<void> {
  try {
    await work.connection.apply(path, appliedStatus(next))
    work.options.observer.statusWritten(next.object)
  } catch (cause) {
    if (!isRefusal(cause, 404) && !isRefusal(cause, 409)) throw cause
  }
}
