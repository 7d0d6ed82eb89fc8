import { type ScanResult, scanOutcomes } from '../../core/index.ts'
import type { ObjectReference } from '../owners.ts'

/** A finding about the object at the top of those that it was made of. */
export interface StoredFinding extends ScanResult {
  readonly subject: ObjectReference
}

/** The findings of one namespace, or of what is in none. */
export interface NamespaceFindings {
  readonly kept: ReadonlyMap<string, StoredFinding>
  /** How many more there are of each result. */
  readonly leftOut: Readonly<Record<ScanResult['result'], number>>
}

/** What was found in the objects of one resource, by namespace. */
export interface ResourceFindings {
  readonly namespaces: ReadonlyMap<string, NamespaceFindings>
  /** How often each rule's policy came to each result: by `KIND NAME RESULT`. */
  readonly totals: ReadonlyMap<string, Total>
}

/** How many findings of a policy have a result. */
export interface Total {
  readonly policyKind: string
  readonly policy: string
  readonly result: ScanResult['result']
  readonly count: number
}

/** No more findings are held: of one namespace and resource, and of all together. */
const mostInNamespace = 500
const mostOfAll = 20_000
/** In UTF-16 units. */
const longestMessage = 512

interface Collecting {
  readonly kept: Map<string, StoredFinding>
  readonly leftOut: Record<ScanResult['result'], number>
}

/** Gathers the findings of a resource; `held` is how many there are of others. */
export function findingsCollector(held: number) {
  const namespaces = new Map<string, Collecting>()
  const totals = new Map<string, Total>()
  let size = 0
  const add = (namespace: string, subject: ObjectReference, result: ScanResult): void => {
    const own = namespaces.get(namespace) ?? { kept: new Map(), leftOut: { ...nothing } }
    namespaces.set(namespace, own)
    const key = keyOf(subject, result)
    const other = own.kept.get(key)
    if (other !== undefined && weight(other) <= weight(result)) return
    if (other !== undefined) count(totals, other, -1)
    count(totals, result, 1)
    const isFull = own.kept.size >= mostInNamespace || held + size >= mostOfAll
    if (other === undefined && isFull) {
      own.leftOut[result.result]++
      return
    }
    if (other === undefined) size++
    own.kept.set(key, { ...result, message: cut(result.message, longestMessage), subject })
  }
  return { add, found: (): ResourceFindings => ({ namespaces, totals }) }
}

/** How many findings are held. */
export function sizeOf(found: Iterable<ResourceFindings>): number {
  let size = 0
  for (const { namespaces } of found) for (const { kept } of namespaces.values()) size += kept.size
  return size
}

/** The totals of all resources together. */
export function totalsOf(found: Iterable<ResourceFindings>): readonly Total[] {
  const sums = new Map<string, Total>()
  for (const { totals } of found) {
    for (const [key, total] of totals) {
      const before = sums.get(key)?.count ?? 0
      sums.set(key, { ...total, count: before + total.count })
    }
  }
  return [...sums.values()]
}

/** The same text without the end that is too much, which an ellipsis stands for. */
function cut(text: string, longest: number): string {
  return text.length <= longest ? text : `${text.slice(0, longest - 1).replace(halfPair, '')}…`
}

const halfPair = /[\uD800-\uDBFF]$/

export const nothing = { fail: 0, warn: 0, error: 0, skip: 0 } as const

function weight({ result }: ScanResult): number {
  return scanOutcomes.indexOf(result)
}

function count(
  totals: Map<string, Total>,
  { policyKind, policy, result }: ScanResult,
  by: 1 | -1,
): void {
  const key = `${policyKind} ${policy} ${result}`
  totals.set(key, { policyKind, policy, result, count: (totals.get(key)?.count ?? 0) + by })
}

/** What several objects of one owner have in common is one finding, the worst of them. */
function keyOf({ apiVersion, kind, name }: ObjectReference, result: ScanResult): string {
  return [apiVersion, kind, name, result.policyKind, result.policy, result.rule].join(' ')
}
