import { type Problem, printProblem, type TrialObject } from '../core/index.ts'
import { type Origin, readSources } from '../files/read-sources.ts'
import { choice, many, one, text, toggle } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { caseSamples } from '../tester/cases/case-samples.ts'
import { loadCases } from '../tester/cases/load-cases.ts'
import { checkPolicies } from '../tester/check-policies.ts'
import { type CheckReport, checkSummaryLine } from '../tester/check-report.ts'
import { checkReporters } from '../tester/check-reporters/reporters.ts'
import { trialObjects } from '../tester/trial-objects.ts'
import { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'
import type { LiveSnapshot } from './live-snapshot.ts'
import { outputOf, outputsProblem, writeOutputs } from './output.ts'
import { commandWithSettings } from './with-settings.ts'
import { withSnapshot } from './with-snapshot.ts'
import { writeLines } from './write.ts'

const output = outputOf(checkReporters)

const checkSettings = {
  ...clusterSettings,
  objects: many(
    text('PATH'),
    [],
    'Objects to try the policies on; without them, samples of the kinds that the policies name; may be repeated.',
  ),
  secondOpinion: toggle(
    'Evaluate every expression with another CEL engine as well, and say where the two disagree.',
  ),
  failOn: one(
    choice('SEVERITY', ['error', 'warning'] as const),
    'error',
    'What ends with exit code 2.',
  ),
  output: many(output, ['pretty'], `Form of the results: ${output.expected}; may be repeated.`),
} as const satisfies SettingsTable

type CheckSettings = SettingsOf<typeof checkSettings>

const form = {
  name: 'check',
  summary: 'Policies only: read, type-check, static checks, and whether mutations converge.',
  settings: checkSettings,
  operands: '[PATH...]',
  examples: [
    'PATH is a file, a folder, a glob or - (standard input) with policies; without one, --policies.',
    'Says what an API server would refuse, what a policy means that it says nothing about, and what',
    'mutating policies make of the same object twice, in another order, and behind an injected sidecar.',
    'Exit code 2: something was found that --fail-on names; a broken policy is an error. 1: a path or',
    'the context cannot be read, or there is no policy. 0: otherwise.',
    '',
    '  sallyport check policies/',
    '  sallyport check --fail-on warning --context crds/ --output json policies/',
  ].join('\n'),
}

/** `sallyport check`: what policies have wrong, before anything is judged by them. */
export const check = commandWithSettings(form, runCheck)

async function runCheck(
  settings: CheckSettings,
  paths: readonly string[],
  io: Io,
  given: Readonly<Record<string, string>>,
): Promise<number> {
  const unfit = outputsProblem(settings.output)
  if (unfit !== undefined) return fail(io, [unfit])
  const policies = paths.length === 0 ? settings.policies : paths
  const origins = paths.length === 0 ? given : { ...given, policies: 'arguments' }
  const request = {
    settings: { ...settings, policies },
    origins,
    io,
    time: new Date().toISOString(),
  }
  return withSnapshot(request, (loaded) => checkLoaded(loaded, { ...settings, policies }, io))
}

async function checkLoaded(loaded: LiveSnapshot, settings: CheckSettings, io: Io): Promise<number> {
  const origin = { folder: io.cwd, standardInput: io.stdin }
  const { sources, problems: unread } = await readSources(settings.objects, origin)
  const trials = sources.map(trialObjects)
  const problems = [
    ...loaded.inputProblems,
    ...unread,
    ...trials.flatMap((trial) => trial.problems),
  ]
  await writeLines(io.stderr, problems.map(printProblem))
  if (problems.some(isError)) return 1
  const report = checkPolicies({
    snapshot: loaded.snapshot,
    problems: loaded.policyProblems,
    hasContext: loaded.hasContext,
    objects: trials.flatMap((trial): readonly TrialObject[] => trial.objects),
    secondOpinion: settings.secondOpinion,
    requests: settings.secondOpinion ? await requestsOfCases(settings, origin) : [],
  })
  return tell({ ...report, notes: [...loaded.notes, ...report.notes] }, settings, io)
}

/** What is wrong with cases is told by `verify`; standard input has been read by now. */
async function requestsOfCases(settings: CheckSettings, origin: Origin) {
  const paths = settings.policies.filter((path) => path !== '-')
  return caseSamples(await loadCases({ ...settings, paths }, origin))
}

async function tell(report: CheckReport, settings: CheckSettings, io: Io): Promise<number> {
  const failures = await writeOutputs(report, settings.output, io)
  const notes = [...report.notes, ...triedNotes(report)].map((note) => `note: ${note}`)
  await writeLines(io.stderr, [...notes, checkSummaryLine(report.summary), ...failures])
  if (failures.length > 0) return 1
  const { errors, warnings } = report.summary
  return errors > 0 || (settings.failOn === 'warning' && warnings > 0) ? 2 : 0
}

function triedNotes({ convergence, secondOpinion }: CheckReport): readonly string[] {
  return [
    ...(convergence === null
      ? []
      : [`mutating policies were run ${convergence.runs} times on ${convergence.objects} objects`]),
    ...(secondOpinion === null
      ? []
      : [
          `the other engine was asked ${secondOpinion.compared} times; ${secondOpinion.notCompared} times it does not know a function or a value`,
        ]),
  ]
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

async function fail({ stderr }: Io, messages: readonly string[]): Promise<number> {
  await writeLines(stderr, messages)
  return 1
}
