import { decidingAbout, judgedResources, type Snapshot } from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import { type Owners, ownerTree } from '../owners.ts'
import type { LiveAnswers } from '../questions/live-answers.ts'
import { kindKey } from '../running-objects.ts'
import { type ResourceFindings, sizeOf } from './findings.ts'
import { pacer } from './pace.ts'
import { type Scan, scanResource } from './scan-resource.ts'

/** What one scan after the other found. */
export interface ScanMemory {
  /** By resource: `deployments.apps`. */
  readonly known: Map<string, Known>
  readonly owners: Owners
}

/** What is known of a resource since it was last scanned. */
interface Known {
  readonly deciding: readonly unknown[]
  readonly at: number
  readonly found: ResourceFindings
}

export function newScanMemory(): ScanMemory {
  return { known: new Map(), owners: ownerTree() }
}

/** All that was found. */
export function foundIn({ known }: ScanMemory): readonly ResourceFindings[] {
  return [...known.values()].map(({ found }) => found)
}

/** What a round of scanning rests on. */
export interface ScanRound {
  /** With policies that can judge what is stored. */
  readonly snapshot: Snapshot
  readonly answer: LiveAnswers
  readonly everyMs: number
  readonly perSecond: number
  readonly now: () => Date
  readonly signal: AbortSignal
  readonly scanned: (resource: string, objects: number, durationMs: number) => void
  readonly failed: (message: string) => void
}

/**
 * Scans the resources whose time has come, or about which other policies or exemptions decide than when they were scanned;
 * forgets those that nothing judges any more. Answers whether anything was scanned or forgotten.
 */
export async function scanDue(
  connection: Connection,
  listable: readonly ServedResource[],
  { memory, round }: { readonly memory: ScanMemory; readonly round: ScanRound },
): Promise<boolean> {
  const { snapshot, signal, answer, now, everyMs } = round
  const resources = ownersFirst(judgedResources(snapshot, listable))
  const keys = new Set(resources.map(keyOf))
  const gone = [...memory.known.keys()].filter((key) => !keys.has(key))
  for (const key of gone) memory.known.delete(key)
  const due = resources.filter((one) =>
    isDue(memory.known.get(keyOf(one)), decidingAbout(snapshot, one), everyMs),
  )
  const scan = {
    ...{ snapshot, signal, answer, now, owners: memory.owners },
    pace: pacer(round.perSecond),
    judgedOwners: new Set(resources.filter((one) => describesPods(one, snapshot)).map(kindKey)),
  }
  for (const resource of due) {
    await scanOne(connection, resource, { scan, memory, round })
    if (signal.aborted) return false
  }
  return gone.length > 0 || due.length > 0
}

function isDue(known: Known | undefined, deciding: readonly unknown[], everyMs: number): boolean {
  if (known === undefined || performance.now() - known.at >= everyMs) return true
  return (
    known.deciding.length !== deciding.length ||
    known.deciding.some((one, index) => one !== deciding[index])
  )
}

/** So that who owns an owner is known when its own objects come. */
function ownersFirst(resources: readonly ServedResource[]): readonly ServedResource[] {
  const height = ({ group, resource }: ServedResource) => made.indexOf(`${group}/${resource}`)
  return [...resources].sort((one, other) => height(one) - height(other))
}

const made: readonly string[] = ['apps/replicasets', 'batch/jobs', '/pods']

function describesPods({ group, resource }: ServedResource, { workloads }: Snapshot): boolean {
  return workloads.templatesOf(group, resource).length > 0
}

interface ScanningOne {
  readonly scan: Omit<Scan, 'held'>
  readonly memory: ScanMemory
  readonly round: ScanRound
}

/** A resource that cannot be listed is told, and left until its time comes again. */
async function scanOne(
  connection: Connection,
  resource: ServedResource,
  { scan, memory, round: { scanned, failed } }: ScanningOne,
): Promise<void> {
  const key = keyOf(resource)
  const before = memory.known.get(key)
  const others = sizeOf(foundIn(memory)) - sizeOf(before === undefined ? [] : [before.found])
  const [at, deciding] = [performance.now(), decidingAbout(scan.snapshot, resource)]
  try {
    const result = await scanResource(connection, resource, { ...scan, held: others })
    if (result === undefined) return
    memory.known.set(key, { deciding, at, found: result.found })
    scanned(key, result.objects, performance.now() - at)
  } catch (error) {
    if (scan.signal.aborted) return
    failed(`${key} cannot be scanned: ${error instanceof Error ? error.message : error}`)
    memory.known.set(key, { deciding, at, found: nothingFound })
  }
}

const nothingFound: ResourceFindings = { namespaces: new Map(), totals: new Map() }

function keyOf({ group, resource }: ServedResource): string {
  return group === '' ? resource : `${resource}.${group}`
}
