import {
  type Answer,
  isBuiltInGroup,
  type KubernetesVersion,
  type Problem,
  type Question,
  unanswered,
} from '../core/index.ts'
import type { SourceBytes } from '../files/read-sources.ts'
import { describePolicy } from './describe-policy.ts'
import type { Ground } from './ground.ts'
import { judgeAsWritten, judgeManifest } from './judge-manifest.ts'
import type { Judged } from './judged.ts'
import { manifestsOf } from './manifests.ts'
import { idlePolicyNotes, unmatchedNotes, withoutOldNotes } from './match-notes.ts'
import { type FailOn, placeOf, reportOf, type TestReport, type TestResult } from './report.ts'
import type { Sending } from './sending.ts'
import type { PretendedCluster } from './through-doors.ts'

/** What decides what is said of a manifest. */
export interface JudgeOptions extends Sending {
  readonly ground: Ground
  readonly kubernetesVersion: KubernetesVersion
  /** The time of the requests, RFC 3339. */
  readonly time: string
}

export interface TestOptions extends JudgeOptions {
  /** What was taken for granted before anything was judged. */
  readonly notes: readonly string[]
  /** What was found when the snapshot was made. */
  readonly problems: readonly Problem[]
  readonly failOn: FailOn
  /** That of sallyport. */
  readonly version: string
}

/** What the cluster would say of every manifest in the sources, each as if it were created. */
export function judgeManifests(sources: readonly SourceBytes[], options: JudgeOptions): Judged {
  const { cluster, assumed } = pretend(options)
  const results = sources
    .flatMap(manifestsOf)
    .map((manifest) => judgeManifest(manifest, cluster, options))
  return { results, inCluster: results, assumed: [...assumed] }
}

/** What policies say of the manifests as they are written, and what the cluster would say. */
export function judgeManifestsAsWritten(
  sources: readonly SourceBytes[],
  options: JudgeOptions,
): Judged {
  const { cluster, assumed } = pretend(options)
  const pairs = sources.flatMap(manifestsOf).map((manifest) => ({
    written: judgeAsWritten(manifest, cluster, options),
    real: judgeManifest(manifest, cluster, options),
  }))
  return {
    results: pairs.map(({ written }) => written),
    inCluster: pairs.map(({ real }) => real),
    assumed: [...assumed],
  }
}

/** The report of what the cluster would say. */
export function reportInCluster({ results, assumed }: Judged, options: TestOptions): TestReport {
  const { ground } = options
  const notes = [
    ...options.notes,
    ...namespaceNotes(new Set(assumed), ground),
    ...unknownKindNotes(results),
    ...lookupNotes(results, ground),
    ...leftOutNotes(results, ground),
    ...matchNotes(results, options),
  ]
  return reportOf(results, { ...circumstances(results, options), notes })
}

/** The report of what was said of manifests as they are written, and where the cluster's verdict is another one. */
export function reportAsWritten(
  { results, inCluster, assumed }: Judged,
  options: TestOptions,
): TestReport {
  const different = inCluster.filter(({ verdict }, index) => verdict !== results[index]?.verdict)
  const notes = [
    ...options.notes,
    ...namespaceNotes(new Set(assumed), options.ground),
    ...lookupNotes(results, options.ground),
    `judged as written; the cluster's verdict differs for ${different.length} of ${results.length}`,
    ...different.map((real) => {
      const written = results[inCluster.indexOf(real)]
      return `${placeOf(real)}: ${written?.verdict} as written, ${real.verdict} in a cluster`
    }),
    ...matchNotes(results, options),
  ]
  return reportOf(results, { ...circumstances(results, options), notes })
}

/** What the report says of the run as a whole. */
export function circumstances(
  results: readonly TestResult[],
  { ground, problems, oldObjects, time, failOn, version }: TestOptions,
) {
  const policies = ground.snapshot.policySet.policies.map(describePolicy)
  const all = [...problems, ...oldObjects.unused(results)]
  return { version, time, failOn, policies, problems: all }
}

/** What was not tested, so that nobody takes it for passed. */
export function matchNotes(
  results: readonly TestResult[],
  options: TestOptions,
): readonly string[] {
  return [
    ...withoutOldNotes(results, options),
    ...unmatchedNotes(results),
    ...idlePolicyNotes(results, options.ground.snapshot),
  ]
}

