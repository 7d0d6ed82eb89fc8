import type { Finding, Skip } from '../admission/decision.ts'
import type { Request } from '../admission/request.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Binding, ValidationAction } from '../policy/model.ts'
import { failed, type Outcome, validatePolicy } from '../validation/validate-policy.ts'
import { type Encounter, encountersOf } from './encounter.ts'
import { findingOf } from './finding.ts'
import { findingPath } from './finding-path.ts'
import type { Session } from './session.ts'
import type { Subject } from './subjects.ts'

/** What the policies of a door said of a request, in their order. */
export interface Verdict {
  readonly findings: readonly Finding[]
  readonly skips: readonly Skip[]
  readonly applied: readonly string[]
  readonly auditAnnotations: readonly {
    readonly policy: string
    readonly key: string
    readonly value: string
  }[]
}

const nothing: Verdict = { findings: [], skips: [], applied: [], auditAnnotations: [] }

/** Every validating policy that may match, against the request and the Pod that it describes. */
export function validateRequest(request: Request, session: Session): Verdict {
  const candidates = session.snapshot.index.candidates(request)
  if (candidates.length === 0) return nothing
  return joined(candidates.map((compiled) => validateWith(compiled, request, session)))
}

/** What one policy says. */
function validateWith(compiled: CompiledPolicy, request: Request, session: Session): Verdict {
  const encounters = encountersOf(compiled, request, session)
  return joined(encounters.map((encounter) => verdictOf(compiled, encounter, session)))
}

/** One verdict of several, keeping their order. */
export function joined(verdicts: readonly Verdict[]): Verdict {
  const telling = verdicts.filter((verdict) => verdict !== nothing)
  const [only] = telling
  if (only === undefined) return nothing
  if (telling.length === 1) return only
  return {
    findings: telling.flatMap(({ findings }) => findings),
    skips: telling.flatMap(({ skips }) => skips),
    applied: [...new Set(telling.flatMap(({ applied }) => applied))],
    auditAnnotations: telling.flatMap(({ auditAnnotations }) => auditAnnotations),
  }
}

function verdictOf(compiled: CompiledPolicy, encounter: Encounter, session: Session): Verdict {
  switch (encounter.kind) {
    case 'skipped':
      return skipped(compiled, encounter)
    case 'failed':
      return { ...nothing, findings: failureFindings(compiled, encounter) }
    case 'applies':
      return session.interrupted()
        ? judged(compiled, encounter, [failed(deadlineMessage)], [])
        : evaluated(compiled, encounter)
  }
}

/** The message of a policy that the deadline left no time for. */
export const deadlineMessage = 'the deadline of the request passed before the policy was evaluated'

/** The record that a policy looked at the request and left it. */
export function skipped(
  { policy }: CompiledPolicy,
  { binding, why }: Extract<Encounter, { kind: 'skipped' }>,
): Verdict {
  return { ...nothing, skips: [{ policy: policy.name, binding: binding?.name ?? '', why }] }
}

type Applies = Extract<Encounter, { kind: 'applies' }>

function evaluated(compiled: CompiledPolicy, encounter: Applies): Verdict {
  const { outcomes, auditAnnotations } = validatePolicy(compiled, encounter.scope)
  return judged(compiled, encounter, outcomes, auditAnnotations)
}

function judged(
  compiled: CompiledPolicy,
  encounter: Applies,
  outcomes: readonly Outcome[],
  annotations: readonly { readonly key: string; readonly value: string }[],
): Verdict {
  const { policy } = compiled
  return {
    findings: outcomes.flatMap((outcome) => outcomeFindings(compiled, encounter, outcome)),
    skips: [],
    applied: [policy.name],
    auditAnnotations: annotations.map((annotation) => ({ policy: policy.name, ...annotation })),
  }
}

function outcomeFindings(
  compiled: CompiledPolicy,
  { binding, subject, scope }: Applies,
  outcome: Outcome,
): readonly Finding[] {
  if (outcome.evaluation === 'admit') return []
  if (outcome.evaluation === 'error' && compiled.policy.failurePolicy === 'Ignore') return []
  const path = pathIn(subject, findingPath(compiled, outcome, scope))
  return binding.validationActions.map((action) =>
    findingOf(compiled, binding, effects[action], {
      cause: outcome.evaluation === 'deny' ? 'violation' : 'error',
      index: outcome.index,
      message: outcome.message,
      reason: outcome.reason,
      expression: outcome.validation?.expression.text.text,
      path,
      place: outcome.validation?.expression.text.place,
    }),
  )
}

const effects: Readonly<Record<ValidationAction, Finding['effect']>> = {
  Deny: 'deny',
  Warn: 'warn',
  Audit: 'audit',
}

/** A path in the judged object as a path in the object that the user wrote. */
function pathIn(subject: Subject, path: readonly (string | number)[] | undefined) {
  return path === undefined ? undefined : [...subject.at, ...path]
}

/**
 * What is said when a policy could not even be evaluated: a match condition that fails obeys the binding's actions,
 * what is wrong with the configuration always denies.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/validating/dispatcher.go (addConfigError)
 */
export function failureFindings(
  compiled: CompiledPolicy,
  { binding, fault, message }: Extract<Encounter, { kind: 'failed' }>,
): readonly Finding[] {
  if (compiled.policy.failurePolicy === 'Ignore') return []
  const said = {
    cause: 'error',
    index: undefined,
    reason: undefined,
    expression: undefined,
    path: undefined,
    place: undefined,
  } as const
  if (fault === 'match-condition') {
    return actionsOf(binding).map((action) =>
      findingOf(compiled, binding, effects[action], { ...said, message }),
    )
  }
  const what = binding === undefined ? 'policy' : 'binding'
  return [
    findingOf(compiled, binding, 'deny', {
      ...said,
      message: `failed to configure ${what}: ${message}`,
    }),
  ]
}

/** A mutating binding has no actions: what fails there denies. */
function actionsOf(binding: Binding | undefined): readonly ValidationAction[] {
  const actions = binding?.validationActions ?? []
  return actions.length === 0 ? ['Deny'] : actions
}
