import type { ControlFinding, Finding } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import type { Candidate } from '../matching/policy-index.ts'
import type { Subject } from '../matching/subject.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Binding, ValidationAction } from '../policy/model.ts'
import { printPointer } from '../source/json-pointer.ts'
import type { Path } from '../source/path.ts'
import { failed, type Outcome, validatePolicy } from '../validation/validate-policy.ts'
import { type Encounter, meet } from './encounter.ts'
import { findingOf } from './finding.ts'
import { findingPath } from './finding-path.ts'
import { askPodSecurity } from './pod-security.ts'
import { isTimeUp, type Session } from './session.ts'
import { subjectsOf } from './subjects.ts'
import { emptyVerdict, noteApplied, type Verdict } from './verdict.ts'

/** Every validating policy that may match, against the request and the Pod that it describes. */
export function validateRequest(request: Request, session: Session): Verdict {
  const verdict = emptyVerdict()
  const subjects = subjectsOf(request, session)
  const visit = ({ compiled }: Candidate, encounter: Encounter): void => {
    if (encounter.kind === 'applies') judge(compiled, encounter, session, verdict)
    else noteMissed(compiled, encounter, verdict)
  }
  for (const candidate of session.snapshot.index.candidates(request)) {
    meet(candidate, subjects, session, visit)
  }
  askPodSecurity(request, session, verdict)
  return verdict
}

/** The message of a policy that the deadline left no time for. */
export const deadlineMessage = 'the deadline of the request passed before the policy was evaluated'

type Applies = Extract<Encounter, { kind: 'applies' }>
type Missed = Exclude<Encounter, Applies>

/** Notes a policy that looked at the request and left it, or what its failure policy makes of a failure. */
export function noteMissed(compiled: CompiledPolicy, encounter: Missed, verdict: Verdict): void {
  if (encounter.kind === 'failed') {
    verdict.findings.push(...failureFindings(compiled, encounter))
    return
  }
  const { binding, why } = encounter
  verdict.skips.push({ policy: compiled.policy.name, binding: binding?.name ?? '', why })
}

function judge(
  compiled: CompiledPolicy,
  encounter: Applies,
  session: Session,
  verdict: Verdict,
): void {
  const { name } = compiled.policy
  noteApplied(verdict, name)
  const { outcomes, auditAnnotations } = isTimeUp(session)
    ? { outcomes: [failed(deadlineMessage)], auditAnnotations: [] }
    : validatePolicy(compiled, encounter.scope)
  for (const outcome of outcomes) {
    verdict.findings.push(...outcomeFindings(compiled, encounter, outcome))
  }
  for (const annotation of auditAnnotations) {
    verdict.auditAnnotations.push({ policy: name, ...annotation })
  }
}

const effects: Readonly<Record<ValidationAction, Finding['effect']>> = {
  Deny: 'deny',
  Warn: 'warn',
  Audit: 'audit',
}

function outcomeFindings(
  compiled: CompiledPolicy,
  { binding, subject, scope }: Applies,
  outcome: Outcome,
): readonly Finding[] {
  if (outcome.evaluation === 'error' && compiled.policy.failurePolicy === 'Ignore') return []
  const path = pathIn(subject, findingPath(compiled, outcome, scope))
  const podSecurity = controlFinding(compiled, subject, outcome)
  const actions = outcome.alwaysDenies ? (['Deny'] as const) : binding.validationActions
  return actions.map((action) =>
    findingOf(compiled, binding, effects[action], {
      cause: outcome.evaluation === 'deny' ? 'violation' : 'error',
      index: outcome.index,
      message: outcome.message,
      reason: outcome.reason,
      expression: outcome.validation?.expression.text,
      path,
      podSecurity,
    }),
  )
}

/** What a control says, as of the object that the user wrote. */
function controlFinding(
  { policy }: CompiledPolicy,
  { at }: Subject,
  { control: forbids }: Outcome,
): ControlFinding | undefined {
  if (forbids === undefined || policy.podSecurity === undefined) return undefined
  const { control, found, allowed, suggestion } = forbids
  const prefix = printPointer(at)
  return {
    ...policy.podSecurity.standard,
    control,
    found,
    allowed,
    suggestion: suggestion.map((operation) => ({ ...operation, path: prefix + operation.path })),
  }
}

/** A path in the judged object as a path in the object that the user wrote. */
function pathIn(subject: Subject, path: Path | undefined): Path | undefined {
  return path === undefined ? undefined : [...subject.at, ...path]
}

/**
 * What is said when a policy could not even be evaluated: a match condition that fails obeys the binding's actions,
 * what is wrong with the configuration always denies.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/dispatcher.go (addConfigError)
 */
function failureFindings(
  compiled: CompiledPolicy,
  { binding, fault, message }: Extract<Encounter, { kind: 'failed' }>,
): readonly Finding[] {
  if (compiled.policy.failurePolicy === 'Ignore') return []
  if (fault === 'match-condition') {
    return actionsOf(binding).map((action) =>
      findingOf(compiled, binding, effects[action], { cause: 'error', message }),
    )
  }
  const what = binding === undefined ? 'policy' : 'binding'
  return [
    findingOf(compiled, binding, 'deny', {
      cause: 'error',
      message: `failed to configure ${what}: ${message}`,
    }),
  ]
}

/** A mutating binding has no actions: what fails there denies. */
function actionsOf(binding: Binding | undefined): readonly ValidationAction[] {
  const actions = binding?.validationActions ?? []
  return actions.length === 0 ? ['Deny'] : actions
}
