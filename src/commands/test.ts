import { type Problem, printProblem } from '../core/index.ts'
import { readSources } from '../files/read-sources.ts'
import { choice, many, one, text, toggle } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import { loadSnapshot } from '../tester/load-snapshot.ts'
import { fieldValidations } from '../tester/passage-problem.ts'
import { summaryLine, type TestReport } from '../tester/report.ts'
import { reporters } from '../tester/reporters/reporters.ts'
import { testAsWritten, testManifests } from '../tester/test-manifests.ts'
import { clusterSettings } from './cluster-settings.ts'
import type { Io } from './command.ts'
import { outputOf, outputsProblem, writeOutputs } from './output.ts'
import { commandWithSettings } from './with-settings.ts'
import { writeLines } from './write.ts'

const output = outputOf(reporters)

const testSettings = {
  ...clusterSettings,
  namespace: one(text('NAME'), 'default', 'Where objects go that name no namespace.'),
  fieldValidation: one(
    choice('MODE', fieldValidations),
    'strict',
    'How fields are taken that the kind does not have: refused as for kubectl, warned of, or dropped.',
  ),
  raw: toggle(
    'Judge objects as they are written, without what an API server decodes, defaults and adds; say where that changes the verdict.',
  ),
  output: many(output, ['pretty'], `Form of the results: ${output.expected}; may be repeated.`),
} as const satisfies SettingsTable

type TestSettings = SettingsOf<typeof testSettings>

const form = {
  name: 'test',
  summary: 'Manifests in, verdicts out, as the cluster would give them.',
  settings: testSettings,
  operands: 'PATH...',
  examples: [
    'PATH is a file, a folder, a glob or - (standard input): YAML documents, lists, JSON.',
    'Every object is judged as if it were created, as the API server would hand it over: decoded,',
    'with its defaults and what the built-in admission plugins add. A namespace that the context',
    'does not name is taken to exist.',
    'Exit code 2: something is refused. 1: nothing could be judged, or nothing is refused and some',
    'document is no object that the API server takes. 0: otherwise.',
    '',
    '  sallyport test deploy/',
    '  helm template . | sallyport test --policies ./policies --output json -',
  ].join('\n'),
}

/** `sallyport test`: what keeps it from judging at all ends with 1, before anything is judged. */
export const test = commandWithSettings(form, runTest)

async function runTest(settings: TestSettings, paths: readonly string[], io: Io): Promise<number> {
  if (paths.length === 0) return fail(io, ['name the manifests: sallyport test PATH...'])
  const unfit = outputsProblem(settings.output)
  if (unfit !== undefined) return fail(io, [unfit])
  const origin = { folder: io.cwd, standardInput: io.stdin }
  const time = new Date().toISOString()
  const { snapshot, problems } = await loadSnapshot(settings, origin, time)
  const { sources, problems: unread } = await readSources(paths, origin)
  await writeLines(io.stderr, [...problems, ...unread].map(printProblem))
  if ([...problems, ...unread].some(isError)) return 1
  const judge = settings.raw ? testAsWritten : testManifests
  const report = judge(sources, { ...settings, snapshot, problems, time })
  if (report.results.length === 0) return fail(io, [`no manifest is in ${paths.join(', ')}`])
  const failures = await writeOutputs(report, settings.output, io)
  await writeLines(io.stderr, [
    ...report.notes.map((note) => `note: ${note}`),
    summaryLine(report.summary),
    ...failures,
  ])
  return failures.length > 0 ? 1 : exitCode(report)
}

function exitCode({ summary }: TestReport): number {
  if (summary.deny > 0) return 2
  return summary.error > 0 ? 1 : 0
}

function isError({ severity }: Problem): boolean {
  return severity === 'error'
}

async function fail({ stderr }: Io, messages: readonly string[]): Promise<number> {
  await writeLines(stderr, messages)
  return 1
}
