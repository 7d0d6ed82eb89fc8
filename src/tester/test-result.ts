import {
  type CreatedKind,
  fieldOf,
  type JsonObject,
  type JsonValue,
  type Problem,
  printPath,
  type SourceDocument,
  type Unknown,
} from '../core/index.ts'
import type { Manifest } from './manifests.ts'
import type { ObjectView } from './object-view.ts'
import type {
  LeftOut,
  TestChange,
  TestExemption,
  TestFinding,
  TestResult,
  TestSkip,
  Verdict,
} from './report.ts'
import { testExemption } from './test-exemption.ts'
import { testFinding } from './test-finding.ts'
import type { Passage } from './through-doors.ts'

/** What the doors said of an object, and where that stands in the manifest. */
export interface Judged {
  readonly passage: Passage
  readonly view: ObjectView
}

/**
 * The result of a manifest: what was said of its own object, then what was said of the objects that controllers create because
 * of it. What a policy said of a template it does not say again of the Pod.
 */
export function resultOf(
  { document, object: written, operation }: SentObject,
  own: Judged,
  created: readonly Judged[] = [],
): TestResult {
  const all = [own, ...created]
  const findings = withoutRepeats(all.flatMap((one) => findingsOf(document, one)))
  const exemptions = withoutRepeats(all.flatMap(exemptionsOf))
  return {
    ...described(document, own.passage.object),
    name: textIn(fieldOf(written, 'metadata'), 'name'),
    operation,
    line: findings.length > 0 || exemptions.length > 0 ? lineOf(document) : null,
    verdict: verdictOf(findings),
    findings,
    changes: all.flatMap(changesOf),
    exemptions,
    applied: appliedTo(all),
    skipped: all.flatMap(skipsOf),
  }
}

/** An object that was sent, and the document in which it stands. */
interface SentObject {
  readonly document: SourceDocument
  readonly object: JsonObject
  readonly operation: TestResult['operation']
}

/** A document that is no object, or none that could be judged. */
export function undecodableResult({
  source,
  document,
  problems,
}: Extract<Manifest, { kind: 'undecodable' }>): TestResult {
  const line = document === undefined ? (problems[0]?.line ?? null) : lineOf(document)
  return document === undefined
    ? { ...nothingSaid, source, line, problems }
    : { ...described(document, document.value), line, problems }
}

/** An error is worse than any verdict but a refusal; of what is odd the API server would warn. */
export function withProblems(
  result: TestResult,
  problems: readonly Problem[],
  document: SourceDocument,
): TestResult {
  if (problems.length === 0) return result
  const worst = problems.some(({ severity }) => severity === 'error') ? 'error' : 'warn'
  const verdict =
    result.verdict === 'pass' || (result.verdict === 'warn' && worst === 'error')
      ? worst
      : result.verdict
  return {
    ...result,
    verdict,
    problems: [...problems, ...result.problems],
    line: lineOf(document),
  }
}

/** An object that made the tester fail. */
export function failedResult(
  document: SourceDocument,
  object: JsonObject,
  cause: unknown,
): TestResult {
  const problem: Problem = {
    code: 'internal',
    severity: 'error',
    message: `it could not be judged: ${cause instanceof Error ? cause.message : String(cause)}`,
    source: document.source,
  }
  return { ...described(document, object), line: lineOf(document), problems: [problem] }
}

/** What of an object only a cluster knows, as reports have it. */
export function leftOutOf(
  { path, what, why, substitute, decidedBy }: Unknown,
  { createdKind, place }: ObjectView,
): LeftOut {
  const decider = decidedBy?.kind ?? null
  return { createdKind, path: printPath(place(path)), what, why, substitute, decidedBy: decider }
}

const nothingSaid: TestResult = {
  source: '',
  document: null,
  line: null,
  apiVersion: '',
  kind: '',
  namespace: '',
  name: '',
  operation: null,
  verdict: 'error',
  findings: [],
  changes: [],
  mutations: null,
  exemptions: [],
  applied: [],
  skipped: [],
  problems: [],
  leftOut: [],
  isKnownKind: true,
}

function described(document: SourceDocument, object: JsonValue): TestResult {
  const metadata = fieldOf(object, 'metadata')
  return {
    ...nothingSaid,
    source: document.source,
    document: document.index,
    apiVersion: textIn(object, 'apiVersion'),
    kind: textIn(object, 'kind'),
    namespace: textIn(metadata, 'namespace'),
    name: textIn(metadata, 'name'),
  }
}

function findingsOf(document: SourceDocument, { passage, view }: Judged): readonly TestFinding[] {
  return passage.decisions.flatMap(({ findings }) =>
    findings.map((finding) => testFinding(finding, document, view)),
  )
}

function exemptionsOf({ passage, view }: Judged): readonly TestExemption[] {
  return passage.decisions.flatMap(({ exemptions }) =>
    exemptions.map((use) => testExemption(use, view.createdKind)),
  )
}

/** What a policy says of the manifest and of what comes of it is told once, where it is said first. */
function withoutRepeats<Said extends Repeatable>(said: readonly Said[]): readonly Said[] {
  if (said.every(({ createdKind }) => createdKind === null)) return said
  const kinds = new Map<string, CreatedKind | null>()
  return said.filter((one) => {
    const key = JSON.stringify(identityOf(one))
    const first = kinds.get(key)
    if (first === undefined) kinds.set(key, one.createdKind)
    return first === undefined || first === one.createdKind
  })
}

type Repeatable = Pick<
  TestFinding,
  'createdKind' | 'policyKind' | 'policy' | 'validation' | 'message'
> &
  Partial<Pick<TestFinding, 'binding' | 'effect'>>

function identityOf({ policyKind, policy, binding, validation, effect, message }: Repeatable) {
  return [policyKind, policy, binding ?? '', validation, effect ?? '', message]
}

/** A policy that failed or was kept away by an exemption had matched as well. */
function appliedTo(judged: readonly Judged[]): readonly string[] {
  const names = judged.flatMap(({ passage }) =>
    passage.decisions.flatMap(({ applied, findings, exemptions }) => [
      ...applied,
      ...findings.map(({ policy }) => policy),
      ...exemptions.map(({ policy }) => policy),
    ]),
  )
  return [...new Set(names)]
}

function changesOf({ passage, view }: Judged): readonly TestChange[] {
  return passage.decisions.flatMap(({ changes }) =>
    changes.map(({ policy, binding, paths }) => ({
      createdKind: view.createdKind,
      policy,
      binding,
      paths: paths.map((path) => printPath(view.place(path))),
    })),
  )
}

function skipsOf({ passage, view }: Judged): readonly TestSkip[] {
  return passage.decisions.flatMap(({ skips }) =>
    skips.map(({ policy, binding, why, unconverted }) => ({
      createdKind: view.createdKind,
      policy,
      binding,
      why,
      unconverted: unconverted ?? null,
    })),
  )
}

function verdictOf(findings: readonly TestFinding[]): Verdict {
  const effects = findings.map(({ effect }) => effect)
  if (effects.includes('deny')) return 'deny'
  return effects.includes('warn') ? 'warn' : 'pass'
}

function lineOf(document: SourceDocument): number | null {
  return document.locate([])?.start.line ?? null
}

function textIn(value: JsonValue | undefined, key: string): string {
  const field = fieldOf(value, key)
  return typeof field === 'string' ? field : ''
}
