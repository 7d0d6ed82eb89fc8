import type { ControlFinding, Finding } from '../admission/decision.ts'
import type { PatchOperation } from '../admission/patch-operation.ts'
import type { Request } from '../admission/request.ts'
import type { Candidate } from '../matching/policy-index.ts'
import type { Subject } from '../matching/subject.ts'
import { applyPatch } from '../mutation/json-patch.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { isKubernetesKind } from '../policy/model.ts'
import { printPointer } from '../source/json-pointer.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { failed, type Outcome, validatePolicy } from '../validation/validate-policy.ts'
import { denialOf, effectsOf } from './effects.ts'
import type { Encounter } from './encounter.ts'
import { type AskExemptions, askExemptions, exemptionUse } from './exempt.ts'
import type { Facts } from './facts.ts'
import { findingOf } from './finding.ts'
import { findingPath } from './finding-path.ts'
import { meet } from './meet.ts'
import { askPodSecurity } from './pod-security.ts'
import { isTimeUp, type Session } from './session.ts'
import { type Subjects, subjectsOf } from './subjects.ts'
import { emptyVerdict, noteApplied, noteExemption, type Verdict } from './verdict.ts'

/** Every validating policy that may match, against the request and the Pod that it describes. */
export function validateRequest(request: Request, session: Session): Verdict {
  const verdict = emptyVerdict()
  const subjects = subjectsOf(request, session)
  const visit = ({ compiled }: Candidate, encounter: Encounter): void => {
    const hearing = { compiled, subjects, session, verdict }
    session.observer?.observe({ kind: 'met', compiled, encounter, round: 'first' })
    if (encounter.kind === 'applies') judge(encounter, hearing)
    else noteMissed(encounter, hearing)
  }
  for (const candidate of session.snapshot.index.candidates(request)) {
    const said = verdict.findings.length
    meet(candidate, subjects, session, visit)
    if (verdict.findings.length > said && letsPass(candidate, subjects)) {
      const { compiled } = candidate
      verdict.findings.splice(said)
      verdict.skips.push({ policy: compiled.policy.name, binding: '', why: finishing })
      session.observer?.observe({ kind: 'passed-over', compiled })
    }
  }
  askPodSecurity(request, session, verdict)
  return verdict
}

/** What is being deleted can finish, whatever our kinds say of it; asked last, because it may take a question. */
function letsPass({ compiled }: Candidate, subjects: Subjects): boolean {
  return !isKubernetesKind(compiled.policy) && subjects.finishesDeletion()
}

const finishing = 'it only finishes a deletion'

/** The message of a policy that the deadline left no time for. */
export const deadlineMessage = 'the deadline of the request passed before the policy was evaluated'

type Applies = Extract<Encounter, { kind: 'applies' }>
type Missed = Exclude<Encounter, Applies>

/** A policy that is asked about a request, and where it is written down what it says. */
export interface Hearing {
  readonly compiled: CompiledPolicy
  readonly subjects: Subjects
  readonly session: Session
  readonly verdict: Verdict
}

/** Notes a policy that looked at the request and left it, or what its failure policy makes of a failure. */
export function noteMissed(encounter: Missed, hearing: Hearing): void {
  const { compiled, subjects, session, verdict } = hearing
  if (encounter.kind === 'failed') {
    const { subject } = encounter
    const exempt = askExemptions(compiled, { subject, subjects }, session)
    noteFindings(failureFindings(compiled, encounter, session.facts), exempt, hearing)
    return
  }
  const { binding, why, unconverted } = encounter
  verdict.skips.push({
    policy: compiled.policy.name,
    binding: binding?.name ?? '',
    why,
    ...(unconverted === undefined ? {} : { unconverted }),
  })
}

/** Notes what is said of one thing, or the exemption that frees from it. */
export function noteFindings(
  findings: readonly Finding[],
  exempt: AskExemptions,
  { compiled, session, verdict }: Pick<Hearing, 'compiled' | 'session' | 'verdict'>,
): void {
  const [first] = findings
  if (first === undefined) return
  const { index, validation, message, podSecurity } = first
  const control = podSecurity?.control
  const freedom = exempt({ validation, control })
  if (freedom.kind === 'freed') {
    session.observer?.observe({ kind: 'said', findings, freedBy: freedom.by })
    noteExemption(
      verdict,
      exemptionUse(freedom.by, compiled, { index, validation, control, message }),
    )
    return
  }
  const { note } = freedom
  const noted =
    note === undefined ? findings : findings.map((one) => ({ ...one, exemptionNote: note }))
  session.observer?.observe({ kind: 'said', findings: noted, freedBy: undefined })
  verdict.findings.push(...noted)
}

