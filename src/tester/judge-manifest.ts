import {
  type Change,
  type JsonObject,
  type JsonValue,
  missingKind,
  type Problem,
  printPath,
  removedKind,
  type SourceDocument,
  type Unknown,
} from '../core/index.ts'
import type { Manifest } from './manifests.ts'
import { originPath } from './origin-path.ts'
import {
  type FieldValidation,
  mutationProblem,
  noSuchKind,
  notJudged,
  notServed,
  sentProblem,
} from './passage-problem.ts'
import type { LeftOut, TestFinding, TestResult, Verdict } from './report.ts'
import { testExemption } from './test-exemption.ts'
import { testFinding } from './test-finding.ts'
import {
  type Passage,
  type PretendedCluster,
  throughApiServer,
  throughDoors,
  type WholePassage,
} from './through-doors.ts'

/** How manifests are sent. */
export interface Sending {
  /** Where namespaced objects without a namespace go. */
  readonly namespace: string
  readonly fieldValidation: FieldValidation
}

/** What is said of a manifest when it is created, after all that the API server does with it. */
export function judgeManifest(
  manifest: Manifest,
  cluster: PretendedCluster,
  { namespace, fieldValidation }: Sending,
): TestResult {
  return safely(manifest, (document, object) => {
    const passage = throughApiServer(object, { uid, namespace }, cluster)
    const problems = [
      ...notServedProblems(document, object, passage, cluster),
      ...passage.problems.flatMap((each) => sentProblem(document, each, fieldValidation)),
      ...passage.mutationProblems.map((each) =>
        mutationProblem(document, each, {
          origin: originPath(each.path, object, passage.object),
          policies: passage.decisions.flatMap(({ changes }) => changes.map(({ policy }) => policy)),
        }),
      ),
      ...notJudgedProblems(document, passage),
    ]
    const result = judged(document, object, passage)
    const leftOut = passage.unknown.map(leftOutOf)
    return withProblems(
      { ...result, leftOut, isKnownKind: passage.isKnownKind },
      problems,
      document,
    )
  })
}

/** What would be said of it if the API server handed it over as it is written. */
export function judgeAsWritten(
  manifest: Manifest,
  cluster: PretendedCluster,
  namespace: string,
): TestResult {
  return safely(manifest, (document, object) => {
    const passage = throughDoors(object, { uid, namespace }, cluster)
    const result = judged(document, object, passage)
    return withProblems(result, notJudgedProblems(document, passage), document)
  })
}

function leftOutOf({ path, what, why, substitute, decidedBy }: Unknown): LeftOut {
  return { path: printPath(path), what, why, substitute, decidedBy: decidedBy?.kind ?? null }
}

/** Each policy once: it may have been asked at both doors and through several bindings. */
function notJudgedProblems(document: SourceDocument, { decisions }: Passage): readonly Problem[] {
  const left = decisions
    .flatMap(({ skips }) => skips)
    .flatMap(({ policy, unconverted }) =>
      unconverted === undefined ? [] : [{ policy, unconverted }],
    )
  const distinct = new Map(left.map((each) => [`${each.policy} ${each.unconverted}`, each]))
  return [...distinct.values()].map((each) => notJudged(document, each))
}

function safely(
  manifest: Manifest,
  judge: (document: SourceDocument, object: JsonObject) => TestResult,
): TestResult {
  if (manifest.kind === 'undecodable') return undecodable(manifest)
  const { document, object, oddities } = manifest
  try {
    return withProblems(judge(document, object), oddities.map(asWarning), document)
  } catch (cause) {
    const message = `it could not be judged: ${cause instanceof Error ? cause.message : String(cause)}`
    const problem = {
      code: 'internal',
      severity: 'error',
      message,
      source: document.source,
    } as const
    const { line, ...rest } = described(document, object)
    return { ...rest, line: lineOf(document) ?? line, verdict: 'error', problems: [problem] }
  }
}

/** What is odd about the text does not keep it from being read: kubectl itself sends the last of two equal keys. */
function asWarning(problem: Problem): Problem {
  return { ...problem, severity: 'warning' }
}

function notServedProblems(
  document: SourceDocument,
  object: JsonObject,
  { isKnownKind }: WholePassage,
  { kubernetesVersion }: PretendedCluster,
): readonly Problem[] {
  if (isKnownKind) return []
  const [apiVersion, kind] = [textIn(object, 'apiVersion'), textIn(object, 'kind')]
  const removed = removedKind(apiVersion, kind, kubernetesVersion)
  if (removed !== undefined) return [notServed(document, removed)]
  const missing = missingKind(apiVersion, kind)
  return missing === undefined ? [] : [noSuchKind(document, missing)]
}

/** Nobody sends the request, so its uid says nothing: the same manifest always gets the same answer. */
const uid = '00000000-0000-0000-0000-000000000000'

function undecodable({
  source,
  document,
  problems,
}: Extract<Manifest, { kind: 'undecodable' }>): TestResult {
  const line = document === undefined ? (problems[0]?.line ?? null) : lineOf(document)
  return document === undefined
    ? { ...unknown, source, line, problems }
    : { ...described(document, document.value), line, problems }
}

const unknown: TestResult = {
  source: '',
  document: null,
  line: null,
  apiVersion: '',
  kind: '',
  namespace: '',
  name: '',
  verdict: 'error',
  findings: [],
  changes: [],
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
    ...unknown,
    source: document.source,
    document: document.index,
    apiVersion: textIn(object, 'apiVersion'),
    kind: textIn(object, 'kind'),
    namespace: textIn(metadata, 'namespace'),
    name: textIn(metadata, 'name'),
  }
}

function judged(document: SourceDocument, original: JsonObject, passage: Passage): TestResult {
  const { decisions, object } = passage
  const findings = decisions.flatMap((decision) =>
    decision.findings.map((finding) =>
      testFinding(finding, document, { original, mutated: object }),
    ),
  )
  return {
    ...described(document, object),
    name: textIn(fieldOf(original, 'metadata'), 'name'),
    line: isSpokenOf(decisions) ? lineOf(document) : null,
    verdict: verdictOf(findings),
    findings,
    changes: decisions.flatMap(({ changes }) => changes.map(changeOf)),
    exemptions: decisions.flatMap(({ exemptions }) => exemptions.map(testExemption)),
    applied: decisions.flatMap(({ applied }) => applied),
    skipped: decisions.flatMap(({ skips }) => skips),
  }
}

/** Whether findings or exemptions lead somebody to the object. */
function isSpokenOf(decisions: Passage['decisions']): boolean {
  return decisions.some(({ findings, exemptions }) => findings.length > 0 || exemptions.length > 0)
}

/** An error is worse than any verdict but a refusal; of what is odd the API server would warn. */
function withProblems(
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

function verdictOf(findings: readonly TestFinding[]): Verdict {
  const effects = findings.map(({ effect }) => effect)
  if (effects.includes('deny')) return 'deny'
  return effects.includes('warn') ? 'warn' : 'pass'
}

function changeOf({ policy, binding, paths }: Change) {
  return { policy, binding, paths: paths.map(printPath) }
}

function lineOf(document: SourceDocument): number | null {
  return document.locate([])?.start.line ?? null
}

function fieldOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, key) ? (value as JsonObject)[key] : undefined
}

function textIn(value: JsonValue | undefined, key: string): string {
  const field = fieldOf(value, key)
  return typeof field === 'string' ? field : ''
}
