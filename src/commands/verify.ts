import { type Problem, printProblem } from '../core/index.ts'
import { many, one, text, toggle } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { type LoadedCases, loadCases } from '../tester/cases/load-cases.ts'
import type { VerifiedSet } from '../tester/cases/verified-set.ts'
import { type VerifyReport, verifySummaryLine } from '../tester/cases/verify-report.ts'
import { runSets, verifyReport } from '../tester/cases/verify-sets.ts'
import { verifyReporters } from '../tester/verify-reporters/reporters.ts'
import { casesInCluster } from './cases-in-cluster.ts'
import { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'
import { outputOf, outputsProblem, writeOutputs } from './output.ts'
import { type UpdatedFiles, updateFiles } from './update-files.ts'
import {
  isWatching,
  qualityLines,
  qualityOf,
  qualitySettings,
  qualityVerdict,
} from './verify-quality.ts'
import { sallyportVersion } from './version.ts'
import { commandWithSettings } from './with-settings.ts'
import { writeLines } from './write.ts'

const output = outputOf(verifyReporters)

const verifySettings = {
  ...clusterSettings,
  filter: one(
    text('TEXT'),
    undefined,
    'Only the cases whose name, or whose document, has this text in it.',
  ),
  update: toggle(
    'Write what came of failed cases into their files, as what they expect; shows the difference first.',
  ),
  dryRun: toggle('With --update: show the difference and write nothing.'),
  requireCases: toggle('A policy without any case fails.'),
  ...qualitySettings,
  output: many(output, ['pretty'], `Form of the results: ${output.expected}; may be repeated.`),
} as const satisfies SettingsTable

type VerifySettings = SettingsOf<typeof verifySettings>

const form = {
  name: 'verify',
  summary: 'The cases beside the policies: expected is actual, and none is vacuous.',
  settings: verifySettings,
  operands: '[PATH...]',
  examples: [
    'PATH is a file, a folder, a glob or - (standard input); without one, --policies. Documents of',
    'kind PolicyCases are run against the policies of their folder, or those that they name.',
    'Every case goes the way of a request: what the cluster would say is what is compared.',
    'The forms lcov and cobertura imply --coverage.',
    'Exit code 2: a case failed, or shows nothing; coverage is below the threshold; a mutant survived.',
    '1: something cannot be read, a document of cases is not right, there was no time for all mutants.',
    '0: otherwise.',
    '',
    '  sallyport verify policies/',
    '  sallyport verify --filter latest --output json policies/images',
    '  sallyport verify --update --dry-run policies/images',
    '  sallyport verify --coverage-threshold 100 --mutants --output pretty --output lcov=lcov.info',
  ].join('\n'),
}

/** `sallyport verify`: the tests of policies. What is wrong with the input ends with 1, whatever the cases say. */
export const verify = commandWithSettings(form, runVerify)

async function runVerify(
  settings: VerifySettings,
  paths: readonly string[],
  io: Io,
  origins: Readonly<Record<string, string>>,
): Promise<number> {
  const named = paths.length === 0 ? settings.policies : paths
  const unfit = outputsProblem(settings.output) ?? updateProblem(settings, named)
  if (unfit !== undefined) return fail(io, [unfit])
  const origin = { folder: io.cwd, standardInput: io.stdin }
  const inputs = { ...settings, paths: named }
  if (!settings.cluster) return verifyLoaded(await loadCases(inputs, origin), settings, io)
  const { readingCluster } = await import('./with-cluster.ts')
  return readingCluster({ settings, io }, async (cluster) => {
    const isDefault = origins['kubernetesVersion'] === 'default'
    const kubernetesVersion = isDefault ? cluster.version.nearest : settings.kubernetesVersion
    const loaded = await loadCases({ ...inputs, kubernetesVersion }, origin)
    return verifyLoaded(await casesInCluster(loaded, cluster), settings, io)
  })
}

async function verifyLoaded(
  loaded: LoadedCases,
  settings: VerifySettings,
  io: Io,
): Promise<number> {
  const { filter = '' } = settings
  const verified = runSets(loaded.sets, filter, { isWatched: isWatching(settings) })
  const report = verifyReport(verified, loaded, {
    isFiltered: filter !== '',
    version: await sallyportVersion(),
    time: new Date().toISOString(),
    quality: qualityOf(verified, loaded, settings),
  })
  await writeLines(io.stderr, report.problems.map(printProblem))
  if (loaded.sets.length === 0) return 1
  if (report.results.length === 0) return fail(io, [`no case has "${filter}" in its name`])
  if (settings.update && report.problems.some(isError)) {
    return fail(io, ['--update: nothing is written as long as there are errors'])
  }
  const { left, notes, failures } = settings.update
    ? await update(verified, { report, settings }, io)
    : await tell(report, settings, io)
  const summary = [verifySummaryLine(report.summary), ...qualityLines(report, settings)]
  await writeLines(io.stderr, [...notes, ...summary, ...failures])
  return failures.length > 0 ? 1 : exitCode(report, left, settings)
}

function updateProblem(
  { update: isUpdate, dryRun }: VerifySettings,
  paths: readonly string[],
): string | undefined {
  if (dryRun && !isUpdate) return '--dry-run: it goes with --update'
  return isUpdate && paths.includes('-')
    ? '--update: what comes from standard input cannot be written back; name the files'
    : undefined
}

async function tell(
  report: VerifyReport,
  { output: outputs }: VerifySettings,
  io: Io,
): Promise<UpdatedFiles> {
  const failures = await writeOutputs(report, outputs, io)
  return { left: report.summary.failed, notes: [], failures }
}

/** Standard output is the difference then, and only files get a report. */
async function update(
  verified: readonly VerifiedSet[],
  { report, settings }: { readonly report: VerifyReport; readonly settings: VerifySettings },
  io: Io,
): Promise<UpdatedFiles> {
  const toFiles = settings.output.filter(({ file }) => file !== undefined)
  const unreported = await writeOutputs(report, toFiles, io)
  const updated = await updateFiles(verified, settings, io)
  return { ...updated, failures: [...unreported, ...updated.failures] }
}

function exitCode(report: VerifyReport, left: number, settings: VerifySettings): number {
  const quality = qualityVerdict(report, settings)
  if (report.problems.some(isError) || quality === 'unknown') return 1
  const lacks = settings.requireCases && report.summary.policiesWithoutCases > 0
  return left > 0 || lacks || quality === 'poor' ? 2 : 0
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

async function fail({ stderr }: Io, messages: readonly string[]): Promise<number> {
  await writeLines(stderr, messages)
  return 1
}
