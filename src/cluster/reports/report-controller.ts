import {
  type PolicyWords,
  type Snapshot,
  scannable,
  type UnscannedPolicy,
  wordsOfPolicy,
} from '../../core/index.ts'
import type { BackOff } from '../back-off.ts'
import type { Connection } from '../connection.ts'
import type { Controller } from '../controller.ts'
import { type Discovery, discover } from '../discovery.ts'
import { goOn } from '../go-on.ts'
import { patientConnection } from '../patient-connection.ts'
import type { LiveAnswers } from '../questions/live-answers.ts'
import { listableResources } from '../running-objects.ts'
import { type Total, totalsOf } from './findings.ts'
import { reportDrafts, type WordsOf } from './report-object.ts'
import { foundIn, newScanMemory, type ScanMemory, scanDue } from './scan-round.ts'
import { reportKinds, type Written, writeReports } from './write-reports.ts'

export interface ReportObserver {
  /** After every scan: how often each policy came to each result, with what no report has room for. */
  readonly totals: (totals: readonly Total[]) => void
  /** A resource, all of whose objects were judged. */
  readonly scanned: (resource: string, objects: number, durationMs: number) => void
  /** Which policies a scan leaves out; told when it is another list than before. */
  readonly unscanned: (policies: readonly UnscannedPolicy[]) => void
  readonly written: (written: Written) => void
  /** Whether the cluster has the kinds of reports; told when it changes. */
  readonly reports: (areThere: boolean) => void
  readonly failed: (message: string) => void
}

export interface ReportOptions {
  /** Undefined as long as there is none. */
  readonly snapshot: () => Snapshot | undefined
  readonly answer: LiveAnswers
  readonly observer: ReportObserver
  /** How long until an object is judged again, where no policy changed. */
  readonly everyMs: number
  /** How many objects are judged in a second at most. */
  readonly perSecond: number
  readonly now: () => Date
  /** How often it is looked whether policies changed; 5 s. */
  readonly lookMs?: number
  readonly backOff?: BackOff
}

/**
 * Judges what runs, resource by resource, and writes what it found into reports. A resource is scanned again when its time has
 * come or when policies or exemptions that decide about it changed, and the others are not. Nothing is written before all of
 * them were scanned once: a new leader takes the reports as the last one left them.
 */
export function reportController(connection: Connection, options: ReportOptions): Controller {
  const { observer, lookMs: everyMs = 5_000, backOff } = options
  const going = { everyMs, failed: observer.failed, ...(backOff === undefined ? {} : { backOff }) }
  return {
    name: 'reports',
    run: (signal) => {
      const state = newState()
      return goOn(signal, going, () =>
        scanAndWrite(connection, options.snapshot(), { ...options, signal, state }),
      )
    },
  }
}

interface State {
  memory: ScanMemory
  /** The snapshot that was scanned by last, and when everything was due. */
  seen: Snapshot | undefined
  startedAt: number
  /** Whether something was found since the reports were written. */
  isUnwritten: boolean
  hasReports: boolean | undefined
  unscanned: string
}

function newState(): State {
  return {
    memory: newScanMemory(),
    seen: undefined,
    startedAt: Number.NEGATIVE_INFINITY,
    isUnwritten: true,
    hasReports: undefined,
    unscanned: '[]',
  }
}

interface Round extends Omit<ReportOptions, 'snapshot'> {
  readonly signal: AbortSignal
  readonly state: State
}

async function scanAndWrite(
  connection: Connection,
  snapshot: Snapshot | undefined,
  round: Round,
): Promise<void> {
  const { state, observer, signal, everyMs } = round
  const startedAt = performance.now()
  const isTime = startedAt - state.startedAt >= everyMs
  if (snapshot === undefined) return
  if (!isTime && !state.isUnwritten && judgesAlike(snapshot, state.seen)) return
  const patient = patientConnection(connection, signal, observer.failed, round.backOff)
  const discovery = await discover(patient)
  if (isTime) state.memory = { ...newScanMemory(), known: state.memory.known }
  const isNew = await scan(patient, discovery, { ...round, snapshot })
  if (signal.aborted) return
  if (isNew) state.isUnwritten = true
  if (isTime) state.startedAt = startedAt
  state.seen = snapshot
  observer.totals(totalsOf(foundIn(state.memory)))
  if (!state.isUnwritten) return
  await write(patient, discovery, { ...round, snapshot })
  state.isUnwritten = false
}

/** Namespaces and params change all the time: what follows from them is found when its time has come. */
function judgesAlike(one: Snapshot, other: Snapshot | undefined): boolean {
  return (
    one.policySet === other?.policySet &&
    one.exemptions === other.exemptions &&
    one.podSecurity === other.podSecurity
  )
}

async function scan(
  connection: Connection,
  discovery: Discovery,
  { state, observer, ...round }: Round & { readonly snapshot: Snapshot },
): Promise<boolean> {
  const { snapshot, unscanned } = scannable(round.snapshot)
  const text = JSON.stringify(unscanned)
  if (text !== state.unscanned) observer.unscanned(unscanned)
  state.unscanned = text
  const { scanned, failed } = observer
  const scanRound = { ...round, snapshot, scanned, failed }
  return scanDue(connection, listableResources(discovery), {
    memory: state.memory,
    round: scanRound,
  })
}

async function write(
  connection: Connection,
  discovery: Discovery,
  { state, observer, now, signal, snapshot }: Round & { readonly snapshot: Snapshot },
): Promise<void> {
  const kinds = reportKinds(discovery)
  const areThere = kinds !== undefined
  if (state.hasReports !== areThere) observer.reports(areThere)
  state.hasReports = areThere
  if (!areThere) return
  const drafts = reportDrafts(foundIn(state.memory), wordsOfPolicies(snapshot))
  observer.written(await writeReports(drafts, kinds, { connection, now, signal }))
}

function wordsOfPolicies({ policySet }: Snapshot): WordsOf {
  const words = new Map<string, PolicyWords>(
    policySet.policies.map(({ policy }) => [
      `${policy.kind} ${policy.name}`,
      wordsOfPolicy(policy),
    ]),
  )
  return (policyKind, policy) => words.get(`${policyKind} ${policy}`)
}
