import { joinApiVersion } from '../kubernetes/group-version.ts'
import {
  type LabelSelector,
  printSelector,
  selects,
  unmetRequirements,
} from '../kubernetes/label-selector.ts'
import { labelsOf } from '../kubernetes/object.ts'
import type { MatchPart } from '../matching/match-resources.ts'
import {
  type RuleSubject,
  ruleMatches,
  type UnmetInRule,
  unmetInRule,
} from '../matching/resource-rules.ts'
import type { Subject } from '../matching/subject.ts'
import type { MatchResources, ResourceRule } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'
import type { Mismatch } from './record.ts'

/** What a subject lacks for the part of a match that left it; `of` says whose match it is. */
export function mismatchesOf(
  part: MatchPart,
  match: MatchResources,
  subject: Subject,
  of: Mismatch['of'],
): readonly Mismatch[] {
  const found = missing(part, match, subject)
  return found.map((one) => ({ of, ...one }))
}

type Missing = Omit<Mismatch, 'of'>

function missing(part: MatchPart, match: MatchResources, subject: Subject): readonly Missing[] {
  switch (part) {
    case 'resourceRules':
      return ruleMismatches(match, subject)
    case 'excludeResourceRules':
      return exclusions(match, subject)
    case 'objectSelector':
      return objectMismatches(match.objectSelector ?? {}, subject)
    case 'namespaceSelector':
      return namespaceMismatches(match.namespaceSelector ?? {}, subject)
  }
}

/** For each rule the first field that does not fit, for the version of the resource that fits best. */
function ruleMismatches(
  { resourceRules = [], matchPolicy }: MatchResources,
  subject: Subject,
): readonly Missing[] {
  const subjects = matchPolicy === 'Exact' ? subject.exact : subject.equivalent
  return resourceRules.flatMap((rule, index) => {
    const unmet = subjects.flatMap((one): Unmet[] => {
      const field = unmetInRule(rule, one)
      return field === undefined ? [] : [{ field, subject: one }]
    })
    const best = unmet.toSorted((one, other) => rankOf(other.field) - rankOf(one.field))[0]
    if (best === undefined) return []
    const part = `resourceRules[${index}]`
    return [
      {
        part,
        field: best.field,
        wanted: wantedText(rule, best.field),
        found: foundText(best.subject, best.field),
      },
    ]
  })
}

interface Unmet {
  readonly field: UnmetInRule
  readonly subject: RuleSubject
}

const order: readonly UnmetInRule[] = [
  'apiGroups',
  'resources',
  'apiVersions',
  'operations',
  'scope',
  'resourceNames',
]

function rankOf(field: UnmetInRule): number {
  return order.indexOf(field)
}

function wantedText(rule: ResourceRule, field: UnmetInRule): string {
  if (field === 'scope') return rule.scope ?? '*'
  const wanted = (rule[field] ?? []).map((one) => (one === '' ? '""' : one)).join(', ')
  return field === 'apiGroups' ? `${wanted} (${rule.resources.join(', ')})` : wanted
}

function foundText(subject: RuleSubject, field: UnmetInRule): string {
  const { group, version, resource, subResource, operation, namespace } = subject
  const name = subResource === '' ? resource : `${resource}/${subResource}`
  switch (field) {
    case 'apiGroups':
      return `${group === '' ? '""' : group} (${name})`
    case 'resources':
      return name
    case 'apiVersions':
      return version
    case 'operations':
      return operation
    case 'scope':
      return namespace === '' || resource === 'namespaces' ? 'Cluster' : 'Namespaced'
    case 'resourceNames':
      return subject.name === '' ? 'no name yet' : subject.name
  }
}

function exclusions(
  { excludeResourceRules = [], matchPolicy }: MatchResources,
  subject: Subject,
): readonly Missing[] {
  const subjects = matchPolicy === 'Exact' ? subject.exact : subject.related()
  return excludeResourceRules.flatMap((rule, index): readonly Missing[] => {
    const excluded = subjects.find((one) => ruleMatches(rule, one))
    if (excluded === undefined) return []
    const { group, version, resource, subResource, operation } = excluded
    const name = subResource === '' ? resource : `${resource}/${subResource}`
    return [
      {
        part: `excludeResourceRules[${index}]`,
        field: '',
        wanted: `not ${rule.operations.join(', ')} of ${rule.resources.join(', ')}`,
        found: `${operation} of ${name} (${joinApiVersion({ group, version })})`,
      },
    ]
  })
}

function objectMismatches(selector: LabelSelector, { request }: Subject): readonly Missing[] {
  const part = 'objectSelector'
  if (request.operation === 'CONNECT') {
    const wanted = printSelector(selector)
    return [{ part, field: '', wanted, found: 'a CONNECT, which has no object' }]
  }
  const object = request.object ?? request.oldObject
  return unmetIn(part, selector, object)
}

function namespaceMismatches(
  selector: LabelSelector,
  { request, namespace }: Subject,
): readonly Missing[] {
  const part = 'namespaceSelector'
  const own = request.resource.resource === 'namespaces' ? request.object : null
  if (own !== null && !selects(selector, labelsOf(own))) return unmetIn(part, selector, own)
  const answer = namespace()
  return unmetIn(part, selector, answer.kind === 'namespace' ? answer.object : null)
}

function unmetIn(
  part: string,
  selector: LabelSelector,
  object: JsonObject | null,
): readonly Missing[] {
  const labels = labelsOf(object ?? undefined)
  const found = printLabels(labels)
  return unmetRequirements(selector, labels).map(({ key, text }) => ({
    part,
    field: key,
    wanted: text,
    found,
  }))
}

const mostLabels = 8

function printLabels(labels: JsonObject): string {
  const entries = Object.entries(labels)
  if (entries.length === 0) return 'no labels'
  const shown = entries.slice(0, mostLabels).map(([key, value]) => `${key}=${String(value)}`)
  return `labels ${shown.join(', ')}${entries.length > mostLabels ? ', …' : ''}`
}
