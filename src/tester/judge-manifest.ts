import {
  type Change,
  type Finding,
  type JsonObject,
  type JsonValue,
  type PolicyPlace,
  type Problem,
  printPath,
  type Range,
  type SourceDocument,
} from '../core/index.ts'
import type { Manifest } from './manifests.ts'
import { originPath } from './origin-path.ts'
import type { PolicyPosition, TestFinding, TestResult, Verdict } from './report.ts'
import { type Passage, type PretendedCluster, throughDoors } from './through-doors.ts'

/** What is said of a manifest when it is created; `namespace` is where namespaced objects without one go. */
export function judgeManifest(
  manifest: Manifest,
  cluster: PretendedCluster,
  namespace: string,
): TestResult {
  if (manifest.kind === 'undecodable') return undecodable(manifest)
  const { document, object, oddities } = manifest
  try {
    const result = judged(document, object, throughDoors(object, { uid, namespace }, cluster))
    return oddities.length === 0 ? result : withOddities(result, oddities, document)
  } catch (cause) {
    const message = `it could not be judged: ${cause instanceof Error ? cause.message : String(cause)}`
    const problem = {
      code: 'internal',
      severity: 'error',
      message,
      source: document.source,
    } as const
    return { ...described(document, object), line: lineOf(document), problems: [problem] }
  }
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
  applied: [],
  skipped: [],
  problems: [],
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
      findingOf(finding, document, rangeOf(finding, document, { original, mutated: object })),
    ),
  )
  return {
    ...described(document, object),
    line: findings.length === 0 ? null : lineOf(document),
    verdict: verdictOf(findings),
    findings,
    changes: decisions.flatMap(({ changes }) => changes.map(changeOf)),
    applied: decisions.flatMap(({ applied }) => applied),
    skipped: decisions.flatMap(({ skips }) => skips),
  }
}

/** The API server would warn of what is odd. */
function withOddities(
  result: TestResult,
  problems: readonly Problem[],
  document: SourceDocument,
): TestResult {
  const verdict = result.verdict === 'pass' ? 'warn' : result.verdict
  return { ...result, verdict, problems, line: lineOf(document) }
}

function verdictOf(findings: readonly TestFinding[]): Verdict {
  const effects = findings.map(({ effect }) => effect)
  if (effects.includes('deny')) return 'deny'
  return effects.includes('warn') ? 'warn' : 'pass'
}

/** Where the finding's field was written; where it was not, the key of the nearest thing that was. */
function rangeOf(
  { path = [] }: Finding,
  document: SourceDocument,
  { original, mutated }: { readonly original: JsonObject; readonly mutated: JsonObject },
): Range | undefined {
  const origin = originPath(path, original, mutated)
  return origin.length < path.length ? document.locateKey(origin) : document.locate(origin)
}

function findingOf(
  finding: Finding,
  document: SourceDocument,
  range: Range | undefined,
): TestFinding {
  return {
    policyKind: finding.policyKind,
    policy: finding.policy,
    binding: finding.binding,
    validation: finding.index ?? null,
    effect: finding.effect,
    cause: finding.cause,
    message: finding.message,
    reason: finding.reason,
    path: printPath(finding.path ?? []),
    line: range?.start.line ?? null,
    column: range?.start.column ?? null,
    excerpt: range === undefined ? null : document.excerpt(range),
    expression: finding.expression ?? null,
    policySource: positionOf(finding.policyPlace),
  }
}

function positionOf(place: PolicyPlace | undefined): PolicyPosition | null {
  if (place === undefined) return null
  const start = place.range?.start
  return {
    source: place.source,
    path: place.path,
    line: start?.line ?? null,
    column: start?.column ?? null,
  }
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
