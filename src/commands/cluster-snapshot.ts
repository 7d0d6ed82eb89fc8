import type { ClusterReader } from '../cluster/open-cluster.ts'
import {
  type KubernetesVersion,
  loadPolicies,
  type PolicyText,
  type Problem,
  questionKey,
  type SourceText,
} from '../core/index.ts'
import { readPolicyTexts } from '../files/read-policies.ts'
import { readTexts } from '../files/read-sources.ts'
import { type Ground, kindKey, type Learned, type Needs, notingGround } from '../tester/ground.ts'
import { type LoadedSnapshot, snapshotOf } from '../tester/load-snapshot.ts'
import type { LiveSnapshot, SnapshotRequest } from './live-snapshot.ts'

/**
 * The snapshot of what a cluster holds: of its policies, or of those in files where some are named (or of both), with their
 * params, look-ups and definitions. What judging needs beyond that is asked for when it turns out to be missing.
 */
export async function clusterSnapshot(
  cluster: ClusterReader,
  request: SnapshotRequest,
): Promise<LiveSnapshot> {
  const { settings, io, time } = request
  const kubernetesVersion = versionFor(cluster, request)
  const options = { ...settings, kubernetesVersion }
  const files = await readTexts(settings.context, { folder: io.cwd, standardInput: io.stdin })
  const given = await policiesFor(cluster, request)
  const policies = loadPolicies(given.policies, options)
  const parts = {
    policies,
    unread: [...given.problems, ...files.problems],
    source: given.source,
  }
  const build = (held: readonly SourceText[]) =>
    snapshotOf({ ...parts, context: [...held, ...files.texts] }, options, time)
  const held = [...given.exemptions, ...(await cluster.contextFor(policies.policies))]
  const loaded = build(held)
  return {
    ...forgiving(loaded),
    kubernetesVersion,
    hasContext: true,
    notes: [versionNote(cluster, kubernetesVersion)],
    judge: judgingWith(cluster, { held, learned: nothing, loaded }, build),
  }
}

function versionFor(
  { version }: ClusterReader,
  { settings, origins }: SnapshotRequest,
): KubernetesVersion {
  return origins['kubernetesVersion'] === 'default' ? version.nearest : settings.kubernetesVersion
}

function versionNote({ server, version }: ClusterReader, chosen: KubernetesVersion): string {
  const release = `${server} is Kubernetes ${version.text}`
  return version.text === chosen ? release : `${release}: judged as Kubernetes ${chosen} would`
}

interface GivenPolicies {
  readonly policies: readonly PolicyText[]
  readonly exemptions: readonly SourceText[]
  readonly problems: readonly Problem[]
  readonly source: string
}

async function policiesFor(
  cluster: ClusterReader,
  { settings, origins, io, asServer = false }: SnapshotRequest,
): Promise<GivenPolicies> {
  const whose = asServer ? 'own' : 'all'
  if (origins['policies'] === 'default') {
    return { ...(await cluster.policies(whose)), problems: [], source: cluster.server }
  }
  const origin = { folder: io.cwd, standardInput: io.stdin }
  const { texts, problems } = await readPolicyTexts(settings.policies, origin)
  const source = settings.policies.join(', ')
  if (!asServer)
    return { policies: texts, exemptions: await cluster.exemptions(), problems, source }
  const { policies, exemptions } = await cluster.policies(whose)
  return { policies: [...policies, ...texts], exemptions, problems, source }
}

/** What a cluster holds is as it is: what is wrong with it is judged as a cluster would judge it, and said, but keeps nobody from judging. */
function forgiving(loaded: LoadedSnapshot): LoadedSnapshot {
  return {
    ...loaded,
    problems: loaded.problems.filter((problem) => !isOddity(problem)).map(asWarning),
    inputProblems: loaded.inputProblems.filter((problem) => !isOddity(problem)).map(asWarning),
  }
}

/** A field that is not known: the cluster is newer than we are. */
function isOddity(problem: Problem): boolean {
  return isOfCluster(problem) && problem.code === 'unknown-field'
}

function asWarning(problem: Problem): Problem {
  return isOfCluster(problem) ? { ...problem, severity: 'warning' } : problem
}

function isOfCluster({ source }: Problem): boolean {
  return source.startsWith('cluster:')
}

/** What of a cluster is known by now. */
interface State {
  readonly held: readonly SourceText[]
  readonly learned: Learned
  readonly loaded: LoadedSnapshot
}

const nothing: Learned = { answers: new Map(), objectsOf: new Set(), fieldsOf: new Set() }

/** What was learned once is kept for whatever is judged next. */
function judgingWith(
  cluster: ClusterReader,
  first: State,
  build: (held: readonly SourceText[]) => LoadedSnapshot,
): LiveSnapshot['judge'] {
  let state = first
  return async <Result>(judge: (ground: Ground) => Result | Promise<Result>) => {
    for (;;) {
      const { ground, needs } = notingGround(state.loaded.snapshot, state.learned)
      const result = await judge(ground)
      const missing = needs()
      if (Object.values(missing).every(({ length }) => length === 0)) return result
      const found = [
        ...(await cluster.objectsOf(missing.objectsOf)),
        ...(await cluster.definitionsOf(missing.fieldsOf)),
      ]
      const held = [...state.held, ...found]
      state = {
        held,
        learned: await learnedWith(cluster, state.learned, missing),
        loaded: found.length === 0 ? state.loaded : build(held),
      }
    }
  }
}

async function learnedWith(
  cluster: ClusterReader,
  { answers, objectsOf, fieldsOf }: Learned,
  missing: Needs,
): Promise<Learned> {
  const found = await Promise.all(
    missing.questions.map(
      async (question) => [questionKey(question), await cluster.answer(question)] as const,
    ),
  )
  return {
    answers: new Map([...answers, ...found]),
    objectsOf: new Set([...objectsOf, ...missing.objectsOf.map(kindKey)]),
    fieldsOf: new Set([...fieldsOf, ...missing.fieldsOf.map(kindKey)]),
  }
}
