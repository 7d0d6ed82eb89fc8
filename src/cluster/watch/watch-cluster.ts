import type {
  LoadedPolicies,
  LoadPolicies,
  Problem,
  Snapshot,
  SourceText,
  snapshotMaker,
} from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import { type GatherTimes, gather, usualGathering } from './gather.ts'
import { type PolicyObject, policyTexts } from './policy-texts.ts'
import { usualTimes, type WatchTimes } from './reflector.ts'
import { type Sources, watchSources } from './sources.ts'
import type { WatchObserver } from './watched-objects.ts'

export interface ClusterWatchOptions {
  /** Policies that stand beside those of the cluster, the same values while nothing changes. */
  readonly beside: () => readonly SourceText[]
  readonly loadPolicies: LoadPolicies
  readonly makeSnapshot: ReturnType<typeof snapshotMaker>
  readonly observer: ClusterObserver
  readonly times?: Partial<ClusterTimes>
  readonly now?: () => Date
}

interface ClusterObserver extends WatchObserver {
  /** The policies in force stay: nothing could be made of what the cluster has now, which is a bug. */
  readonly broken: (cause: unknown) => void
}

interface ClusterTimes extends WatchTimes, GatherTimes {
  /** How long policies wait for what they want to know before they are in force without it. */
  readonly settleMs: number
}

/** Kubernetes waits as long for params: see CollectParams in policy_dispatcher.go. */
const usual: ClusterTimes = { ...usualTimes, ...usualGathering, settleMs: 1000 }

/** A cluster that is followed. */
export interface ClusterWatch extends Pick<Sources, 'servedAs' | 'watches'> {
  /** The newest one; undefined until our kinds and the namespaces were listed once. That the API server is away changes nothing about it. */
  readonly snapshot: () => Snapshot | undefined
  /** What is wrong with the policies of the newest snapshot, wherever they stand. */
  readonly problems: () => readonly Problem[]
  /** The policies and exemptions of the cluster, as the newest snapshot has them. */
  readonly policyObjects: () => readonly PolicyObject[]
  /** Told of each new snapshot; answers what ends that. */
  readonly onChange: (listener: () => void) => () => void
  /** Takes up what stands beside the cluster anew. */
  readonly refresh: () => void
  readonly close: () => void
}

/** Follows what a cluster says about policies and what these want to know, and makes one snapshot after the other of it. */
export function watchCluster(connection: Connection, options: ClusterWatchOptions): ClusterWatch {
  const times = { ...usual, ...options.times }
  const gathering = gather(renewOrKeep, times)
  const { observer, now = () => new Date() } = options
  const sources = watchSources(connection, { times, now, onChange: gathering.touch, observer })
  const patience = patienceOf(times.settleMs, gathering.touch)
  const textsOf = policyTexts()
  const listeners = new Set<() => void>()
  let loaded: Loaded | undefined
  let published: Published | undefined

  function renewOrKeep(): void {
    try {
      if (sources.isListed()) renew()
    } catch (cause) {
      observer.broken(cause)
    }
  }

  /** New policies are in force once what they want to know is there, or after a moment without it. */
  function renew(): void {
    const objects = textsOf(sources.policies())
    const texts = [...options.beside(), ...objects.map(({ text }) => text)]
    if (loaded === undefined || !areSame(texts, loaded.texts)) {
      loaded = { texts, policies: options.loadPolicies(texts) }
      patience.begin()
    }
    sources.want(loaded.policies.policies)
    if (!sources.isSettled() && !patience.isOver()) return
    published = publishedFrom(objects, loaded.policies)
    for (const listener of listeners) listener()
  }

  function publishedFrom(
    objects: readonly PolicyObject[],
    { policies, podSecurity, problems: ofPolicies }: LoadedPolicies,
  ): Published {
    const held = sources.held()
    const { snapshot, problems } = options.makeSnapshot({ policies, podSecurity, held })
    return { snapshot, problems: [...ofPolicies, ...problems], objects }
  }

  return {
    snapshot: () => published?.snapshot,
    problems: () => published?.problems ?? [],
    policyObjects: () => published?.objects ?? [],
    onChange: (listener) => {
      listeners.add(listener)
      return () => listeners.delete(listener)
    },
    refresh: gathering.touch,
    servedAs: sources.servedAs,
    watches: sources.watches,
    close: () => {
      gathering.stop()
      patience.stop()
      sources.close()
    },
  }
}

interface Loaded {
  readonly texts: readonly SourceText[]
  readonly policies: LoadedPolicies
}

interface Published {
  readonly snapshot: Snapshot
  readonly problems: readonly Problem[]
  readonly objects: readonly PolicyObject[]
}

function areSame(some: readonly SourceText[], others: readonly SourceText[]): boolean {
  return some.length === others.length && some.every((one, index) => one === others[index])
}

/** A time that begins anew when it is said so; tells when it is over. */
function patienceOf(ms: number, onOver: () => void) {
  let timer: NodeJS.Timeout | undefined
  let until = 0
  return {
    begin: (): void => {
      clearTimeout(timer)
      until = performance.now() + ms
      timer = setTimeout(onOver, ms)
    },
    isOver: (): boolean => performance.now() >= until,
    stop: (): void => clearTimeout(timer),
  }
}
