import type { ParamKind } from '../../core/index.ts'
import { type Alarm, createAlarm } from '../alarm.ts'
import { waitsOf } from '../back-off.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'
import { resourcesOf, type ServedResource } from '../discovery.ts'
import { messageOf } from '../message-of.ts'
import type { WatchingOptions } from './watched-objects.ts'

/** Under which resources kinds are served, as far as somebody wants to know. */
export interface GroupVersions {
  /** Takes the apiVersions that are wanted from now on. */
  readonly want: (apiVersions: ReadonlySet<string>) => void
  readonly kind: (kind: ParamKind) => Resolved
  readonly resource: (apiVersion: string, resource: string) => Resolved
  /** Asks again about the group: something of it may be new. */
  readonly wake: (group: string) => void
  readonly stop: () => void
}

export type Resolved =
  | { readonly kind: 'served'; readonly resource: ServedResource }
  | { readonly kind: 'not-served' }
  /** Nobody can tell yet, and why. */
  | { readonly kind: 'unknown'; readonly problem: string }

interface Asked {
  readonly alarm: Alarm
  readonly stopping: AbortController
  answer:
    | { readonly kind: 'listed'; readonly resources: readonly ServedResource[] }
    | { readonly kind: 'failed'; readonly problem: string }
}

/** Asks for the resources of single apiVersions: all that a cluster serves is a hundred times as much, and comes too late for a new kind. */
export function watchGroupVersions(
  connection: Connection,
  { times, onChange }: Pick<WatchingOptions, 'times' | 'onChange'>,
): GroupVersions {
  const asked = new Map<string, Asked>()

  function begin(apiVersion: string): void {
    const one: Asked = {
      alarm: createAlarm(),
      stopping: new AbortController(),
      answer: { kind: 'failed', problem: `the cluster was not asked yet what ${apiVersion} has` },
    }
    asked.set(apiVersion, one)
    void keepAsking(apiVersion, one)
  }

  async function keepAsking(apiVersion: string, one: Asked): Promise<void> {
    const waits = waitsOf(times.backOff, times.calmMs)
    const { signal } = one.stopping
    while (!signal.aborted) {
      const answer = await ask(apiVersion)
      if (!signal.aborted) take(answer, one)
      const waitMs = isRight(answer) ? times.watchMs : waits.next()
      if (await one.alarm.wait(waitMs, signal)) waits.reset()
    }
  }

  function take(answer: Asked['answer'], one: Asked): void {
    const isNews = JSON.stringify(answer) !== JSON.stringify(one.answer)
    one.answer = answer
    if (isNews) onChange()
  }

  async function ask(apiVersion: string): Promise<Asked['answer']> {
    try {
      return { kind: 'listed', resources: await resourcesOf(connection, apiVersion) }
    } catch (error) {
      if (isRefusal(error, 404)) return { kind: 'listed', resources: [] }
      return { kind: 'failed', problem: messageOf(error) }
    }
  }

  function resolve(apiVersion: string, isMeant: (one: ServedResource) => boolean): Resolved {
    const answer = asked.get(apiVersion)?.answer
    if (answer === undefined) return { kind: 'not-served' }
    if (answer.kind === 'failed') return { kind: 'unknown', problem: answer.problem }
    const resource = answer.resources.find(isMeant)
    return resource === undefined ? { kind: 'not-served' } : { kind: 'served', resource }
  }

  return {
    want: (apiVersions) => {
      for (const [apiVersion, one] of asked) {
        if (apiVersions.has(apiVersion)) continue
        one.stopping.abort()
        asked.delete(apiVersion)
      }
      for (const apiVersion of apiVersions) if (!asked.has(apiVersion)) begin(apiVersion)
    },
    kind: ({ apiVersion, kind }) => resolve(apiVersion, (one) => one.kind === kind),
    resource: (apiVersion, name) => resolve(apiVersion, ({ resource }) => resource === name),
    wake: (group) => {
      for (const [apiVersion, one] of asked) {
        if (apiVersion.startsWith(`${group}/`)) one.alarm.ring()
      }
    },
    stop: () => {
      for (const one of asked.values()) one.stopping.abort()
    },
  }
}

/** An apiVersion without resources is one that is not served yet. */
function isRight(answer: Asked['answer']): boolean {
  return answer.kind === 'listed' && answer.resources.length > 0
}
