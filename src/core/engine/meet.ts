import { joinApiVersion } from '../kubernetes/group-version.ts'
import { lookupsOf } from '../matching/lookups.ts'
import { matchConditionsHold } from '../matching/match-conditions.ts'
import {
  type MatchAnswer,
  match,
  matchBinding,
  matchResources,
} from '../matching/match-resources.ts'
import { paramKindProblem, paramsOf } from '../matching/params.ts'
import type { Candidate } from '../matching/policy-index.ts'
import type { Scope } from '../matching/scope.ts'
import type { Subject } from '../matching/subject.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { type Binding, isKubernetesKind } from '../policy/model.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { Converted } from './converted.ts'
import type { Encounter } from './encounter.ts'
import { controlOf, paramNamed, type Session } from './session.ts'
import type { Subjects } from './subjects.ts'

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
    const visitor = { session, visit, asJudged: subjects.asJudged }
    const other = answer.kind === 'match' ? undefined : subjects.inVersion(compiled.policy.match)
    if (other === undefined) meetSubject(candidate, subject, answer, visitor)
    else meetConverted(candidate, other, visitor)
  }
  if (!mayJudgePodTemplate) return
  for (const pod of subjects.pods()) {
    const answer = matchResources(compiled.policy.match, pod)
    meetSubject(candidate, pod, answer, { session, visit, asJudged: subjects.asJudged })
  }
}

interface Visitor {
  readonly session: Session
  readonly visit: Visit
  readonly asJudged: Subjects['asJudged']
}

/** What cannot be converted is left, where the policy means it: selectors ask for metadata, which no version changes. */
function meetConverted(
  candidate: Candidate,
  { subject, isConverted }: Converted,
  visitor: Visitor,
): void {
  const { policy, bindings } = candidate.compiled
  const answer = matchResources(policy.match, subject)
  if (isConverted || answer.kind !== 'match') {
    meetSubject(candidate, subject, answer, visitor)
    return
  }
  const unconverted = joinApiVersion(subject.request.resource)
  const why = `the object would have to be converted to ${unconverted}, which only a cluster does`
  for (const binding of bindings) {
    const bound = matchBinding(binding.match, subject)
    const encounter =
      bound.kind === 'match'
        ? ({ kind: 'skipped', binding, subject, part: 'apiVersions', why, unconverted } as const)
        : unmatched(bound, binding, subject)
    visitor.visit(candidate, encounter)
  }
}

function meetSubject(
  candidate: Candidate,
  subject: Subject,
  answer: MatchAnswer,
  visitor: Visitor,
): void {
  if (answer.kind !== 'match') {
    visitor.visit(candidate, unmatched(answer, undefined, subject))
    return
  }
  const problem = configurationProblem(candidate, visitor.session)
  if (problem !== undefined) {
    visitor.visit(candidate, unmatched({ kind: 'error', message: problem }, undefined, subject))
    return
  }
  for (const binding of candidate.compiled.bindings) {
    const bound = matchBinding(binding.match, subject)
    if (bound.kind === 'match')
      meetParams(candidate, binding, visitor.asJudged(subject, candidate.compiled.policy), visitor)
    else visitor.visit(candidate, unmatched(bound, binding, subject))
  }
}

/** Of our kinds only what their `paramRef` names must be known. */
function configurationProblem(
  { compiled: { policy, bindings } }: Candidate,
  { snapshot }: Session,
): string | undefined {
  if (policy.paramKind === undefined) return undefined
  const isAsked =
    isKubernetesKind(policy) || bindings.some(({ paramRef }) => paramRef !== undefined)
  return isAsked ? paramKindProblem(policy.paramKind, snapshot.objects) : undefined
}

function unmatched(
  answer: Exclude<MatchAnswer, { kind: 'match' }>,
  binding: Binding | undefined,
  subject: Subject,
): Encounter {
  return answer.kind === 'no-match'
    ? { kind: 'skipped', binding, subject, part: answer.part ?? 'resourceRules', why: answer.why }
    : { kind: 'failed', binding, subject, fault: 'configuration', message: answer.message }
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
    const scope = scopeOf(compiled, subject, { session, params: binding.params ?? null })
    visit(candidate, throughConditions(compiled, binding, subject, scope))
    return
  }
  const { objects } = session.snapshot
  if (compiled.policy.namespace !== '' && !objects.isNamespaced(paramKind)) {
    const message = `a namespaced policy reads no params outside of namespaces, such as a ${paramKind.kind}`
    visit(candidate, { kind: 'failed', binding, subject, fault: 'configuration', message })
    return
  }
  const found = paramsOf(paramKind, binding.paramRef, {
    objects,
    namespace: subject.request.namespace,
    ask: (kind, namespace, name) => paramNamed(session, { kind, namespace, name }),
  })
  if (found.kind === 'error') {
    const { message } = found
    visit(candidate, { kind: 'failed', binding, subject, fault: 'configuration', message })
    return
  }
  if (found.params.length === 0) {
    const why = 'no params were found'
    visit(candidate, { kind: 'skipped', binding, subject, part: 'paramRef', why })
  }
  const withoutType = losesType(compiled, session)
  for (const param of found.params) {
    const params = withoutType ? untyped(param) : param
    const scope = scopeOf(compiled, subject, { session, params })
    visit(candidate, throughConditions(compiled, binding, subject, scope))
  }
}

/**
 * A MutatingAdmissionPolicy sees native params as the API server's informers hold them, without apiVersion and kind; the
 * validating dispatcher puts both back.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/validating/dispatcher.go (wrappedParam)
 */
function losesType({ policy }: CompiledPolicy, { snapshot: { kinds } }: Session): boolean {
  if (policy.kind !== 'MutatingAdmissionPolicy' || policy.paramKind === undefined) return false
  return kinds.find(policy.paramKind.apiVersion, policy.paramKind.kind)?.origin === 'built-in'
}

function untyped(param: JsonObject): JsonObject {
  const fields = Object.entries(param).filter(([name]) => name !== 'apiVersion' && name !== 'kind')
  return Object.fromEntries(fields)
}

function scopeOf(
  compiled: CompiledPolicy,
  { request, namespace, access, requestValue, shared }: Subject,
  { session, params }: { readonly session: Session; readonly params: JsonValue },
): Scope {
  const lookups = lookupsOf(compiled, access, session.snapshot.objects)
  const control = controlOf(session)
  return { request, params, namespace, access, requestValue, lookups, shared, control }
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
      return { kind: 'skipped', binding, subject, part: 'matchConditions', why: answer.why, scope }
    case 'error': {
      const { message } = answer
      return { kind: 'failed', binding, subject, fault: 'match-condition', message, scope }
    }
  }
}