function judge(encounter: Applies, hearing: Hearing): void {
  const { compiled, subjects, session, verdict } = hearing
  const { name } = compiled.policy
  noteApplied(verdict, name)
  const outcome = isTimeUp(session)
    ? { outcomes: [failed(deadlineMessage)], auditAnnotations: [] }
    : validatePolicy(compiled, encounter.scope)
  session.observer?.observe({ kind: 'judged', outcome })
  const { outcomes, auditAnnotations } = outcome
  const exempt =
    outcomes.length === 0 ? undefined : askExemptions(compiled, { ...encounter, subjects }, session)
  for (const outcome of outcomes) {
    const findings = outcomeFindings(compiled, encounter, outcome, session.facts)
    if (exempt !== undefined) noteFindings(findings, exempt, hearing)
  }
  for (const annotation of auditAnnotations) {
    verdict.auditAnnotations.push({ policy: name, ...annotation })
  }
}

function outcomeFindings(
  compiled: CompiledPolicy,
  { binding, subject, scope }: Applies,
  outcome: Outcome,
  { time }: Facts,
): readonly Finding[] {
  if (outcome.evaluation === 'error' && compiled.policy.failurePolicy === 'Ignore') return []
  const path = pathIn(subject, findingPath(compiled, outcome, scope))
  const podSecurity = controlFinding(compiled, subject, outcome)
  const { policy } = compiled
  const effects = outcome.alwaysDenies ? denialOf(policy, time) : effectsOf(policy, binding, time)
  return effects.map((effect) =>
    findingOf(compiled, binding, effect, {
      cause: outcome.evaluation === 'deny' ? 'violation' : 'error',
      index: outcome.index,
      validation: outcome.validation?.name,
      message: outcome.message,
      reason: outcome.reason,
      expression: outcome.validation?.expression.text,
      path,
      podSecurity,
    }),
  )
}

/** What a control says, as of the object that the user wrote. Nothing is to be changed that only defaults have set. */
function controlFinding(
  { policy }: CompiledPolicy,
  { at, written }: Subject,
  { control: forbids }: Outcome,
): ControlFinding | undefined {
  if (forbids === undefined || policy.podSecurity === undefined) return undefined
  const { control, found, allowed, suggestion } = forbids
  const prefix = printPointer(at)
  const own = written === undefined ? suggestion : suggestion.filter((one) => isThere(one, written))
  return {
    ...policy.podSecurity.standard,
    control,
    found,
    allowed,
    suggestion: own.map((operation) => ({ ...operation, path: prefix + operation.path })),
  }
}

/** Whether what the operation takes away is there. */
function isThere(operation: PatchOperation, object: JsonObject): boolean {
  return operation.op !== 'remove' || applyPatch(object, [operation]).kind === 'patched'
}

/** A path in the judged object as a path in the object that the user wrote. */
function pathIn(subject: Subject, path: Path | undefined): Path | undefined {
  return path === undefined ? undefined : [...subject.at, ...path]
}

/**
 * What is said when a policy could not even be evaluated: a match condition that fails obeys the binding's actions,
 * what is wrong with the configuration always denies. Of mutating policies the latter has another reason.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/dispatcher.go (addConfigError)
 */
function failureFindings(
  compiled: CompiledPolicy,
  { binding, fault, message }: Extract<Encounter, { kind: 'failed' }>,
  { time }: Facts,
): readonly Finding[] {
  if (compiled.policy.failurePolicy === 'Ignore') return []
  const { policy } = compiled
  if (fault === 'match-condition' && binding !== undefined) {
    return effectsOf(policy, binding, time).map((effect) =>
      findingOf(compiled, binding, effect, { cause: 'error', message }),
    )
  }
  const what = binding === undefined ? 'policy' : 'binding'
  const text = `failed to configure ${what}: ${message}`
  const reason = policy.kind === 'MutatingAdmissionPolicy' ? 'Forbidden' : undefined
  return denialOf(policy, time).map((effect) =>
    findingOf(compiled, binding, effect, { cause: 'error', message: text, reason }),
  )
}