/** A cluster that answers as the ground does; a namespace that it does not know is taken to exist. */
export function pretend({
  ground,
  kubernetesVersion,
  time,
}: Pick<JudgeOptions, 'ground' | 'kubernetesVersion' | 'time'>): {
  readonly cluster: PretendedCluster
  /** Namespaces that were asked for and are not in the snapshot. */
  readonly assumed: ReadonlySet<string>
} {
  const { snapshot } = ground
  const assumed = new Set<string>()
  const answer = (question: Question): Answer => {
    const known = ground.answer(question)
    if (known !== undefined) return known
    if (question.kind !== 'namespace') return unanswered(question)
    assumed.add(question.name)
    return { kind: 'found', object: bareNamespace(question.name) }
  }
  return { cluster: { snapshot, ground, kubernetesVersion, time, answer }, assumed }
}

/** A namespace with the one label that the API server itself sets. */
function bareNamespace(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  }
}

/** What is said of namespaces that were taken to exist. */
export function namespaceNotes(assumed: ReadonlySet<string>, { name }: Ground): readonly string[] {
  if (assumed.size === 0) return []
  const names = [...assumed]
    .sort()
    .map((name) => `"${name}"`)
    .join(', ')
  const subject = assumed.size === 1 ? `namespace ${names} is` : `namespaces ${names} are`
  return [
    `${subject} not in the ${name}: taken to exist, with no label but kubernetes.io/metadata.name`,
  ]
}

function unknownKindNotes(results: readonly TestResult[]): readonly string[] {
  const unknown = results.filter(
    ({ isKnownKind, problems }) =>
      !isKnownKind && !problems.some(({ code }) => saysItAll.has(code)),
  )
  const own = kindNames(unknown.filter(({ apiVersion }) => isBuiltInGroup(apiVersion)))
  const custom = kindNames(unknown.filter(({ apiVersion }) => !isBuiltInGroup(apiVersion)))
  const judged = 'not known and judged as written'
  return [
    ...(own === ''
      ? []
      : [`${judged}: ${own}; API servers do not serve it unless they are told to`]),
    ...(custom === ''
      ? []
      : [`${judged}: ${custom}; give the CustomResourceDefinition with --context`]),
  ]
}

/** Problems after which nobody has to be told that the kind is not known. */
const saysItAll: ReadonlySet<string> = new Set(['not-served', 'no-such-kind', 'wrong-type'])

function kindNames(results: readonly TestResult[]): string {
  const names = results.map(({ apiVersion, kind }) => `${kind} (${apiVersion})`)
  return [...new Set(names)].sort().join(', ')
}

/** What policies looked up and the context has none of, each kind once. */
export function lookupNotes(
  results: readonly TestResult[],
  { snapshot: { policySet, objects }, name }: Ground,
): readonly string[] {
  const applied = new Set(results.flatMap((result) => result.applied))
  const empty = policySet.policies
    .filter(({ policy }) => applied.has(policy.name))
    .flatMap(({ policy }) => policy.lookups)
    .filter(({ resource }) => {
      const kind = objects.kindOf(resource)
      return kind !== undefined && objects.listAll(kind).length === 0
    })
    .map(({ resource: { group, version, resource } }) =>
      group === '' ? `${resource} (${version})` : `${resource} (${group}/${version})`,
    )
  if (empty.length === 0) return []
  const names = [...new Set(empty)].sort().join(', ')
  return [`not in the ${name}, so lookups find none: ${names}`]
}

/** What the context could have said, each kind once, with how many objects it concerns. */
function leftOutNotes(results: readonly TestResult[], { name }: Ground): readonly string[] {
  const counts = new Map<string, number>()
  for (const { leftOut } of results) {
    const missing = leftOut.filter(({ substitute }) => substitute !== 'assumption')
    for (const kind of new Set(missing.map(({ decidedBy }) => decidedBy))) {
      if (kind !== null) counts.set(kind, (counts.get(kind) ?? 0) + 1)
    }
  }
  if (counts.size === 0) return []
  const parts = [...counts].map(([kind, count]) => `${kind} (${count})`)
  return [
    `not in the ${name}, so what they would add is left out: ${parts.join(', ')}; --output json says what`,
  ]
}
