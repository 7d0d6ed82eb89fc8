import {
  type JsonValue,
  jsonEqual,
  type PolicySet,
  type Problem,
  printJson,
  type SourceDocument,
} from '../core/index.ts'
import { type Expectation, type PolicyCase, readCases } from './read-cases.ts'
import { type CaseOutcome, runCase } from './run-case.ts'

interface CaseResult {
  readonly case: string
  readonly passed: boolean
  readonly expected: Expectation
  readonly actual: CaseOutcome
  /** What differs, a sentence each; empty where the case passed. */
  readonly differences: readonly string[]
}

export interface VerifiedCases {
  readonly results: readonly CaseResult[]
  readonly problems: readonly Problem[]
}

/** Every case of a `PolicyCases` document against the policies; a document with a problem is not run at all. */
export function verifyCases(document: SourceDocument, policies: PolicySet): VerifiedCases {
  const read = readCases(document)
  return read.kind === 'problems'
    ? { results: [], problems: read.problems }
    : { results: read.cases.map((row) => verifyCase(row, policies)), problems: [] }
}

function verifyCase(row: PolicyCase, policies: PolicySet): CaseResult {
  const actual = runCase(row, policies)
  const differences = comparisons.flatMap((compare) => compare(row.expect, actual) ?? [])
  return {
    case: row.name,
    passed: differences.length === 0,
    expected: row.expect,
    actual,
    differences,
  }
}

type Comparison = (expected: Expectation, actual: CaseOutcome) => string | undefined

const comparisons: readonly Comparison[] = [
  compareVerdict,
  compareMessage,
  comparePath,
  compareChange,
  (expected, actual) => compareValue('the object', expected.object, actual.object),
  (expected, actual) => compareValue('the patch', expected.patch, actual.patch),
  (expected, actual) => compareValue('the warnings', expected.warnings, actual.warnings),
]

function compareVerdict({ allowed }: Expectation, actual: CaseOutcome): string | undefined {
  if (allowed === actual.allowed) return undefined
  return allowed
    ? `expected to be allowed, was refused: ${refusalsOf(actual)}`
    : 'expected to be refused, was allowed'
}

function compareMessage({ message }: Expectation, actual: CaseOutcome): string | undefined {
  if (message === undefined || actual.allowed || refusalsWith(message, actual).length > 0)
    return undefined
  return `expected a refusal that says ${print(message)}, was: ${refusalsOf(actual)}`
}

/** The path is looked for in the refusals that say what is expected. */
function comparePath({ message = '', path }: Expectation, actual: CaseOutcome): string | undefined {
  const said = refusalsWith(message, actual)
  if (path === undefined || actual.allowed || said.some((refusal) => refusal.path === path))
    return undefined
  const paths = said.map((refusal) => refusal.path ?? 'no field').join(', ')
  return `expected a refusal at ${path}, was at: ${paths}`
}

function compareChange({ unchanged }: Expectation, { patch }: CaseOutcome): string | undefined {
  if (unchanged === undefined || unchanged === (patch.length === 0)) return undefined
  return unchanged
    ? `expected no change, was: ${print(patch)}`
    : 'expected a change, there was none'
}

function compareValue(what: string, expected: unknown, actual: unknown): string | undefined {
  if (expected === undefined || jsonEqual(expected as JsonValue, actual as JsonValue))
    return undefined
  return `expected ${what} ${print(expected)}, was: ${print(actual)}`
}

function refusalsWith(message: string, { refusals }: CaseOutcome): CaseOutcome['refusals'] {
  return refusals.filter((refusal) => refusal.message.includes(message))
}

function refusalsOf({ refusals }: CaseOutcome): string {
  return refusals.map(({ message }) => print(message)).join(', ')
}

function print(value: unknown): string {
  return printJson(value as JsonValue)
}
