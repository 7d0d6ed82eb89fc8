import type { Request } from '../admission/request.ts'
import type { ResourceRule } from '../policy/model.ts'

/** What of a request a resource rule looks at. */
export interface RuleSubject {
  readonly operation: Request['operation']
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly subResource: string
  readonly name: string
  /** Empty for cluster-scoped objects; a Namespace counts as cluster-scoped whatever this says. */
  readonly namespace: string
}

/** Whether the rule holds for the subject. https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/webhook/predicates/rules/rules.go */
export function ruleMatches(rule: ResourceRule, subject: RuleSubject): boolean {
  return (
    isKindOfRequest(rule, subject) &&
    listed(rule.apiVersions, subject.version) &&
    scopeMatches(rule, subject) &&
    nameMatches(rule, subject)
  )
}

/** The first constraint of the rule, in the order in which people think of them, that the subject does not meet. */
export function unmetInRule(rule: ResourceRule, subject: RuleSubject): UnmetInRule | undefined {
  return constraints.find(({ holds }) => !holds(rule, subject))?.field
}

/** A field of a rule. */
export type UnmetInRule = (typeof constraints)[number]['field']

const constraints = [
  { field: 'apiGroups', holds: (rule, subject) => listed(rule.apiGroups, subject.group) },
  {
    field: 'resources',
    holds: (rule, { resource, subResource }) =>
      rule.resources.some((pattern) => resourceMatches(pattern, resource, subResource)),
  },
  { field: 'apiVersions', holds: (rule, subject) => listed(rule.apiVersions, subject.version) },
  { field: 'operations', holds: (rule, subject) => listed(rule.operations, subject.operation) },
  { field: 'scope', holds: scopeMatches },
  { field: 'resourceNames', holds: nameMatches },
] as const satisfies readonly {
  readonly field: keyof ResourceRule
  readonly holds: (rule: ResourceRule, subject: RuleSubject) => boolean
}[]

/** The part of a rule that an index may look at: operation, group, resource and sub-resource. */
export function isKindOfRequest(
  rule: ResourceRule,
  subject: Pick<RuleSubject, 'operation' | 'group' | 'resource' | 'subResource'>,
): boolean {
  return (
    listed(rule.operations, subject.operation) &&
    listed(rule.apiGroups, subject.group) &&
    rule.resources.some((pattern) =>
      resourceMatches(pattern, subject.resource, subject.subResource),
    )
  )
}

/** Whether the list has the value, or `*`. */
export function listed(list: readonly string[], value: string): boolean {
  return list.includes(value) || list.includes('*')
}

/**
 * Whether an item of a rule's `resources` means that resource, or sub-resource.
 * https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules
 */
export function resourceMatches(pattern: string, resource: string, subResource: string): boolean {
  if (pattern === resource || pattern === '*') return subResource === ''
  const slash = pattern.indexOf('/')
  if (slash === -1) return false
  const wantedResource = pattern.slice(0, slash)
  const wantedSub = pattern.slice(slash + 1)
  return (
    (wantedResource === '*' || wantedResource === resource) &&
    (wantedSub === '*' || wantedSub === subResource)
  )
}

function scopeMatches(rule: ResourceRule, subject: RuleSubject): boolean {
  const isNamespace = subject.group === '' && subject.resource === 'namespaces'
  const namespaced = !isNamespace && subject.namespace !== ''
  switch (rule.scope ?? '*') {
    case '*':
      return true
    case 'Namespaced':
      return namespaced
    case 'Cluster':
      return !namespaced
  }
}

function nameMatches(rule: ResourceRule, subject: RuleSubject): boolean {
  const names = rule.resourceNames ?? []
  return names.length === 0 || names.includes(subject.name)
}
