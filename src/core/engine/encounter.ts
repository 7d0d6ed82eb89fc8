import { matchConditionsHold } from '../matching/match-conditions.ts'
import { type MatchAnswer, match, matchResources } from '../matching/match-resources.ts'
import { paramsOf } from '../matching/params.ts'
import type { Candidate } from '../matching/policy-index.ts'
import type { Scope } from '../matching/scope.ts'
import type { Subject } from '../matching/subject.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Binding } from '../policy/model.ts'
import type { JsonValue } from '../source/json-value.ts'
import { controlOf, type Session } from './session.ts'
import type { Subjects } from './subjects.ts'

/** A policy that meets a request through one of its bindings, ready to be evaluated; or why it does not. */
export type Encounter =
  | {
      readonly kind: 'applies'
      readonly binding: Binding
      readonly subject: Subject
      readonly scope: Scope
    }
  | { readonly kind: 'skipped'; readonly binding: Binding | undefined; readonly why: string }
  /** The failure policy decides. `fault`: what failed is the match, or the way to the params. */
  | {
      readonly kind: 'failed'
      readonly binding: Binding | undefined
      readonly fault: 'match-condition' | 'configuration'
      readonly message: string
    }

type Visit = (candidate: Candidate, encounter: Encounter) => void

/**
 * Visits the encounters of one policy with a request, one for each subject, binding and param: resource rules, selectors,
 * params, match conditions, in the API server's order.
 */
export function meet(
  candidate: Candidate,
  subjects: Subjects,
  session: Session,
  visit: Visit,
): void {
  const { compiled, mayJudgeRequest, mayJudgePodTemplate, matchesAlways } = candidate
  if (mayJudgeRequest) {
    const subject = subjects.own()
    const answer = matchesAlways ? match : matchResources(compiled.policy.match, subject)
    meetSubject(candidate, subject, answer, { session, visit })
  }
  const pod = mayJudgePodTemplate ? subjects.pod() : undefined
  if (pod === undefined) return
  const answer = matchResources(compiled.policy.match, pod)
  meetSubject(candidate, pod, answer, { session, visit })
}

interface Visitor {
  readonly session: Session
  readonly visit: Visit
}

function meetSubject(
  candidate: Candidate,
  subject: Subject,
  answer: MatchAnswer,
  visitor: Visitor,
): void {
  if (answer.kind !== 'match') {
    visitor.visit(candidate, unmatched(answer, undefined))
    return
  }
  for (const binding of candidate.compiled.bindings) {
    const bound = matchResources(binding.match, subject)
    if (bound.kind === 'match') meetParams(candidate, binding, subject, visitor)
    else visitor.visit(candidate, unmatched(bound, binding))
  }
}

function unmatched(
  answer: Exclude<MatchAnswer, { kind: 'match' }>,
  binding: Binding | undefined,
): Encounter {
  return answer.kind === 'no-match'
    ? { kind: 'skipped', binding, why: answer.why }
    : { kind: 'failed', binding, fault: 'configuration', message: answer.message }
}

function meetParams(
  candidate: Candidate,
  binding: Binding,
  subject: Subject,
  { session, visit }: Visitor,
): void {
  const { compiled } = candidate
  const { paramKind } = compiled.policy
  if (paramKind === undefined || binding.paramRef === undefined) {
    const scope = scopeOf(subject, binding.params ?? null, session)
    visit(candidate, throughConditions(compiled, binding, subject, scope))
    return
  }
  const { objects } = session.snapshot
  const found = paramsOf(paramKind, binding.paramRef, objects, subject.request.namespace)
  if (found.kind === 'error') {
    const { message } = found
    visit(candidate, { kind: 'failed', binding, fault: 'configuration', message })
    return
  }
  if (found.params.length === 0) {
    visit(candidate, { kind: 'skipped', binding, why: 'no params were found' })
  }
  for (const params of found.params) {
    const scope = scopeOf(subject, params, session)
    visit(candidate, throughConditions(compiled, binding, subject, scope))
  }
}

function scopeOf(
  { request, namespace, access, requestValue, shared }: Subject,
  params: JsonValue,
  session: Session,
): Scope {
  return { request, params, namespace, access, requestValue, shared, control: controlOf(session) }
}

function throughConditions(
  compiled: CompiledPolicy,
  binding: Binding,
  subject: Subject,
  scope: Scope,
): Encounter {
  const answer = matchConditionsHold(compiled, scope)
  switch (answer.kind) {
    case 'match':
      return { kind: 'applies', binding, subject, scope }
    case 'no-match':
      return { kind: 'skipped', binding, why: answer.why }
    case 'error':
      return { kind: 'failed', binding, fault: 'match-condition', message: answer.message }
  }
}
