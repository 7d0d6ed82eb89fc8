import type { TwofoldObject } from '../mutation/answer-object.ts'
import { carryOver } from '../mutation/carry-over.ts'
import { diff } from '../mutation/diff.ts'
import { mutateObject } from '../mutation/mutate-object.ts'
import { internalError, type Unmutated } from '../mutation/mutated.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { isKubernetesKind } from '../policy/model.ts'
import { parsePointer } from '../source/json-pointer.ts'
import { isObject, type JsonObject, valueAt } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Encounter } from './encounter.ts'
import { type AskExemptions, askExemptions, exemptionUse } from './exempt.ts'
import { findingOf } from './finding.ts'
import type { Journey } from './journey.ts'
import { isTimeUp } from './session.ts'
import { judgedObject, putBack } from './template-pod.ts'
import { deadlineMessage, type Hearing, noteFindings } from './validate-request.ts'
import { noteApplied, noteExemption } from './verdict.ts'

type Applies = Extract<Encounter, { kind: 'applies' }>

/** A policy, what it applies to, and which of its mutations is meant. */
interface Step {
  readonly compiled: CompiledPolicy
  readonly encounter: Applies
  readonly index: number | undefined
  readonly exempt: AskExemptions
}

/**
 * Every mutation of a policy in its order, each seeing what the ones before made; those before and behind a failed one are
 * carried out. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/dispatcher.go
 */
export function carryOut(encounter: Applies, hearing: Hearing, journey: Journey): void {
  const { compiled, subjects, session, verdict } = hearing
  const exempt = askExemptions(compiled, { subject: encounter.subject, subjects }, session)
  const freedom = exempt({})
  if (freedom.kind === 'freed') {
    session.observer?.observe({ kind: 'left-out', freedBy: freedom.by })
    noteExemption(verdict, exemptionUse(freedom.by, compiled, leftOut))
    return
  }
  const { name } = compiled.policy
  noteApplied(verdict, name)
  if (isTimeUp(session)) {
    noteFailure({ compiled, encounter, index: undefined, exempt }, deadlineMessage, journey)
    return
  }
  const before = journey.object
  for (const index of compiled.mutations.keys()) {
    if (!journey.isRefused) carryOutOne({ compiled, encounter, index, exempt }, journey)
  }
  const { written } = journey.object
  const patch = diff(before.written, written)
  if (patch.length === 0) return
  const paths = patch.map(({ path }) => stepsOf(written, parsePointer(path) ?? []))
  verdict.changes.push({ policy: name, binding: encounter.binding.name, paths, patch })
}

function carryOutOne(step: Step, journey: Journey): void {
  const outcome = advance(step, journey)
  const { object: before, session } = journey
  session.observer?.observe({ kind: 'mutated', index: step.index ?? 0, before, outcome })
  switch (outcome.kind) {
    case 'advanced':
      journey.object = outcome.object
      journey.wasMutated = true
      return
    case 'failed':
      noteFailure(step, outcome.message, journey)
      return
    case 'refused':
      noteRefusal(step, outcome.message, journey)
  }
}

type Advanced = { readonly kind: 'advanced'; readonly object: TwofoldObject } | Unmutated

/** The object behind a mutation: decoded again and with defaults, as the API server has it before the next one. */
function advance({ compiled, encounter, index }: Step, journey: Journey): Advanced {
  const { object, session, settler, request } = journey
  const mutation = compiled.mutations[index ?? 0]
  if (mutation === undefined) return { kind: 'advanced', object }
  const { subject, scope } = encounter
  const judged = judgedObject(object.held, subject)
  const arrived = subject.conversion ? judged : (request.object ?? judged)
  const target = { object: judged, arrived, kinds: session.snapshot.kinds }
  const mutated = mutateObject(mutation, compiled, scope, target)
  if (mutated.kind !== 'mutated') return mutated
  if (mutated.object === judged) return { kind: 'advanced', object }
  const whole = putBack(object.held, subject, mutated.object)
  const isPatch = mutation.patchType === 'JSONPatch'
  const settled = isPatch ? settler.afterPatch(whole) : settler.afterMerge(whole)
  if (settled.kind === 'undecodable') {
    const { message } = settled
    return isPatch ? internalError(message) : { kind: 'failed', message }
  }
  return { kind: 'advanced', object: { held: settled.object, written: writtenOf(whole, object) } }
}

function writtenOf(whole: JsonObject, before: TwofoldObject): JsonObject {
  const written = carryOver(whole, before)
  return isObject(written) ? written : whole
}

/** A mutation that failed: the failure policy decides. */
function noteFailure(step: Step, message: string, { session, verdict }: Journey): void {
  const { compiled, encounter, index, exempt } = step
  if (compiled.policy.failurePolicy === 'Ignore') return
  const expression = index === undefined ? undefined : compiled.mutations[index]?.expression.text
  const said = { cause: 'error', index, message, expression } as const
  const finding = findingOf(compiled, encounter.binding, { effect: 'deny' }, said)
  noteFindings([finding], exempt, { compiled, session, verdict })
}

/** What the API server refuses whatever the failure policy says, and with no other reason; ours leave it to their policy. */
function noteRefusal(step: Step, message: string, journey: Journey): void {
  const { compiled, encounter, index } = step
  if (!isKubernetesKind(compiled.policy)) {
    noteFailure(step, message, journey)
    return
  }
  journey.isRefused = true
  const expression = compiled.mutations[index ?? 0]?.expression.text
  const said = {
    cause: 'error',
    index,
    message,
    expression,
    reason: 'InternalError',
    code: 500,
  } as const
  const finding = findingOf(compiled, encounter.binding, { effect: 'deny' }, said)
  journey.session.observer?.observe({ kind: 'said', findings: [finding], freedBy: undefined })
  journey.verdict.findings.unshift(finding)
}

/** Steps of a pointer with list indices as numbers. */
function stepsOf(object: JsonObject, pointer: readonly string[]): Path {
  return pointer.map((step, index) =>
    Array.isArray(valueAt(object, stepsOf(object, pointer.slice(0, index)))) ? Number(step) : step,
  )
}

/** What is noted where an exemption keeps the mutations of a policy away. */
const leftOut = {
  index: undefined,
  validation: undefined,
  control: undefined,
  message: 'its mutations are left out',
} as const
