import { randomUUID } from 'node:crypto'
import { hostname } from 'node:os'
import type { Decision, JsonObject, Request } from '../../core/index.ts'
import type { BackOff } from '../back-off.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import type { Controller } from '../controller.ts'
import { goOn } from '../go-on.ts'
import { messageOf } from '../message-of.ts'
import { type Refusal, refusalsOf } from './event-subject.ts'
import { tokenBucket } from './token-bucket.ts'

interface EventObserver {
  /** A refusal of which there is no event, for there are too many or it cannot be written. */
  readonly dropped: () => void
  readonly failed: (message: string) => void
}

export interface EventOptions {
  readonly observer: EventObserver
  readonly now: () => Date
  /** How often what was recorded is sent; 1 s. */
  readonly everyMs?: number
  /** How long a repetition may wait to be told; 10 s. */
  readonly repeatMs?: number
  readonly backOff?: BackOff
}

export interface EventRecorder {
  /** Returns at once: the event is sent later. */
  readonly record: (request: Request, decision: Decision) => void
  readonly controller: Controller
}

/** Together some 2 MiB; what does not fit is dropped and counted. */
const mostKept = 1_000
/** Of one replica: a cluster has them in etcd for an hour. */
const rate = { burst: 50, perSecond: 5 } as const
/** A refusal that comes after so long a silence is a new event. https://github.com/kubernetes/client-go/blob/v0.37.0/tools/events/event_broadcaster.go (finishTime) */
const silenceMs = 6 * 60_000

/** What happened again and again, and how much of it has been told. */
interface Series {
  readonly refusal: Refusal
  readonly name: string
  readonly first: Date
  count: number
  last: Date
  told: number
  toldAt: number
}

/** Tells of denials as events about the objects that were refused; repetitions are counted in one. */
export function eventRecorder(connection: Connection, options: EventOptions): EventRecorder {
  const { observer, now, everyMs = 1_000, repeatMs = 10_000, backOff } = options
  const kept = new Map<string, Series>()
  const hasToken = tokenBucket(rate, () => performance.now())

  function note(refusal: Refusal): void {
    const series = kept.get(refusal.key)
    if (series !== undefined) {
      series.count++
      series.last = now()
    } else if (kept.size >= mostKept) observer.dropped()
    else kept.set(refusal.key, newSeries(refusal, now()))
  }

  async function tell(key: string, series: Series): Promise<void> {
    const { count } = series
    if (await send(connection, series, observer.failed)) {
      series.told = count
      series.toldAt = performance.now()
    } else {
      kept.delete(key)
      observer.dropped()
    }
  }

  async function tellAll(signal: AbortSignal): Promise<void> {
    for (const [key, series] of kept) if (isOver(series, now())) kept.delete(key)
    const due = [...kept].filter(([, series]) => isDue(series, repeatMs))
    for (const [key, series] of due) {
      if (signal.aborted || !hasToken()) return
      await tell(key, series)
    }
  }

  const going = { everyMs, failed: observer.failed, ...(backOff === undefined ? {} : { backOff }) }
  return {
    record: (request, decision) => {
      for (const refusal of refusalsOf(request, decision)) note(refusal)
    },
    controller: {
      name: 'events',
      run: (signal) => goOn(signal, going, () => tellAll(signal)),
    },
  }
}

function newSeries(refusal: Refusal, time: Date): Series {
  return {
    ...{ refusal, name: `sallyport-${randomUUID()}`, first: time },
    ...{ count: 1, last: time, told: 0, toldAt: 0 },
  }
}

function isOver({ count, told, last }: Series, time: Date): boolean {
  return count === told && time.getTime() - last.getTime() > silenceMs
}

function isDue({ count, told, toldAt }: Series, repeatMs: number): boolean {
  return told === 0 || (count > told && performance.now() - toldAt >= repeatMs)
}

/** Whether there is an event now. A namespace that is gone, or about to go, takes none. */
async function send(
  connection: Connection,
  series: Series,
  failed: EventObserver['failed'],
): Promise<boolean> {
  const namespace = series.refusal.regarding.namespace ?? 'default'
  const path = `/apis/events.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/events`
  try {
    if (series.told === 0) await connection.post(path, eventOf(series, namespace))
    else await connection.merge(`${path}/${series.name}`, { series: repetitions(series) })
    return true
  } catch (error) {
    if (isRefusal(error, 404)) return false
    if (![403, 409, 422].some((status) => isRefusal(error, status))) throw error
    failed(messageOf(error))
    return false
  }
}

/** `events.k8s.io/v1`, which kubectl shows with its repetitions. https://kubernetes.io/docs/reference/kubernetes-api/cluster-resources/event-v1/ */
function eventOf(series: Series, namespace: string): JsonObject {
  const { refusal, name, first, count } = series
  return {
    apiVersion: 'events.k8s.io/v1',
    kind: 'Event',
    metadata: { name, namespace },
    eventTime: microTime(first),
    ...(count > 1 ? { series: repetitions(series) } : {}),
    reportingController: 'sallyport.dev/sallyport',
    reportingInstance: instance,
    action: 'Refuse',
    reason: 'PolicyViolation',
    regarding: { ...refusal.regarding },
    note: refusal.note,
    type: 'Warning',
  }
}

const instance = (hostname() || 'sallyport').slice(0, 128)

function repetitions({ count, last }: Series): JsonObject {
  return { count, lastObservedTime: microTime(last) }
}

/** `metav1.MicroTime`. */
function microTime(time: Date): string {
  return time.toISOString().replace('Z', '000Z')
}
