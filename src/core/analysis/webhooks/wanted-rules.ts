import type { Operation } from '../../admission/request.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import type { Kinds } from '../../kubernetes/kinds.ts'
import { isNeverOffered } from '../../matching/never-offered.ts'
import { isKindOfRequest } from '../../matching/resource-rules.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { Policy, ResourceRule } from '../../policy/model.ts'
import { mayBeSame, mayBeSameResource, mayShareObjects } from './overlap.ts'
import { coversResource } from './smallest-rules.ts'
import type { WebhookRule } from './webhook-entry.ts'

/** Rules by which an object is wanted in one version: the one that was requested where they name it, else the first. */
export interface Wish {
  readonly rules: readonly WebhookRule[]
  readonly matchPolicy: 'Exact' | 'Equivalent'
}

type Cluster = Pick<Snapshot, 'kinds' | 'workloads'>

/** What a policy must be asked about: never less than it judges. Nothing where no binding puts it into force. */
export function wishesOf(compiled: CompiledPolicy, cluster: Cluster): readonly Wish[] {
  const { policy, bindings } = compiled
  if (bindings.length === 0) return []
  const { resourceRules = [], matchPolicy = 'Equivalent' } = policy.match
  const given = resourceRules.length === 0 ? [everything] : resourceRules
  const rules = given.map((rule) => piecesOf(rule, compiled, cluster.kinds))
  const wishes = isUniform(given) ? [rules.flat()] : rules
  return [
    ...wishes.map((wish): Wish => ({ rules: wish, matchPolicy })),
    { rules: templateRules(rules.flat(), policy, cluster), matchPolicy: 'Exact' } as const,
  ].filter(({ rules }) => rules.length > 0)
}

const everything: ResourceRule = {
  apiGroups: ['*'],
  apiVersions: ['*'],
  resources: ['*/*'],
  operations: ['*'],
}

/** Whether the rules differ in nothing that a webhook's rules could not say: else each names a version for itself. */
function isUniform(rules: readonly ResourceRule[]): boolean {
  const [first] = rules
  return rules.every(
    ({ resourceNames = [], scope = '*' }) =>
      resourceNames.length === 0 && scope === (first?.scope ?? '*'),
  )
}

/** The rule by group, resource and operation, without what is never judged because of it. */
function piecesOf(
  rule: ResourceRule,
  compiled: CompiledPolicy,
  kinds: Kinds,
): readonly WebhookRule[] {
  const { policy } = compiled
  const scope = scopeOf(rule, policy)
  const apiVersions = alone(rule.apiVersions)
  if (scope === undefined || apiVersions.length === 0) return []
  return alone(rule.apiGroups)
    .flatMap((group) =>
      rule.resources.filter(isWritten).flatMap((resource) =>
        operationsOf(rule, policy).map((operation): WebhookRule => {
          const named = { apiGroups: [group], resources: [resource], operations: [operation] }
          return { ...named, apiVersions, scope }
        }),
      ),
    )
    .filter((piece) => !isLeftOut(piece, compiled, kinds))
}

function isWritten(text: string): boolean {
  return text !== ''
}

/** The API server takes nothing beside `*`. */
function alone(items: readonly string[]): readonly string[] {
  return items.includes('*') ? ['*'] : items
}

/** A policy of a namespace sees nothing outside of it. */
function scopeOf(
  { scope = '*' }: ResourceRule,
  { namespace }: Policy,
): WebhookRule['scope'] | undefined {
  if (namespace === '') return scope
  return scope === 'Cluster' ? undefined : 'Namespaced'
}

const operations: readonly Operation[] = ['CREATE', 'UPDATE', 'DELETE', 'CONNECT']

/** What is deleted is not mutated. */
function operationsOf(rule: ResourceRule, { door }: Policy): readonly Operation[] {
  return operations.filter(
    (one) =>
      (rule.operations.includes('*') || rule.operations.includes(one)) &&
      !(door === 'mutate' && one === 'DELETE'),
  )
}

function isLeftOut(
  piece: WebhookRule,
  { policy, bindings }: CompiledPolicy,
  kinds: Kinds,
): boolean {
  const [group = '', resource = ''] = [piece.apiGroups[0], piece.resources[0]?.split('/', 1)[0]]
  return (
    isNeverOffered({ group, resource }, policy) ||
    (policy.match.excludeResourceRules ?? []).some((rule) => takesAll(rule, piece)) ||
    !bindings.some(({ match }) => mayBind(match?.resourceRules ?? [], piece, kinds))
  )
}

/** Whether the rule means all that the piece may be about. */
function takesAll(rule: ResourceRule, piece: WebhookRule): boolean {
  const { scope = '*', resourceNames = [] } = rule
  return (
    resourceNames.length === 0 &&
    (scope === '*' || scope === piece.scope) &&
    hasAll(rule.apiGroups, piece.apiGroups) &&
    hasAll(rule.apiVersions, piece.apiVersions) &&
    hasAll(rule.operations, piece.operations) &&
    piece.resources.every((one) => rule.resources.some((other) => coversResource(other, one)))
  )
}

function hasAll(wide: readonly string[], narrow: readonly string[]): boolean {
  return wide.includes('*') || narrow.every((one) => wide.includes(one))
}

/** A binding's rules may name any version of a resource, and any group that serves its objects. */
function mayBind(rules: readonly ResourceRule[], piece: WebhookRule, kinds: Kinds): boolean {
  if (rules.length === 0) return true
  const [group = '', resource = '', operation = ''] = [
    piece.apiGroups[0],
    piece.resources[0],
    piece.operations[0],
  ]
  return rules.some(
    (rule) =>
      rule.operations.some((one) => mayBeSame(one, operation)) &&
      rule.resources.some((one) => mayBeSameResource(one, resource)) &&
      rule.apiGroups.some((one) => mayShareObjects(one, group, resource, kinds)),
  )
}

/** The Pods that workloads describe are judged in whatever version these come. */
function templateRules(
  rules: readonly WebhookRule[],
  { podTemplates, namespace }: Policy,
  { workloads }: Cluster,
): readonly WebhookRule[] {
  if (!podTemplates || !rules.some((rule) => isKindOfRequest(rule, podCreation))) return []
  const scope = namespace === '' ? '*' : 'Namespaced'
  return workloads.resources.map((one) => ({ ...workloadRule(one.group, one.resource), scope }))
}

const podCreation = { operation: 'CREATE', group: '', resource: 'pods', subResource: '' } as const

/** The creations and updates of a resource whose objects describe Pods. */
export function workloadRule(group: string, resource: string): WebhookRule {
  return {
    apiGroups: [group],
    apiVersions: ['*'],
    operations: ['CREATE', 'UPDATE'],
    resources: [resource],
    scope: '*',
  }
}
