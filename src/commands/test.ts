import { type Problem, printProblem } from '../core/index.ts'
import { readPolicyFiles } from '../files/read-policies.ts'
import { readSources, type SourceBytes } from '../files/read-sources.ts'
import { choice, count, many, one, toggle } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import type { Judged } from '../tester/judged.ts'
import { failOns, isViolated, summaryLine, type TestReport } from '../tester/report.ts'
import { reporters } from '../tester/reporters/reporters.ts'
import {
  judgeManifests,
  judgeManifestsAsWritten,
  reportAsWritten,
  reportInCluster,
} from '../tester/test-manifests.ts'
import { judgeInThreads } from '../tester/threads/judge-in-threads.ts'
import type { JudgeSource } from '../tester/threads/judge-share.ts'
import type { Share } from '../tester/threads/share.ts'
import { threadCount } from '../tester/threads/thread-count.ts'
import { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'
import type { LiveSnapshot, SnapshotRequest } from './live-snapshot.ts'
import { outputOf, outputsProblem, writeOutputs } from './output.ts'
import { progressOn } from './progress.ts'
import { readOld, requestProblem, requestSettings, sendingOf } from './request-settings.ts'
import { judgeRunningObjects } from './running-objects.ts'
import { sallyportVersion } from './version.ts'
import { commandWithSettings } from './with-settings.ts'
import { withSnapshot } from './with-snapshot.ts'
import { writeLines } from './write.ts'

const output = outputOf(reporters)

const testSettings = {
  ...clusterSettings,
  ...requestSettings,
  raw: toggle(
    'Judge objects as they are written, without what an API server decodes, defaults and adds; say where that changes the verdict.',
  ),
  showMutations: toggle(
    'Show what mutating policies would change in the text, as a unified diff; what API servers add themselves is not in it.',
  ),
  failOn: one(choice('EFFECT', failOns), 'deny', 'From which effect on exit code 2 follows.'),
  objectsFromCluster: toggle(
    'Judge what runs in the cluster in place of manifests: the kinds that the policies match, or the resources that are named (pods, deployments.apps), in all namespaces or in --namespace. Each as it stands.',
  ),
  owned: toggle(
    'Of what runs judge also the Pods, ReplicaSets and Jobs of which the same is said of the workload that made them.',
  ),
  jobs: one(
    count,
    undefined,
    'In how many threads files are judged; where it is not given as many as pay, which is one for little.',
  ),
  watch: toggle('Judge again whenever a manifest, a policy, an old object or the context changes.'),
  output: many(output, ['pretty'], `Form of the results: ${output.expected}; may be repeated.`),
} as const satisfies SettingsTable

type TestSettings = SettingsOf<typeof testSettings>

const form = {
  name: 'test',
  summary: 'Manifests in, verdicts out, as the cluster would give them.',
  settings: testSettings,
  operands: 'PATH... | RESOURCE...',
  examples: [
    'PATH is a file, a folder, a glob or - (standard input): YAML documents, lists, JSON.',
    'Every object is judged as the API server would hand it over: decoded, with its defaults and',
    'what the built-in admission plugins add; and so are the Pods that controllers would create of',
    'it. A namespace that the context does not name is taken to exist.',
    'Exit code 2: something has an effect that --fail-on names, or a worse one. 1: nothing could be',
    'judged, or nothing is a violation and some document is no object that the API server takes.',
    '0: otherwise.',
    '',
    '  sallyport test deploy/',
    '  helm template . | sallyport test --policies ./policies --output json -',
    '  kubectl get deployment web -o yaml > now.yaml',
    '  sallyport test deploy/web.yaml --old now.yaml --as jane --as-group developers',
    '  sallyport test --cluster deploy/',
    '  sallyport test --objects-from-cluster --policies new-policy.yaml deployments.apps',
  ].join('\n'),
}

/** `sallyport test`: what keeps it from judging at all ends with 1, before anything is judged. */
export const test = commandWithSettings(form, runTest)

async function runTest(
  settings: TestSettings,
  paths: readonly string[],
  io: Io,
  origins: Readonly<Record<string, string>>,
): Promise<number> {
  if (paths.length === 0 && !settings.objectsFromCluster)
    return fail(io, ['name the manifests: sallyport test PATH...'])
  const watched = [...paths, ...inputsOf(settings)]
  const unfit =
    outputsProblem(settings.output) ??
    requestProblem(settings) ??
    runningProblem(settings) ??
    watchProblem(settings, watched)
  if (unfit !== undefined) return fail(io, [unfit])
  const run = () => testOnce(settings, paths, io, origins)
  if (!settings.watch) return run()
  const { runAndWatch } = await import('./run-and-watch.ts')
  return runAndWatch(run, () => placesOf(settings, paths, io), io)
}

/** What is read beside the manifests. */
function inputsOf({ policies, context, old }: TestSettings): readonly string[] {
  return [...policies, ...context, ...old]
}

function placesOf({ policies, context, old }: TestSettings, paths: readonly string[], { cwd }: Io) {
  return [...paths, ...readPolicyFiles(policies, cwd).places, ...context, ...old]
}

/** What runs is judged as it stands: nobody sends it. */
function runningProblem({ objectsFromCluster, old, operation }: TestSettings): string | undefined {
  if (!objectsFromCluster) return undefined
  const flag = old.length > 0 ? '--old' : operation === undefined ? undefined : '--operation'
  return flag && `${flag}: what runs is judged as it stands; leave out --objects-from-cluster`
}

function watchProblem(
  { watch, cluster, objectsFromCluster }: TestSettings,
  paths: readonly string[],
): string | undefined {
  if (!watch) return undefined
  if (cluster || objectsFromCluster) return '--watch: files are watched, a cluster is not'
  return paths.includes('-')
    ? '--watch: standard input cannot be watched; name files or folders'
    : undefined
}

async function testOnce(
  settings: TestSettings,
  paths: readonly string[],
  io: Io,
  origins: Readonly<Record<string, string>>,
): Promise<number> {
  const request = { settings, origins, io, time: new Date().toISOString() }
  if (settings.objectsFromCluster) return testRunningObjects(settings, paths, request)
  return withSnapshot(request, (live) => testPaths(settings, paths, { ...request, live }))
}

interface Loaded extends SnapshotRequest {
  readonly live: LiveSnapshot
}

async function testPaths(
  settings: TestSettings,
  paths: readonly string[],
  { live, io, time }: Loaded,
): Promise<number> {
  const { problems, notes, kubernetesVersion } = live
  const origin = { folder: io.cwd, standardInput: io.stdin }
  const { sources, problems: unread } = await readSources(paths, origin)
  const { old, problems: unreadOld } = await readOld(settings, origin)
  const sending = sendingOf(settings, old, { snapshot: live.snapshot, kubernetesVersion, time })
  const odd = [...problems, ...unread, ...unreadOld, ...sending.oldObjects.problems]
  await writeLines(io.stderr, odd.map(printProblem))
  if (odd.some(isError)) return 1
  const version = await sallyportVersion()
  const [judge, report] = settings.raw
    ? [judgeManifestsAsWritten, reportAsWritten]
    : [judgeManifests, reportInCluster]
  const options = { ...settings, kubernetesVersion, problems, notes, time, version }
  const said = await live.judge(async (ground) => {
    const cluster = { snapshot: ground.snapshot, ground, kubernetesVersion, time }
    const all = { ...options, ...sendingOf(settings, old, cluster), ground }
    return report(
      await judged(sources, (source) => judge([source], all), { settings, time, io }),
      all,
    )
  })
  if (said.results.length === 0) return fail(io, [`no manifest is in ${paths.join(', ')}`])
  const found = said.problems.filter((problem) => !problems.includes(problem))
  await writeLines(io.stderr, found.map(printProblem))
  return tell(said, settings, io)
}

interface Run {
  readonly settings: TestSettings
  readonly time: string
  readonly io: Io
}

/** Judged here and in other threads, which read everything for themselves: so not standard input, nor a cluster. */
async function judged(
  sources: readonly SourceBytes[],
  judge: JudgeSource,
  { settings, time, io }: Run,
): Promise<Judged> {
  const { output: _, ...plain } = settings
  const { startThread, cwd: folder } = io
  const isAlone = startThread === undefined || plain.cluster || inputsOf(settings).includes('-')
  const others = isAlone ? 0 : threadCount(settings.jobs, sources) - 1
  const start = (share: Share) => startThread?.({ settings: plain, folder, time, share })
  const progress = progressOn(io.stderr, sources.length)
  return judgeInThreads(sources, { others, start }, { judge, onProgress: progress.show }).finally(
    progress.erase,
  )
}

async function testRunningObjects(
  settings: TestSettings,
  resources: readonly string[],
  request: SnapshotRequest,
): Promise<number> {
  const { io, origins, time } = request
  const { withCluster } = await import('./with-cluster.ts')
  return withCluster(request, async (live) => {
    const { problems, kubernetesVersion } = live.snapshot
    await writeLines(io.stderr, problems.map(printProblem))
    if (problems.some(isError)) return 1
    const namespace = origins['namespace'] === 'default' ? undefined : settings.namespace
    const choice = { resources, namespace, owned: settings.owned }
    const version = await sallyportVersion()
    const { snapshot } = live.snapshot
    const sending = sendingOf(settings, [], { snapshot, kubernetesVersion, time })
    const options = { ...settings, ...sending, kubernetesVersion, problems, time, version }
    return tell(await judgeRunningObjects(live, choice, options), settings, io)
  })
}

async function tell(report: TestReport, settings: TestSettings, io: Io): Promise<number> {
  const failures = await writeOutputs(report, settings.output, io)
  await writeLines(io.stderr, [
    ...report.notes.map((note) => `note: ${note}`),
    summaryLine(report.summary),
    ...failures,
  ])
  return failures.length > 0 ? 1 : exitCode(report)
}

function exitCode({ summary, results, failOn }: TestReport): number {
  if (results.some((result) => isViolated(result, failOn))) return 2
  return summary.error > 0 ? 1 : 0
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

async function fail({ stderr }: Io, messages: readonly string[]): Promise<number> {
  await writeLines(stderr, messages)
  return 1
}
