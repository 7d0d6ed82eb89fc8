import type { Request } from '../admission/request.ts'
import { activationOf, type Scope } from '../matching/evaluation.ts'
import { matchConditionsHold } from '../matching/match-conditions.ts'
import { type MatchAnswer, matchResources } from '../matching/match-resources.ts'
import { paramsOf } from '../matching/params.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Binding, Policy } from '../policy/model.ts'
import { controlOf, namespaceOf, type Session } from './session.ts'
import { podSubject, type Subject } from './subjects.ts'

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

/**
 * The encounters of one policy with a request, one for each subject, binding and param: resource rules, selectors,
 * params, match conditions, in the API server's order. That a workload itself is not meant goes without saying where
 * its Pod is.
 */
export function encountersOf(
  compiled: CompiledPolicy,
  request: Request,
  session: Session,
): readonly Encounter[] {
  const { policy } = compiled
  const met = subjectsOf(policy, request).map((subject) => ({
    subject,
    answer: matchResources(policy.match, subject.request, () =>
      namespaceOf(session, subject.request),
    ),
  }))
  const meetsPod = met.some(({ subject, answer }) => !isOwn(subject) && answer.kind === 'match')
  return met.flatMap(({ subject, answer }): readonly Encounter[] => {
    if (answer.kind === 'match') {
      return compiled.bindings.flatMap((binding) =>
        throughBinding(compiled, binding, subject, session),
      )
    }
    const isSaid = isOwn(subject) && !(meetsPod && answer.kind === 'no-match')
    return isSaid ? [unmatched(answer, undefined)] : []
  })
}

function subjectsOf(policy: Policy, request: Request): readonly Subject[] {
  const own: Subject = { request, at: [] }
  const pod = policy.podTemplates ? podSubject(request) : undefined
  return pod === undefined ? [own] : [own, pod]
}

function isOwn(subject: Subject): boolean {
  return subject.at.length === 0
}

function unmatched(
  answer: Exclude<MatchAnswer, { kind: 'match' }>,
  binding: Binding | undefined,
): Encounter {
  return answer.kind === 'no-match'
    ? { kind: 'skipped', binding, why: answer.why }
    : { kind: 'failed', binding, fault: 'configuration', message: answer.message }
}

function throughBinding(
  compiled: CompiledPolicy,
  binding: Binding,
  subject: Subject,
  session: Session,
): readonly Encounter[] {
  const namespace = () => namespaceOf(session, subject.request)
  const answer = matchResources(binding.match, subject.request, namespace)
  if (answer.kind !== 'match') return [unmatched(answer, binding)]
  const found = paramsOf(
    compiled.policy,
    binding,
    session.snapshot.objects,
    subject.request.namespace,
  )
  if (found.kind === 'error') {
    return [{ kind: 'failed', binding, fault: 'configuration', message: found.message }]
  }
  if (found.params.length === 0) return [{ kind: 'skipped', binding, why: 'no params were found' }]
  return found.params.map((params) => {
    const scope: Scope = {
      request: subject.request,
      params,
      namespace,
      control: controlOf(session),
    }
    return throughConditions(compiled, binding, subject, scope)
  })
}

function throughConditions(
  compiled: CompiledPolicy,
  binding: Binding,
  subject: Subject,
  scope: Scope,
): Encounter {
  const activation = activationOf(scope, compiled.variables)
  const answer = matchConditionsHold(compiled.matchConditions, activation, scope.control)
  switch (answer.kind) {
    case 'match':
      return { kind: 'applies', binding, subject, scope }
    case 'no-match':
      return { kind: 'skipped', binding, why: answer.why }
    case 'error':
      return { kind: 'failed', binding, fault: 'match-condition', message: answer.message }
  }
}
