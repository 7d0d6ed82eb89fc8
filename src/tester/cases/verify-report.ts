import {
  type JsonObject,
  type JsonValue,
  type PatchOperation,
  type Path,
  type Problem,
  printPath,
  type SourceDocument,
  valueAt,
} from '../../core/index.ts'
import type { CoverageReport } from '../coverage/coverage-report.ts'
import type { MutantsReport } from '../mutants/mutants-report.ts'
import type { Difference } from './difference.ts'
import type { ExpectedRefusal } from './policy-case.ts'
import { refusalJson } from './refusal-differences.ts'
import type { CaseOutcome } from './run-case.ts'
import type { CaseResult } from './run-cases.ts'

/** In what a case came out otherwise, with the place of the expectation. */
export interface CaseDifference {
  readonly code: Difference['code']
  readonly message: string
  readonly path: string
  readonly line: number | null
  readonly column: number | null
  /** Null where the message says it all. */
  readonly expected: JsonValue
  readonly actual: JsonValue
}

/** What came of a case. */
export interface ActualOutcome {
  readonly allowed: boolean
  readonly refusals: readonly ExpectedRefusal[]
  readonly warnings: readonly string[]
  readonly auditAnnotations: Readonly<Record<string, string>>
  readonly patch: readonly PatchOperation[]
  /** The object as the case has it, with what mutations changed. */
  readonly object: JsonObject
  /** Policies that judged or changed the request. */
  readonly matched: readonly string[]
  readonly exemptions: readonly { readonly policy: string; readonly exemption: string }[]
  /** What failed and was let pass by a failure policy. */
  readonly ignored: readonly { readonly policy: string; readonly message: string }[]
  /** What kept the case from being judged as in a cluster. */
  readonly obstacles: readonly string[]
}

/** What became of one case. */
export interface VerifyResult {
  readonly source: string
  /** Where the case stands; null where that is not known. */
  readonly line: number | null
  readonly column: number | null
  /** The name of the `PolicyCases` document. */
  readonly document: string
  readonly case: string
  /** The policies that the case means. */
  readonly policies: readonly string[]
  readonly passed: boolean
  /** As the case has it. */
  readonly expected: JsonObject
  readonly actual: ActualOutcome
  /** Empty where the case passed. */
  readonly differences: readonly CaseDifference[]
}

export interface VerifySummary {
  readonly documents: number
  readonly cases: number
  readonly passed: number
  readonly failed: number
  readonly policies: number
  readonly policiesWithoutCases: number
}

/** What `sallyport verify` answers, and what `--output json` prints. Every field is always there. */
export interface VerifyReport {
  readonly summary: VerifySummary
  /** The version of Sallyport. */
  readonly version: string
  /** When the cases were run, RFC 3339; it decides nothing. */
  readonly time: string
  /** What is wrong with cases and policies, and which policies have no cases. */
  readonly problems: readonly Problem[]
  /** In the order of the files, and within a document of its cases. */
  readonly results: readonly VerifyResult[]
  /** Null where nobody asked for it. */
  readonly coverage: CoverageReport | null
  readonly mutants: MutantsReport | null
}

/** The result with its places in the document that it stands in. */
export function verifyResult(document: SourceDocument, result: CaseResult): VerifyResult {
  const { row, meant, actual, differences } = result
  const { metadata } = document.value as unknown as { readonly metadata: { readonly name: string } }
  return {
    source: document.source,
    ...placeOf(document, [...row.at, 'name']),
    document: metadata.name,
    case: row.name,
    policies: meant,
    passed: differences.length === 0,
    expected: row.expect as unknown as JsonObject,
    actual: actualOutcome(actual),
    differences: differences.map((difference) => caseDifference(document, row.at, difference)),
  }
}

function caseDifference(
  document: SourceDocument,
  at: Path,
  { code, message, path, expected, actual }: Difference,
): CaseDifference {
  const place = writtenPath(document, [...at, ...path])
  return {
    code,
    message,
    path: printPath(place),
    ...placeOf(document, place),
    expected: expected ?? null,
    actual: actual ?? null,
  }
}

/** The object may be written as `objectFrom`, or stand in the case that this one is like. */
function writtenPath({ value }: SourceDocument, path: Path): Path {
  if (path.at(-1) !== 'object' || path.length !== 3) return path
  const at = path.slice(0, -1)
  const names = ['object', 'objectFrom', 'like']
  const found = names.find((name) => (valueAt(value, [...at, name]) ?? null) !== null)
  return [...at, found ?? 'object']
}

function placeOf(document: SourceDocument, path: readonly (string | number)[]) {
  const start = document.locate(path)?.start
  return { line: start?.line ?? null, column: start?.column ?? null }
}

function actualOutcome(actual: CaseOutcome): ActualOutcome {
  const { allowed, refusals, warnings, auditAnnotations, patch, object, ignored } = actual
  return {
    allowed,
    refusals: refusals.map(refusalJson),
    warnings,
    auditAnnotations,
    patch,
    object,
    matched: actual.applied,
    exemptions: actual.exemptions.map(({ policy, exemption }) => ({ policy, exemption })),
    ignored,
    obstacles: actual.obstacles,
  }
}

/** The summary as a line: `212 cases in 12 documents, 12 policies: 211 passed, 1 failed`. */
export function verifySummaryLine(summary: VerifySummary): string {
  const { documents, cases, passed, failed, policies, policiesWithoutCases } = summary
  const parts = [
    `${passed} passed`,
    ...(failed > 0 ? [`${failed} failed`] : []),
    ...(policiesWithoutCases > 0
      ? [
          policiesWithoutCases === 1
            ? '1 policy has no cases'
            : `${policiesWithoutCases} policies have no cases`,
        ]
      : []),
  ]
  const of = [counted(cases, 'case'), counted(documents, 'document'), counted(policies, 'policy')]
  return `${of[0]} in ${of[1]}, ${of[2]}: ${parts.join(', ')}`
}

function counted(count: number, noun: string): string {
  if (count === 1) return `1 ${noun}`
  return `${count} ${noun.endsWith('y') ? `${noun.slice(0, -1)}ies` : `${noun}s`}`
}
