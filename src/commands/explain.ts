import { resolve } from 'node:path'
import { type Problem, printProblem } from '../core/index.ts'
import { readSources } from '../files/read-sources.ts'
import { choice, many, one, ordinal, text, toggle } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { chosen } from '../tester/explain/chosen.ts'
import type { ExplainReport } from '../tester/explain/explain-report.ts'
import { explainTargets, policyProblem } from '../tester/explain/explain-targets.ts'
import { pretty, unfolded } from '../tester/explain/reporters/pretty.ts'
import { explainReporters } from '../tester/explain/reporters/reporters.ts'
import { type Target, targetsOf } from '../tester/explain/targets.ts'
import type { Sending } from '../tester/sending.ts'
import type { StagedCluster } from '../tester/through-doors.ts'
import { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'
import type { LiveSnapshot } from './live-snapshot.ts'
import { outputOf, outputsProblem, writeOutputs } from './output.ts'
import { readOld, requestProblem, requestSettings, sendingOf } from './request-settings.ts'
import { sallyportVersion } from './version.ts'
import { commandWithSettings } from './with-settings.ts'
import { withSnapshot } from './with-snapshot.ts'
import { writeLines } from './write.ts'

const output = outputOf(explainReporters)

const explainSettings = {
  ...clusterSettings,
  ...requestSettings,
  object: one(
    text('KIND/NAME'),
    undefined,
    'The only object to explain, as KIND/NAME or KIND/NAMESPACE/NAME; without it all that are there.',
  ),
  document: one(
    ordinal,
    undefined,
    'The only document to explain, counted from 1 through all that is read.',
  ),
  policy: one(text('NAME'), undefined, 'The only policy to tell of, with everything unfolded.'),
  server: one(
    text('URL'),
    undefined,
    'Ask a server for decisions that it made, by the id that its refusals end with: https://HOST:PORT of its --admin-port. Needs --token-file.',
  ),
  tokenFile: one(text('PATH'), undefined, 'File with the token of that port.'),
  caFile: one(
    text('PATH'),
    undefined,
    'Authorities of its certificate, PEM; where it is not given, those that Node knows.',
  ),
  door: one(
    choice('DOOR', ['validate', 'mutate'] as const),
    'validate',
    'To which webhook an AdmissionReview came; a manifest goes through both.',
  ),
  all: toggle('Unfold everything: what holds, every variable, what policies cost.'),
  output: many(output, ['pretty'], `Form of the record: ${output.expected}; may be repeated.`),
} as const satisfies SettingsTable

type ExplainSettings = SettingsOf<typeof explainSettings>

const form = {
  name: 'explain',
  summary: 'How an object or a review comes by its verdict: every policy, and the values it saw.',
  settings: explainSettings,
  operands: 'PATH... | ID...',
  examples: [
    'PATH is a file, a folder, a glob or - (standard input): manifests, or AdmissionReviews in JSON.',
    'A manifest goes the whole way, as in sallyport test; each request that comes to a door is told:',
    'which policies match it and which do not, and why; what their expressions were, part by part;',
    'what they changed; which exemptions count. What failed is unfolded, the rest in one line each.',
    'Exit code 1: something cannot be read, or there is no such object or policy. 0: otherwise,',
    'whatever the verdict is.',
    '',
    '  sallyport explain deploy/web.yaml',
    '  sallyport explain deploy/ --object Deployment/web --policy replicas-limit',
    '  sallyport explain review.json --door mutate --output json',
    '  sallyport explain 3f1c5a9e --server https://localhost:9444 --token-file token --ca-file ca.crt',
  ].join('\n'),
}

/** `sallyport explain`: the decision record of objects and reviews, for people and for machines. */
export const explain = commandWithSettings(form, runExplain)

async function runExplain(
  settings: ExplainSettings,
  paths: readonly string[],
  io: Io,
  origins: Readonly<Record<string, string>>,
): Promise<number> {
  if (paths.length === 0) return fail(io, ['name what to explain: sallyport explain PATH...'])
  const unfit = outputsProblem(settings.output) ?? requestProblem(settings)
  if (unfit !== undefined) return fail(io, [unfit])
  const time = new Date().toISOString()
  if (settings.server !== undefined) {
    return explainDecisions({ ids: paths, url: settings.server, time }, settings, io)
  }
  return withSnapshot({ settings, origins, io, time }, async (live) => {
    const origin = { folder: io.cwd, standardInput: io.stdin }
    const { sources, problems: unread } = await readSources(paths, origin)
    const { old, problems: unreadOld } = await readOld(settings, origin)
    const { snapshot, kubernetesVersion } = live
    const sending = (cluster: StagedCluster) => ({
      ...sendingOf(settings, old, cluster),
      showMutations: false,
    })
    const { oldObjects } = sending({ snapshot, kubernetesVersion, time })
    const problems = [...live.problems, ...unread, ...unreadOld, ...oldObjects.problems]
    await writeLines(io.stderr, problems.map(printProblem))
    if (problems.some(isError)) return 1
    const choice = chosen(sources.flatMap(targetsOf), settings)
    const unknown = policyProblem(settings.policy, live.snapshot)
    if (choice.kind === 'problem') return fail(io, [choice.message])
    if (unknown !== undefined) return fail(io, [unknown])
    return choice.targets.length === 0
      ? fail(io, [`nothing to explain is in ${paths.join(', ')}`])
      : explainAll(choice.targets, settings, { live, time, sending }, io)
  })
}

interface Given {
  readonly live: LiveSnapshot
  readonly time: string
  readonly sending: (cluster: StagedCluster) => Sending
}

async function explainAll(
  targets: readonly Target[],
  settings: ExplainSettings,
  { live, time, sending }: Given,
  io: Io,
): Promise<number> {
  const { door, policy } = settings
  const { kubernetesVersion, problems, notes, judge } = live
  const version = await sallyportVersion()
  const report = await judge((ground) =>
    explainTargets(targets, {
      ground,
      kubernetesVersion,
      sending: sending({ snapshot: ground.snapshot, ground, kubernetesVersion, time }),
      door,
      policy,
      problems,
      notes,
      time,
      clock: () => performance.now(),
      version,
    }),
  )
  return tell(report, settings, io)
}

interface Asked {
  readonly ids: readonly string[]
  readonly url: string
  readonly time: string
}

async function explainDecisions(
  { ids, url, time }: Asked,
  settings: ExplainSettings,
  io: Io,
): Promise<number> {
  const { tokenFile, caFile, policy, requestTimeout: timeoutMs } = settings
  if (tokenFile === undefined)
    return fail(io, ['--server: its token is missing; give --token-file'])
  const version = await sallyportVersion()
  const { explainFromServer } = await import('./explain-from-server.ts')
  const server = {
    url,
    tokenFile: resolve(io.cwd, tokenFile),
    caFile: caFile === undefined ? undefined : resolve(io.cwd, caFile),
    timeoutMs,
  }
  const answer = await explainFromServer({ ids, server, policy, version, time })
  return answer.kind === 'problem' ? fail(io, [answer.message]) : tell(answer.report, settings, io)
}

async function tell(
  report: ExplainReport,
  { all, output: wanted }: ExplainSettings,
  io: Io,
): Promise<number> {
  const outputs = wanted.map((one) =>
    all && one.reporter === pretty ? { ...one, reporter: unfolded } : one,
  )
  const failures = await writeOutputs(report, outputs, io)
  await writeLines(io.stderr, [...report.notes.map((note) => `note: ${note}`), ...failures])
  return failures.length > 0 || isBroken(report) ? 1 : 0
}

/** Whether something came to no door. */
function isBroken({ explanations }: ExplainReport): boolean {
  return explanations.some(({ verdict, doors }) => verdict === 'error' && doors.length === 0)
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

async function fail({ stderr }: Io, messages: readonly string[]): Promise<number> {
  await writeLines(stderr, messages)
  return 1
}
