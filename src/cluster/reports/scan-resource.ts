import {
  type Facts,
  fieldOf,
  isLeftToOwners,
  type JsonObject,
  questionKey,
  type ScanResult,
  type Snapshot,
  scanObject,
  unanswered,
} from '../../core/index.ts'
import type { Connection } from '../connection.ts'
import type { ServedResource } from '../discovery.ts'
import { listPages } from '../list-objects.ts'
import type { Owners } from '../owners.ts'
import type { LiveAnswers } from '../questions/live-answers.ts'
import { isMadeByOne } from '../running-objects.ts'
import { findingsCollector, type ResourceFindings } from './findings.ts'

/** What the objects of a resource are judged by and how. */
export interface Scan {
  /** With policies that can judge what is stored. */
  readonly snapshot: Snapshot
  readonly answer: LiveAnswers
  readonly owners: Owners
  /** The kinds of what is judged too, by `kindKey`: what they made is left to them where the same is said of both. */
  readonly judgedOwners: ReadonlySet<string>
  readonly pace: (signal: AbortSignal) => Promise<void>
  readonly now: () => Date
  /** How many findings are held of other resources. */
  readonly held: number
  readonly signal: AbortSignal
}

/** A page is read in one go: 500 Pods would keep requests waiting for 30 ms. */
const pageSize = 100

export interface ScannedResource {
  readonly found: ResourceFindings
  readonly objects: number
}

/** Judges every object of the resource; undefined where the signal came before the end. Nothing of them is kept but the findings. */
export async function scanResource(
  connection: Connection,
  resource: ServedResource,
  scan: Scan,
): Promise<ScannedResource | undefined> {
  const { owners, signal } = scan
  const collector = findingsCollector(scan.held)
  const isLeft = isLeftToOwners(scan.snapshot, resource)
  const judged = (object: JsonObject) => !isLeft || !isMadeByOne(object, scan.judgedOwners)
  let count = 0
  for await (const { objects } of listPages(connection, resource, { pageSize, signal })) {
    for (const object of objects) owners.note(object)
    for (const object of objects.filter(judged)) {
      for (const result of await resultsFor(object, scan)) {
        collector.add(namespaceOf(object), owners.topOf(object), result)
      }
      count++
      await scan.pace(signal)
      if (signal.aborted) return undefined
    }
  }
  return signal.aborted ? undefined : { found: collector.found(), objects: count }
}

/** So many times an answer may raise another question. */
const mostRounds = 4
const patienceMs = 5_000

async function resultsFor(
  object: JsonObject,
  { snapshot, answer, now }: Scan,
): Promise<readonly ScanResult[]> {
  let facts: Facts = { time: now().toISOString(), answers: new Map() }
  for (let round = 1; ; round++) {
    const scanned = scanObject(object, snapshot, facts)
    if (scanned.kind === 'results') return scanned.results
    const { questions } = scanned
    const known = round < mostRounds ? await answer(questions, patienceMs) : new Map()
    const answers = questions.map((question) => {
      const key = questionKey(question)
      return [key, known.get(key) ?? unanswered(question)] as const
    })
    facts = { ...facts, answers: new Map([...facts.answers, ...answers]) }
  }
}

function namespaceOf(object: JsonObject): string {
  const namespace = fieldOf(fieldOf(object, 'metadata'), 'namespace')
  return typeof namespace === 'string' ? namespace : ''
}
