import type { Scope } from '../matching/evaluation.ts'
import { matchConditionsHold } from '../matching/match-conditions.ts'
import { type MatchAnswer, matchResources } from '../matching/match-resources.ts'
import { paramsOf } from '../matching/params.ts'
import type { Candidate } from '../matching/policy-index.ts'
import type { Subject } from '../matching/subject.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Binding } from '../policy/model.ts'
import type { JsonValue } from '../source/json-value.ts'
import { controlOf, type Session, type Subjects } from './session.ts'

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

type Visit = (encounter: Encounter) => void

/**
 * Visits the encounters of one policy with a request, one for each subject, binding and param: resource rules, selectors,
 * params, match conditions, in the API server's order.
 */
export function meet(
  { compiled, mayJudgeRequest, mayJudgePodTemplate }: Candidate,
  subjects: Subjects,
  session: Session,
  visit: Visit,
): void {
  if (mayJudgeRequest) meetSubject(compiled, subjects.own(), session, visit)
  const pod = mayJudgePodTemplate ? subjects.pod() : undefined
  if (pod !== undefined) meetSubject(compiled, pod, session, visit)
}

function meetSubject(
  compiled: CompiledPolicy,
  subject: Subject,
  session: Session,
  visit: Visit,
): void {
  const answer = matchResources(compiled.policy.match, subject)
  if (answer.kind !== 'match') {
    visit(unmatched(answer, undefined))
    return
  }
  for (const binding of compiled.bindings) {
    const bound = matchResources(binding.match, subject)
    if (bound.kind === 'match') meetParams(compiled, binding, subject, session, visit)
    else visit(unmatched(bound, binding))
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
  compiled: CompiledPolicy,
  binding: Binding,
  subject: Subject,
  session: Session,
  visit: Visit,
): void {
  if (compiled.policy.paramKind === undefined || binding.paramRef === undefined) {
    visit(
      throughConditions(
        compiled,
        binding,
        subject,
        scopeOf(subject, binding.params ?? null, session),
      ),
    )
    return
  }
  const { namespace } = subject.request
  const { objects } = session.snapshot
  const found = paramsOf(compiled.policy.paramKind, binding.paramRef, objects, namespace)
  if (found.kind === 'error') {
    visit({ kind: 'failed', binding, fault: 'configuration', message: found.message })
    return
  }
  if (found.params.length === 0) visit({ kind: 'skipped', binding, why: 'no params were found' })
  for (const params of found.params) {
    visit(throughConditions(compiled, binding, subject, scopeOf(subject, params, session)))
  }
}

function scopeOf(
  { request, namespace, requestValue, shared }: Subject,
  params: JsonValue,
  session: Session,
): Scope {
  return { request, params, namespace, requestValue, shared, control: controlOf(session) }
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
