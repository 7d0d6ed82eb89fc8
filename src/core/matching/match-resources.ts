import type { Request } from '../admission/request.ts'
import { type LabelSelector, selects, selectsAll } from '../kubernetes/label-selector.ts'
import { labelsOf } from '../kubernetes/object.ts'
import type { MatchResources } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type RuleSubject, ruleMatches } from './resource-rules.ts'

/** A namespace object, null for cluster-scoped requests, or why it could not be had. */
export type NamespaceAnswer =
  | { readonly kind: 'namespace'; readonly object: JsonObject | null }
  | { readonly kind: 'unknown'; readonly message: string }

export type MatchAnswer =
  | { readonly kind: 'match' }
  | { readonly kind: 'no-match'; readonly why: string }
  | { readonly kind: 'error'; readonly message: string }

const match: MatchAnswer = { kind: 'match' }

/**
 * Whether the request is meant. Without resource rules every request is; exclusions win.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/matching/matching.go
 */
export function matchResources(
  wanted: MatchResources | undefined,
  request: Request,
  namespace: () => NamespaceAnswer,
): MatchAnswer {
  if (wanted === undefined) return match
  const subjects = subjectsOf(request, wanted.matchPolicy ?? 'Equivalent')
  const rules = wanted.resourceRules ?? []
  if (
    rules.length > 0 &&
    !rules.some((rule) => subjects.some((subject) => ruleMatches(rule, subject)))
  ) {
    return noMatch('its resource rules do not match')
  }
  const excluded = wanted.excludeResourceRules ?? []
  if (excluded.some((rule) => subjects.some((subject) => ruleMatches(rule, subject)))) {
    return noMatch('excludeResourceRules exclude it')
  }
  if (!objectSelected(wanted.objectSelector, request)) {
    return noMatch('objectSelector does not select the object')
  }
  return namespaceMatches(wanted.namespaceSelector, request, namespace)
}

/** With `Equivalent` both the resource that the webhook asked for and the one that was requested count. */
function subjectsOf(request: Request, matchPolicy: 'Exact' | 'Equivalent'): readonly RuleSubject[] {
  const { operation, name, namespace } = request
  const requested = {
    operation,
    name,
    namespace,
    ...request.requestResource,
    subResource: request.requestSubResource,
  }
  if (matchPolicy === 'Exact') return [requested]
  const matched = {
    operation,
    name,
    namespace,
    ...request.resource,
    subResource: request.subResource,
  }
  const same =
    requested.group === matched.group &&
    requested.version === matched.version &&
    requested.resource === matched.resource &&
    requested.subResource === matched.subResource
  return same ? [matched] : [matched, requested]
}

/** https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/webhook/predicates/object/matcher.go */
function objectSelected(selector: LabelSelector | undefined, request: Request): boolean {
  if (selector === undefined || selectsAll(selector)) return true
  return [request.object, request.oldObject].some(
    (object) => object !== null && selects(selector, labelsOf(object)),
  )
}

/** https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/webhook/predicates/namespace/matcher.go */
function namespaceMatches(
  selector: LabelSelector | undefined,
  request: Request,
  namespace: () => NamespaceAnswer,
): MatchAnswer {
  if (selector === undefined || selectsAll(selector)) return match
  const isNamespace = isNamespaceRequest(request)
  if (request.namespace === '' && !isNamespace) return match
  const ownLabels = isNamespace && request.subResource === '' && isWrite(request)
  if (ownLabels) return selected(selector, request.object)
  const answer = namespace()
  return answer.kind === 'unknown'
    ? { kind: 'error', message: answer.message }
    : selected(selector, answer.object)
}

/** Whether the request is about a Namespace object itself. */
export function isNamespaceRequest({ resource }: Request): boolean {
  return resource.group === '' && resource.resource === 'namespaces'
}

function isWrite(request: Request): boolean {
  return request.operation === 'CREATE' || request.operation === 'UPDATE'
}

function selected(selector: LabelSelector, namespace: JsonObject | null): MatchAnswer {
  return selects(selector, labelsOf(namespace ?? undefined))
    ? match
    : noMatch('namespaceSelector does not select the namespace')
}

function noMatch(why: string): MatchAnswer {
  return { kind: 'no-match', why }
}
