import type { Encounter } from '../engine/encounter.ts'
import type { EngineEvent, Observer } from '../engine/observer.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'

type Event<Kind extends EngineEvent['kind']> = Extract<EngineEvent, { kind: Kind }>

/** What was seen of one encounter. */
export interface Witnessed {
  readonly compiled: CompiledPolicy
  readonly encounter: Encounter
  readonly round: 'first' | 'again'
  judged: Event<'judged'>['outcome'] | undefined
  leftOut: Event<'left-out'>['freedBy'] | undefined
  readonly said: Event<'said'>[]
  readonly mutated: Event<'mutated'>[]
  readonly exemptions: Event<'exemption'>[]
}

/** What was seen of one policy. */
export interface WitnessedPolicy {
  readonly meetings: Witnessed[]
  isPassedOver: boolean
  isLeftAlone: boolean
  /** In milliseconds, by the clock that was given. */
  time: number
}

/** Everything that was seen of one run of `admit`. */
export interface Testimony {
  readonly policies: ReadonlyMap<CompiledPolicy, WitnessedPolicy>
  readonly podSecurity: () => Event<'pod-security'> | undefined
}

/**
 * Watches a run. The time between two events counts for the policy of the second, which is the one that was at work; the
 * clock is read once an event.
 */
export function newWitness(clock: () => number): {
  readonly observer: Observer
  readonly testimony: Testimony
} {
  const policies = new Map<CompiledPolicy, WitnessedPolicy>()
  let podSecurity: Event<'pod-security'> | undefined
  let current: Witnessed | undefined
  let last = clock()
  const policyOf = (compiled: CompiledPolicy): WitnessedPolicy => {
    const known = policies.get(compiled)
    if (known !== undefined) return known
    const fresh = { meetings: [], isPassedOver: false, isLeftAlone: false, time: 0 }
    policies.set(compiled, fresh)
    return fresh
  }
  const observe = (event: EngineEvent): void => {
    if (event.kind === 'pod-security') {
      podSecurity = event
      return
    }
    if (event.kind === 'met') {
      current = newMeeting(event)
      policyOf(event.compiled).meetings.push(current)
    } else if (event.kind === 'passed-over') policyOf(event.compiled).isPassedOver = true
    else if (event.kind === 'left-alone') policyOf(event.compiled).isLeftAlone = true
    else if (current !== undefined) add(event, current)
    const now = clock()
    if (current !== undefined) policyOf(current.compiled).time += now - last
    last = now
  }
  return {
    observer: { observe, keepsEvaluations: true },
    testimony: { policies, podSecurity: () => podSecurity },
  }
}

function newMeeting({ compiled, encounter, round }: Event<'met'>): Witnessed {
  return {
    compiled,
    encounter,
    round,
    judged: undefined,
    leftOut: undefined,
    said: [],
    mutated: [],
    exemptions: [],
  }
}

function add(event: EngineEvent, meeting: Witnessed): void {
  switch (event.kind) {
    case 'judged':
      meeting.judged = event.outcome
      return
    case 'said':
      meeting.said.push(event)
      return
    case 'left-out':
      meeting.leftOut = event.freedBy
      return
    case 'mutated':
      meeting.mutated.push(event)
      return
    case 'exemption':
      meeting.exemptions.push(event)
      return
    default:
  }
}
