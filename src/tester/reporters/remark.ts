import { createHash } from 'node:crypto'
import type { Problem } from '../../core/index.ts'
import {
  type TestExemption,
  type TestFinding,
  type TestReport,
  type TestResult,
  titleOf,
} from '../report.ts'
import { printable } from './printable.ts'

/** Where a remark is about; lines and columns from 1, null where unknown. */
interface RemarkPlace {
  readonly source: string
  readonly line: number | null
  readonly column: number | null
  readonly endLine: number | null
  readonly endColumn: number | null
}

/** One thing that is said at one place, by a policy or by whoever read the manifest. */
export interface Remark {
  /** `POLICY/VALIDATION`, `manifest/CODE`, or `input/CODE` for what policies and context have wrong. */
  readonly rule: string
  readonly effect: 'error' | TestFinding['effect']
  readonly message: string
  readonly place: RemarkPlace
  readonly excerpt: string | null
  /** The same as long as the same is said of the same object, wherever in the text that stands. */
  readonly fingerprint: string
  /** What it is about: the manifest, or what a controller creates because of it. */
  readonly subject: string
  readonly result: TestResult
  readonly finding: TestFinding | null
}

/** What is said of the manifests, in their order; messages without what would steer a terminal. */
export function remarksOf({ results }: Pick<TestReport, 'results'>): readonly Remark[] {
  return results.flatMap((result) => {
    const remarks = [
      ...result.findings.map((finding) => findingRemark(finding, result)),
      ...result.problems.map((problem) => problemRemark(problem, result)),
    ]
    return withFingerprints(remarks)
  })
}

/** `POLICY/NAME` with the name of the validation, the control, or the index; the policy where it speaks as a whole. */
export function ruleOf({
  policy,
  validation,
  validationName,
  control,
}: Pick<TestExemption, 'policy' | 'validation' | 'validationName' | 'control'>): string {
  const part = control ?? validationName ?? validation
  return part === null ? policy : `${policy}/${part}`
}

/** `Deployment shop/web`, or `Pod of Deployment shop/web` of what a controller creates. */
export function subjectOf(
  result: TestResult,
  { createdKind }: Pick<TestFinding, 'createdKind'>,
): string {
  return createdKind === null ? titleOf(result) : `${createdKind} of ${titleOf(result)}`
}

/** `of the Pod` where something is about what a controller creates, else empty. */
export function createdText(finding: Pick<TestFinding, 'createdKind'> | null): string {
  const kind = finding?.createdKind ?? null
  return kind === null ? '' : `of the ${kind}`
}

type Unmarked = Omit<Remark, 'fingerprint'>

function findingRemark(finding: TestFinding, result: TestResult): Unmarked {
  const { effect, message, excerpt, podSecurity, exemptionNote, enforceFrom } = finding
  const notes = [
    ...(exemptionNote === null ? [] : [`(${exemptionNote})`]),
    ...(enforceFrom === null ? [] : [`enforced from ${enforceFrom}`]),
  ]
  return {
    rule: ruleOf({ ...finding, control: podSecurity?.control ?? null }),
    effect,
    message: printable([message, ...notes].join('\n')),
    place: placeOf(finding, result),
    excerpt: excerpt === null ? null : printable(excerpt),
    subject: printable(subjectOf(result, finding)),
    result,
    finding,
  }
}

function placeOf(finding: TestFinding, { source, line: start }: TestResult): RemarkPlace {
  const { line, column, endLine, endColumn } = finding
  return { source, line: line ?? start, column, endLine, endColumn }
}

function problemRemark(problem: Problem, result: TestResult): Unmarked {
  const { code, severity, source, line, column, excerpt } = problem
  return {
    rule: `manifest/${code}`,
    effect: severity === 'error' ? 'error' : 'warn',
    message: problemMessage(problem),
    place: {
      source,
      line: line ?? result.line,
      column: column ?? null,
      endLine: null,
      endColumn: null,
    },
    excerpt: excerpt === undefined ? null : printable(excerpt),
    subject: printable(titleOf(result)),
    result,
    finding: null,
  }
}

/** What is wrong, where in the object, and what to do about it. */
export function problemMessage({ path, message, remedy }: Problem): string {
  const where = path === undefined ? '' : `${path}: `
  return printable(`${where}${message}${remedy === undefined ? '' : ` → ${remedy}`}`)
}

/** Several that are alike are told apart by their order: an index would change with every element before it. */
function withFingerprints(remarks: readonly Unmarked[]): readonly Remark[] {
  const seen = new Map<string, number>()
  return remarks.map((remark) => {
    const identity = identityOf(remark)
    const count = seen.get(identity) ?? 0
    seen.set(identity, count + 1)
    const fingerprint = createHash('sha256').update(`${identity}\n${count}`).digest('hex')
    return { ...remark, fingerprint: fingerprint.slice(0, 32) }
  })
}

function identityOf({ rule, message, place, subject, result, finding }: Unmarked): string {
  const path = finding?.path.replaceAll(/\[\d+\]/g, '[]') ?? ''
  return JSON.stringify([
    rule,
    finding?.policyKind ?? '',
    place.source,
    result.apiVersion,
    subject,
    path,
    message,
  ])
}
