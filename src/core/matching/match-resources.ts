import type { Request } from '../admission/request.ts'
import { type LabelSelector, selects, selectsAll } from '../kubernetes/label-selector.ts'
import { labelsOf } from '../kubernetes/object.ts'
import type { MatchResources, ResourceRule } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'
import { type RuleSubject, ruleMatches } from './resource-rules.ts'
import type { Subject } from './subject.ts'

export type MatchAnswer =
  | { readonly kind: 'match' }
  | { readonly kind: 'no-match'; readonly why: string; readonly part?: MatchPart }
  | { readonly kind: 'error'; readonly message: string }

/** The constraint that a request does not meet. */
export type MatchPart =
  | 'resourceRules'
  | 'excludeResourceRules'
  | 'objectSelector'
  | 'namespaceSelector'

/** The answer that needs no words. */
export const match: MatchAnswer = { kind: 'match' }

/**
 * Whether a policy means the request. Without resource rules it means every one; exclusions win. An equivalent that nobody
 * asked for is not meant: the object does not come in its version.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/matching/matching.go
 */
export function matchResources(wanted: MatchResources, subject: Subject): MatchAnswer {
  if (subject.isConverted && !wantsThisVersion(wanted, subject)) return inAnotherVersion
  return matchAmong(wanted, subject, subject.equivalent)
}

/** Who names the version that was requested wants that one, else the first that the rules name. */
function wantsThisVersion(
  { resourceRules = noRules, matchPolicy }: MatchResources,
  subject: Subject,
) {
  if (matchPolicy === 'Exact' || anyMatches(resourceRules, subject.exact)) return false
  const [here] = subject.equivalent
  const others = subject.related().slice(subject.equivalent.length)
  for (const rule of resourceRules) {
    const first = others.find((other) => ruleMatches(rule, other))
    if (first !== undefined) return first.group === here?.group && first.version === here.version
  }
  return true
}

const inAnotherVersion: MatchAnswer = {
  kind: 'no-match',
  why: 'it comes in the version that its rules name',
  part: 'resourceRules',
}

/** Whether a binding means a request that its policy means: whatever equivalent its rules name. */
export function matchBinding(wanted: MatchResources | undefined, subject: Subject): MatchAnswer {
  return wanted === undefined ? match : matchAmong(wanted, subject, related(wanted, subject))
}

/**
 * The first equivalent that the rules of a policy name, where it is not the resource that was asked for: in its version the
 * policy wants the object.
 */
export function wantedEquivalent(
  { resourceRules = noRules, matchPolicy }: MatchResources,
  subject: Subject,
): RuleSubject | undefined {
  if (matchPolicy === 'Exact' || anyMatches(resourceRules, subject.equivalent)) return undefined
  const others = subject.related()
  for (const rule of resourceRules) {
    const found = others.find((other) => ruleMatches(rule, other))
    if (found !== undefined) return found
  }
  return undefined
}

function related({ matchPolicy }: MatchResources, subject: Subject): readonly RuleSubject[] {
  return matchPolicy === 'Exact' ? subject.exact : subject.related()
}

const noRules: readonly ResourceRule[] = []

function matchAmong(
  wanted: MatchResources,
  subject: Subject,
  equivalent: readonly RuleSubject[],
): MatchAnswer {
  const {
    resourceRules = noRules,
    excludeResourceRules = noRules,
    objectSelector,
    namespaceSelector,
    matchPolicy,
  } = wanted
  const subjects = matchPolicy === 'Exact' ? subject.exact : equivalent
  if (resourceRules.length > 0 && !anyMatches(resourceRules, subjects)) {
    return noMatch('resourceRules', 'its resource rules do not match')
  }
  if (
    excludeResourceRules.length > 0 &&
    anyMatches(excludeResourceRules, related(wanted, subject))
  ) {
    return noMatch('excludeResourceRules', 'excludeResourceRules exclude it')
  }
  if (!objectSelected(objectSelector, subject.request)) {
    return noMatch('objectSelector', 'objectSelector does not select the object')
  }
  return namespaceMatches(namespaceSelector, subject)
}

function anyMatches(rules: readonly ResourceRule[], subjects: readonly RuleSubject[]): boolean {
  for (const rule of rules) {
    for (const subject of subjects) if (ruleMatches(rule, subject)) return true
  }
  return false
}

/**
 * The object or the old one; the options of a CONNECT are no object that could have labels.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/predicates/object/matcher.go
 */
function objectSelected(selector: LabelSelector | undefined, request: Request): boolean {
  if (selector === undefined || selectsAll(selector)) return true
  if (request.operation === 'CONNECT') return false
  return [request.object, request.oldObject].some(
    (object) => object !== null && selects(selector, labelsOf(object)),
  )
}

/**
 * Cluster-scoped objects are always meant, but those of a resource called namespaces, whatever its group: they are judged
 * by their own labels when they are written, else by those of the namespace that the request names.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/predicates/namespace/matcher.go
 */
function namespaceMatches(
  selector: LabelSelector | undefined,
  { request, namespace }: Subject,
): MatchAnswer {
  if (selector === undefined || selectsAll(selector)) return match
  const isCalledNamespace = request.resource.resource === 'namespaces'
  if (request.namespace === '' && !isCalledNamespace) return match
  const ownLabels = isCalledNamespace && request.subResource === '' && isWrite(request)
  if (ownLabels) return selected(selector, request.object)
  const answer = namespace()
  if (answer.kind === 'unknown') return { kind: 'error', message: answer.message }
  return answer.object === null ? nameless : selected(selector, answer.object)
}

/** What the API server's client says when it is to look up a namespace without a name. */
const nameless: MatchAnswer = {
  kind: 'error',
  message: 'Internal error occurred: resource name may not be empty',
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
    : noMatch('namespaceSelector', 'namespaceSelector does not select the namespace')
}

function noMatch(part: MatchPart, why: string): MatchAnswer {
  return { kind: 'no-match', why, part }
}
