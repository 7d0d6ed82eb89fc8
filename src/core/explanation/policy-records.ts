import type { Decision } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import type { Session } from '../engine/session.ts'
import { subjectsOf } from '../engine/subjects.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { recordPlace } from './expression-record.ts'
import { meetingRecord } from './meeting.ts'
import { gravest } from './outcome.ts'
import type { Meeting, PolicyRecord } from './record.ts'
import { whyUnconsidered } from './unconsidered.ts'
import type { Testimony, WitnessedPolicy } from './witness.ts'

/** What was asked, and what came of it. */
export interface Hearing {
  readonly request: Request
  readonly session: Session
  readonly decision: Decision
  readonly testimony: Testimony
  readonly isTimed: boolean
}

/** Every policy of the door: the candidates in their order, then the others. */
export function policyRecords(hearing: Hearing): readonly PolicyRecord[] {
  const { request, session } = hearing
  const { index, policySet } = session.snapshot
  const candidates = index.candidates(request).map(({ compiled }) => compiled)
  const others = policySet.policies.filter(
    (compiled) => compiled.policy.door === request.door && !candidates.includes(compiled),
  )
  return [
    ...candidates.map((compiled) => consideredRecord(compiled, hearing)),
    ...unconsideredRecords(others, hearing),
  ]
}

function unconsideredRecords(
  policies: readonly CompiledPolicy[],
  { request, session }: Hearing,
): readonly PolicyRecord[] {
  const subject = subjectsOf(request, session).own()
  return policies.map((compiled) => ({
    ...headOf(compiled),
    outcome: 'no-match',
    isConsidered: false,
    ...whyUnconsidered(compiled, request, subject),
    cost: 0,
    microseconds: null,
    meetings: [],
  }))
}

function consideredRecord(compiled: CompiledPolicy, hearing: Hearing): PolicyRecord {
  const { objects } = hearing.session.snapshot
  const seen = hearing.testimony.policies.get(compiled)
  const meetings = (seen?.meetings ?? []).map((one) => meetingRecord(one, objects))
  const outcome =
    seen?.isPassedOver === true ? 'passed-over' : gravest(meetings.map((one) => one.outcome))
  const reason = seen === undefined ? undefined : reasonOf(seen)
  const whole = meetings.filter(({ binding }) => binding === null)
  return {
    ...headOf(compiled),
    outcome,
    why: reason ?? whyOf(meetings, outcome) ?? whyUnmet(meetings, hearing),
    isConsidered: true,
    mismatches: outcome === 'no-match' ? whole.flatMap((one) => one.mismatches) : [],
    cost: meetings.flatMap(({ budgets }) => budgets).reduce((sum, { spent }) => sum + spent, 0),
    microseconds: hearing.isTimed && seen !== undefined ? Math.round(seen.time * 1000) : null,
    meetings,
  }
}

function headOf({ policy }: CompiledPolicy) {
  const { kind, name, place, failurePolicy } = policy
  return { kind, name, place: recordPlace(place), failurePolicy }
}

function reasonOf({ isPassedOver, isLeftAlone }: WitnessedPolicy): string | undefined {
  if (isPassedOver) return 'the request only finishes a deletion, which no policy of ours holds up'
  return isLeftAlone
    ? 'mirror Pods and requests that only finish a deletion are left alone'
    : undefined
}

/** What the meeting says that made the outcome. */
function whyOf(meetings: readonly Meeting[], outcome: PolicyRecord['outcome']): string | null {
  const decisive = meetings.find((one) => one.outcome === outcome)
  if (decisive === undefined) return null
  return decisive.why ?? decisive.findings[0]?.message ?? null
}

/** A candidate that met nothing after all. */
function whyUnmet(meetings: readonly Meeting[], { request, decision }: Hearing): string | null {
  if (meetings.length > 0) return null
  if (request.door === 'mutate' && request.object === null) return 'there is no object to change'
  return decision.allowed
    ? 'it means the Pods of templates, and the request leaves these as they are'
    : 'the request was refused before it was asked'
}
