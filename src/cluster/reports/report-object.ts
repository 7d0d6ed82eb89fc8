import { createHash } from 'node:crypto'
import {
  type JsonObject,
  type JsonValue,
  type PolicyWords,
  type ScanResult,
  scanOutcomes,
} from '../../core/index.ts'
import {
  type NamespaceFindings,
  nothing,
  type ResourceFindings,
  type StoredFinding,
} from './findings.ts'

/** A report before it is written: what it says, and a text that is another one as soon as it says something else. */
export interface ReportDraft {
  readonly results: readonly JsonObject[]
  readonly summary: JsonObject
  readonly leftOut: number
  readonly digest: string
}

/** The words of a policy by its kind and name; undefined where it is no document. */
export type WordsOf = (policyKind: string, policy: string) => PolicyWords | undefined

/** No report has more results, nor more bytes in them: etcd refuses what is larger than 1.5 MiB, and others write into it too. */
const mostResults = 1_000
const mostBytes = 768 * 1024

/** A report for each namespace, under its name; what is in none stands under the empty one. */
export function reportDrafts(
  found: Iterable<ResourceFindings>,
  wordsOf: WordsOf,
): ReadonlyMap<string, ReportDraft> {
  const byNamespace = new Map<string, NamespaceFindings[]>()
  for (const { namespaces } of found) {
    for (const [namespace, findings] of namespaces) {
      const others = byNamespace.get(namespace)
      if (others === undefined) byNamespace.set(namespace, [findings])
      else others.push(findings)
    }
  }
  return new Map(
    [...byNamespace].map(([namespace, all]) => [namespace, draftOf(all, wordsOf)] as const),
  )
}

function draftOf(all: readonly NamespaceFindings[], wordsOf: WordsOf): ReportDraft {
  const kept = all.flatMap((one) => [...one.kept.values()])
  const ordered = kept
    .map((finding) => ({ order: orderOf(finding), finding }))
    .sort((one, other) => (one.order < other.order ? -1 : 1))
    .map(({ finding }) => resultOf(finding, wordsOf))
  const results = fitting(ordered)
  const summary = summaryOf(all)
  const more = all.reduce((sum, { leftOut }) => sum + sumOf(leftOut), 0)
  const leftOut = more + kept.length - results.length
  const digest = createHash('sha256')
    .update(JSON.stringify([results, summary, leftOut]))
    .digest('hex')
    .slice(0, 32)
  return { results, summary, leftOut, digest }
}

/** What is worst comes first, so that it is not what is left out. */
function orderOf({ result, subject, policyKind, policy, rule }: StoredFinding): string {
  const rank = scanOutcomes.indexOf(result)
  const { apiVersion, kind, name } = subject
  return [rank, kind, apiVersion, name, policyKind, policy, rule].join('\u0000')
}

const severities: ReadonlySet<JsonValue> = new Set(['critical', 'high', 'medium', 'low', 'info'])

/** https://github.com/openreports/reports-api/blob/main/apis/openreports.io/v1alpha1/report_types.go (ReportResult) */
function resultOf(
  { policyKind, policy, rule, result, message, subject }: StoredFinding,
  wordsOf: WordsOf,
): JsonObject {
  const words = wordsOf(policyKind, policy)
  const severity = words?.severity ?? null
  return {
    source,
    policy,
    ...(rule === '' ? {} : { rule }),
    ...(words?.category == null ? {} : { category: words.category }),
    ...(severities.has(severity) ? { severity } : {}),
    result,
    scored: result === 'fail',
    resources: [{ ...subject }],
    message,
    properties: { policyKind },
  }
}

export const source = 'sallyport'

function fitting(results: readonly JsonObject[]): readonly JsonObject[] {
  let bytes = 0
  const end = results.findIndex((result, index) => {
    bytes += Buffer.byteLength(JSON.stringify(result))
    return index >= mostResults || bytes > mostBytes
  })
  return end === -1 ? results : results.slice(0, end)
}

/** What is passed is not counted: that number would change with every Pod, and the report with it. */
function summaryOf(all: readonly NamespaceFindings[]): JsonObject {
  const counts: Record<ScanResult['result'], number> = { ...nothing }
  for (const { kept, leftOut } of all) {
    for (const { result } of kept.values()) counts[result]++
    for (const result of scanOutcomes) counts[result] += leftOut[result]
  }
  return { pass: 0, ...counts }
}

function sumOf({ fail, warn, error, skip }: NamespaceFindings['leftOut']): number {
  return fail + warn + error + skip
}
