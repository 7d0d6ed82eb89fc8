import type { TestFinding, TestReport, TestResult } from '#src/tester/report.ts'
import { writeFiles } from '#test/support/temporary-folder.ts'
import { referenceVerdictOf, type Verdict } from '../admission-case.ts'
import { withCreatableNames } from '../creatable-names.ts'
import type { JudgedRow } from '../judged-rows.ts'
import type { Ran } from './ran.ts'
import { type Run, writeSurroundings } from './runs.ts'

/** The arguments of `sallyport test` that judge the rows of a run; writes the files that they name. */
export async function testArguments(run: Run, cwd: string): Promise<readonly string[]> {
  const flags = await writeSurroundings(run, cwd)
  const [{ given, mode }] = run.rows
  const manifests = run.rows.map(
    (row, index) => [manifestName(run, index), JSON.stringify(row.given.request.object)] as const,
  )
  await writeFiles(cwd, Object.fromEntries(manifests))
  return [
    'test',
    ...flags,
    ...(mode === 'raw' ? ['--raw'] : ['--field-validation', 'ignore']),
    ...['--namespace', given.request.namespace || 'default'],
    ...['--output', 'json'],
    ...manifests.map(([name]) => name),
  ]
}

function manifestName({ folder }: Run, index: number): string {
  return `${folder}/${String(index).padStart(3, '0')}.json`
}

/** Whether `test`, which creates objects for a user of its own, can be told the row's request. */
export function isTestable({ given: { request, policies } }: JudgedRow): boolean {
  const isCreation = request.operation === 'CREATE' && (request.subResource ?? '') === ''
  return isCreation && !JSON.stringify(policies).includes('userInfo')
}

/** What keeps rows in runs of their own. */
export function apartForTest({ mode, given, reference }: JudgedRow): readonly unknown[] {
  return [mode, given.request.namespace, reference?.allowed]
}

/** The form in which a result and a reference are compared: `test` tells of no codes and audit annotations. */
export interface TestVerdict extends Omit<Verdict, 'code' | 'annotations'> {
  /** Whether policies changed the object. */
  readonly mutated: boolean
}

export function testVerdicts({ stdout }: Ran): readonly TestVerdict[] {
  return (JSON.parse(stdout) as TestReport).results.map(verdictOf)
}

function verdictOf({ findings, changes }: TestResult): TestVerdict {
  const denials = findings.filter(({ effect }) => effect === 'deny')
  const warned = findings.filter(({ effect }) => effect === 'warn')
  return {
    allowed: denials.length === 0,
    reason: denials[0]?.reason,
    refusals: sortedSet(findings.map(refusal)),
    warnings: sortedSet(warned.map(warning)),
    mutated: changes.length > 0,
  }
}

/** What the reference says of a row. */
export function expectedOfTest({ given, reference = {} }: JudgedRow): TestVerdict {
  const { allowed, reason, refusals, warnings } = referenceVerdictOf(reference)
  const { renamed } = withCreatableNames(given)
  const said = JSON.parse(renamed(JSON.stringify({ refusals, warnings }))) as Verdict
  return { ...said, allowed, reason, mutated: reference.mutated ?? false }
}

/** 2 where something is refused, otherwise 0. */
export function codeOfTest({ rows }: Run): number {
  return rows.every(({ reference }) => reference?.allowed === true) ? 0 : 2
}

function refusal({ policy, binding, validation, message }: TestFinding): string {
  return `${policy} ${binding} ${validation ?? 0}: ${message}`
}

function warning({ policy, binding, message }: TestFinding): string {
  const text = message.replaceAll('\n', ' ')
  return `Validation failed for ValidatingAdmissionPolicy '${policy}' with binding '${binding}': ${text}`
}

function sortedSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}
