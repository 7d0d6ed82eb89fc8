import { duration, one, percent, toggle } from '../settings/parse.ts'
import type { SettingsOf, SettingsTable } from '../settings/setting.ts'
import type { LoadedCases } from '../tester/cases/load-cases.ts'
import type { VerifiedSet } from '../tester/cases/verified-set.ts'
import type { VerifyReport } from '../tester/cases/verify-report.ts'
import { coverageReport } from '../tester/coverage/coverage-report.ts'
import { judgeMutants } from '../tester/mutants/mutants-report.ts'
import { tryMutants } from '../tester/mutants/try-mutants.ts'
import { coverageSummary } from '../tester/verify-reporters/coverage-lines.ts'
import { mutantsSummary } from '../tester/verify-reporters/mutants-lines.ts'

/** What `sallyport verify` is asked about the cases themselves. */
export const qualitySettings = {
  coverage: toggle('Says which clauses of the policies no case brings about.'),
  coverageThreshold: one(
    percent,
    undefined,
    'How many of all clauses must be covered; implies --coverage.',
  ),
  mutants: toggle('Changes the policies in one thing after the other; a case must notice each.'),
  mutantsTime: one(duration, '2m', 'How long --mutants may take; what is left is told, and fails.'),
} as const satisfies SettingsTable

interface QualitySettings extends SettingsOf<typeof qualitySettings> {
  readonly output: readonly { readonly reporter: { readonly format: string } }[]
}

/** Whether the cases have to be watched while they run. */
export function isWatching(settings: QualitySettings): boolean {
  return settings.mutants || wantsCoverage(settings)
}

/** What the cases are worth; null where nobody asked. Problems are acceptances of mutants that are of no use. */
export function qualityOf(
  verified: readonly VerifiedSet[],
  { policySets }: Pick<LoadedCases, 'policySets'>,
  settings: QualitySettings,
): Pick<VerifyReport, 'coverage' | 'mutants' | 'problems'> {
  const coverage = wantsCoverage(settings) ? coverageReport(verified, policySets) : null
  if (!settings.mutants) return { coverage, mutants: null, problems: [] }
  const end = performance.now() + settings.mutantsTime
  const isOver = () => performance.now() > end
  const trials = tryMutants(verified, { isOver, mostOfPolicy: mostMutantsOfPolicy })
  const { report, problems } = judgeMutants(trials)
  return { coverage, mutants: report, problems }
}

/** A line about each thing that was asked. */
export function qualityLines(
  { coverage, mutants }: VerifyReport,
  { coverageThreshold }: QualitySettings,
): readonly string[] {
  return [
    ...(coverage === null ? [] : [coverageSummary(coverage, coverageThreshold)]),
    ...(mutants === null ? [] : [mutantsSummary(mutants)]),
  ]
}

/** Whether the cases are worth less than what was asked for; not known where mutants were left untried. */
export function qualityVerdict(
  { coverage, mutants }: VerifyReport,
  { coverageThreshold = 0 }: QualitySettings,
): 'good' | 'poor' | 'unknown' {
  if (mutants !== null && mutants.untried > 0) return 'unknown'
  const isBelow = coverage !== null && coverage.percent < coverageThreshold
  return isBelow || (mutants !== null && mutants.survived > 0) ? 'poor' : 'good'
}

/** More than any policy of a person has. */
const mostMutantsOfPolicy = 5000

function wantsCoverage({ coverage, coverageThreshold, output }: QualitySettings): boolean {
  const isForm = output.some(({ reporter }) => coverageForms.has(reporter.format))
  return coverage || coverageThreshold !== undefined || isForm
}

const coverageForms: ReadonlySet<string> = new Set(['lcov', 'cobertura'])
