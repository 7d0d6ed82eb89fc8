import { type Problem, printProblem } from '../../core/index.ts'
import type { ServedResource } from '../discovery.ts'
import type { ClusterWatch } from './watch-cluster.ts'
import type { WatchState } from './watched-objects.ts'

/** How a watch of one resource goes, as operators are told. */
export interface WatchReport {
  /** `validatingrules.sallyport.dev`; of the core group without a dot. */
  readonly resource: string
  readonly objects: number
  /** Since when the cluster has not said that nothing is missing; undefined where it never did. */
  readonly staleSeconds: number | undefined
  /** Why it does not go on; undefined where it does. */
  readonly problem: string | undefined
}

/** One report for each resource: of several watches of it the worst. */
export function watchReports(watch: ClusterWatch, now: Date): readonly WatchReport[] {
  const reports = new Map<string, WatchReport>()
  for (const { resource, watched } of watch.watches()) {
    const name = nameOf(resource)
    const next = reportOf(name, watched.state(), now)
    const before = reports.get(name)
    reports.set(name, before === undefined ? next : worse(before, next))
  }
  return [...reports.values()]
}

/** `configmaps`, `validatingrules.sallyport.dev`. */
function nameOf({ resource, group }: ServedResource): string {
  return group === '' ? resource : `${resource}.${group}`
}

function reportOf(
  resource: string,
  { objects, lastInStep, problem }: WatchState,
  now: Date,
): WatchReport {
  return {
    resource,
    objects,
    staleSeconds: lastInStep && Math.max(now.getTime() - lastInStep.getTime(), 0) / 1000,
    problem: problem?.message,
  }
}

function worse(one: WatchReport, other: WatchReport): WatchReport {
  const stale = [one.staleSeconds, other.staleSeconds]
  return {
    resource: one.resource,
    objects: one.objects + other.objects,
    staleSeconds: stale.includes(undefined) ? undefined : Math.max(...stale.map(Number)),
    problem: one.problem ?? other.problem,
  }
}

/**
 * Whether there was a first snapshot. What is wrong later is told and nothing more: if every replica went unready because the API
 * server is away, a webhook that fails closed would lock the cluster.
 */
export function lookAtCluster(
  watch: ClusterWatch,
  now: Date,
): { readonly ok: boolean; readonly detail: string } {
  const snapshot = watch.snapshot()
  const errors = watch.problems().filter(({ severity }) => severity === 'error')
  const failing = watchReports(watch, now).filter(isBehind)
  const lines = [
    ...failing.map(({ resource, problem, staleSeconds }) => {
      const since =
        staleSeconds === undefined ? 'never listed' : `stale for ${Math.round(staleSeconds)} s`
      return `${resource}: ${since}: ${problem ?? 'nothing is heard of it'}`
    }),
    ...shown(errors),
  ]
  const inForce =
    snapshot === undefined
      ? 'the policies and namespaces of the cluster are not known yet'
      : `${snapshot.policySet.policies.length} policies in force`
  return {
    ok: snapshot !== undefined,
    detail: [inForce, ...lines.map((line) => `    ${line}`)].join('\n'),
  }
}

/** Something is heard of every watch each minute. */
const longestSilenceSeconds = 300

function isBehind({ problem, staleSeconds = 0 }: WatchReport): boolean {
  return problem !== undefined || staleSeconds > longestSilenceSeconds
}

const mostShown = 20

function shown(errors: readonly Problem[]): readonly string[] {
  const texts = errors
    .slice(0, mostShown)
    .map((one) => printProblem(one).replaceAll('\n', '\n    '))
  const left = errors.length - mostShown
  return left > 0 ? [...texts, `and ${left} errors more`] : texts
}

/** Why objects may not be read, by `GROUP/RESOURCE`. */
export function unreadableResources(watch: ClusterWatch): ReadonlyMap<string, string> {
  const refused = watch.watches().flatMap(({ resource: { group, resource }, watched }) => {
    const { problem } = watched.state()
    return problem?.refusal?.status === 403
      ? [[`${group}/${resource}`, problem.message] as const]
      : []
  })
  return new Map(refused)
}
