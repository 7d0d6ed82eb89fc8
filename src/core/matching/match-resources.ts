import type { Request } from '../admission/request.ts'
import { type LabelSelector, selects, selectsAll } from '../kubernetes/label-selector.ts'
import { labelsOf } from '../kubernetes/object.ts'
import type { MatchResources, ResourceRule } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type RuleSubject, ruleMatches } from './resource-rules.ts'
import type { Subject } from './subject.ts'

export type MatchAnswer =
  | { readonly kind: 'match' }
  | { readonly kind: 'no-match'; readonly why: string }
  | { readonly kind: 'error'; readonly message: string }

/** The answer that needs no words. */
export const match: MatchAnswer = { kind: 'match' }

/**
 * Whether the request is meant. Without resource rules every request is; exclusions win.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/matching/matching.go
 */
export function matchResources(wanted: MatchResources | undefined, subject: Subject): MatchAnswer {
  if (wanted === undefined) return match
  const subjects = wanted.matchPolicy === 'Exact' ? subject.exact : subject.equivalent
  const { resourceRules, excludeResourceRules, objectSelector, namespaceSelector } = wanted
  if (
    resourceRules !== undefined &&
    resourceRules.length > 0 &&
    !anyMatches(resourceRules, subjects)
  ) {
    return noMatch('its resource rules do not match')
  }
  if (excludeResourceRules !== undefined && anyMatches(excludeResourceRules, subjects)) {
    return noMatch('excludeResourceRules exclude it')
  }
  if (!objectSelected(objectSelector, subject.request)) {
    return noMatch('objectSelector does not select the object')
  }
  return namespaceMatches(namespaceSelector, subject)
}

function anyMatches(rules: readonly ResourceRule[], subjects: readonly RuleSubject[]): boolean {
  for (const rule of rules) {
    for (const subject of subjects) if (ruleMatches(rule, subject)) return true
  }
  return false
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
  { request, namespace }: Subject,
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
