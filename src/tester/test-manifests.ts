import {
  type Answer,
  isBuiltInGroup,
  type KubernetesVersion,
  type Problem,
  type Question,
  type Snapshot,
  unanswered,
} from '../core/index.ts'
import type { SourceBytes } from '../files/read-sources.ts'
import { judgeAsWritten, judgeManifest, type Sending } from './judge-manifest.ts'
import { manifestsOf } from './manifests.ts'
import { reportOf, type TestReport, type TestResult, titleOf } from './report.ts'
import type { PretendedCluster } from './through-doors.ts'

export interface TestOptions extends Sending {
  readonly snapshot: Snapshot
  /** What was found when the snapshot was made. */
  readonly problems: readonly Problem[]
  readonly kubernetesVersion: KubernetesVersion
  /** The time of the requests, RFC 3339. */
  readonly time: string
}

/** What the cluster would say of every manifest in the sources, each as if it were created. */
export function testManifests(sources: readonly SourceBytes[], options: TestOptions): TestReport {
  const { cluster, assumed } = pretend(options)
  const results = sources
    .flatMap(manifestsOf)
    .map((manifest) => judgeManifest(manifest, cluster, options))
  const notes = [
    ...namespaceNotes(assumed),
    ...unknownKindNotes(results),
    ...lookupNotes(results, options.snapshot),
    ...leftOutNotes(results),
  ]
  return reportOf(results, { problems: options.problems, notes })
}

/** What policies say of the manifests as they are written, and where the cluster's verdict is another one. */
export function testAsWritten(sources: readonly SourceBytes[], options: TestOptions): TestReport {
  const { cluster, assumed } = pretend(options)
  const pairs = sources.flatMap(manifestsOf).map((manifest) => ({
    written: judgeAsWritten(manifest, cluster, options.namespace),
    real: judgeManifest(manifest, cluster, options),
  }))
  const results = pairs.map(({ written }) => written)
  const different = pairs.filter(({ written, real }) => written.verdict !== real.verdict)
  const notes = [
    ...namespaceNotes(assumed),
    ...lookupNotes(results, options.snapshot),
    `judged as written; the cluster's verdict differs for ${different.length} of ${pairs.length}`,
    ...different.map(
      ({ written, real }) =>
        `${placeOf(real)}: ${written.verdict} as written, ${real.verdict} in a cluster`,
    ),
  ]
  return reportOf(results, { problems: options.problems, notes })
}

function pretend({ snapshot, kubernetesVersion, time }: TestOptions): {
  readonly cluster: PretendedCluster
  /** Namespaces that were asked for and are not in the snapshot. */
  readonly assumed: ReadonlySet<string>
} {
  const assumed = new Set<string>()
  const answer = (question: Question): Answer => {
    if (question.kind !== 'namespace') return unanswered(question)
    assumed.add(question.name)
    return { kind: 'found', object: bareNamespace(question.name) }
  }
  return { cluster: { snapshot, kubernetesVersion, time, answer }, assumed }
}

function placeOf(result: TestResult): string {
  const { source, line } = result
  return `${line === null ? source : `${source}:${line}`} ${titleOf(result)}`
}

/** A namespace with the one label that the API server itself sets. */
function bareNamespace(name: string) {
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: { 'kubernetes.io/metadata.name': name } },
  }
}

function namespaceNotes(assumed: ReadonlySet<string>): readonly string[] {
  if (assumed.size === 0) return []
  const names = [...assumed]
    .sort()
    .map((name) => `"${name}"`)
    .join(', ')
  const subject = assumed.size === 1 ? `namespace ${names} is` : `namespaces ${names} are`
  return [
    `${subject} not in the context: taken to exist, with no label but kubernetes.io/metadata.name`,
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
function lookupNotes(
  results: readonly TestResult[],
  { policySet, objects }: Snapshot,
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
  return [`not in the context, so lookups find none: ${names}`]
}

/** What the context could have said, each kind once, with how many objects it concerns. */
function leftOutNotes(results: readonly TestResult[]): readonly string[] {
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
    `not in the context, so what they would add is left out: ${parts.join(', ')}; --output json says what`,
  ]
}
