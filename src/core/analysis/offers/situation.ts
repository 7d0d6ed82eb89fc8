import type { Operation } from '../../admission/request.ts'
import type { KnownKind } from '../../kubernetes/kinds.ts'
import { templatePathOf } from '../../kubernetes/pod-template.ts'
import { isNeverOffered } from '../../matching/never-offered.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { MatchResources, ResourceRule } from '../../policy/model.ts'
import { namesResource, operationsIn, takesScope } from './covers.ts'
import type { Offered } from './offered.ts'

/** One sort of request that a policy is asked about. */
export interface Situation {
  readonly operation: Operation
  /** Undefined where a wildcard names it, or nobody knows it. */
  readonly offered: Offered | undefined
  /** The kind of `object`; undefined where it is not known. */
  readonly kind: KnownKind | undefined
  /** The workload whose template the Pod is, for a policy with `podTemplates`. */
  readonly workload: KnownKind | undefined
}

/** What a policy is asked about, as far as its rules and those of its bindings say it. What is deleted is not mutated. */
export function situationsOf(
  { policy, bindings }: Pick<CompiledPolicy, 'policy' | 'bindings'>,
  offered: readonly Offered[],
): readonly Situation[] {
  const rules = policy.match.resourceRules ?? []
  const seen = offered.filter((one) => !isNeverOffered(one, policy))
  const named = rules.flatMap((rule) => {
    const exact = hasWildcard(rule) ? [] : seen.filter((one) => namesResource(rule, one))
    return exact.length === 0 ? unnamed(rule) : exact.flatMap((one) => asked(rule, one))
  })
  const all = rules.length === 0 ? everything : distinct(named)
  const bound = all.filter(
    (one) =>
      !(policy.door === 'mutate' && one.operation === 'DELETE') &&
      !isExcluded(policy.match, one) &&
      isBound(bindings, one),
  )
  const workload = policy.podTemplates ? seen.find(isDeployment)?.kind : undefined
  const pods = bound.filter(isPodCreation).map((one) => ({ ...one, workload }))
  return workload === undefined ? bound : [...bound, ...pods]
}

/** As a person calls it: `Pod`, `Deployment/scale`, `CREATE` left out; empty where nothing is known. */
export function titleOf({ offered, workload }: Situation): string {
  if (offered === undefined) return ''
  const { kind, subResource, resource } = offered
  const name = kind?.served.kind ?? resource
  if (workload !== undefined) return `${name} of a template`
  return subResource === '' ? name : `${resource}/${subResource}`
}

const operations: readonly Operation[] = ['CREATE', 'UPDATE', 'DELETE']

const everything: readonly Situation[] = operations.map(anything)

function anything(operation: Operation): Situation {
  return { operation, offered: undefined, kind: undefined, workload: undefined }
}

/** Whether the rule names resources that it does not list. */
function hasWildcard({ resources }: ResourceRule): boolean {
  return resources.some((resource) => resource.startsWith('*'))
}

function unnamed(rule: ResourceRule): readonly Situation[] {
  return operationsIn(rule, operations).map(anything)
}

function asked(rule: ResourceRule, offered: Offered): readonly Situation[] {
  if (!takesScope(rule, offered.namespaced)) return []
  return operationsIn(rule, offered.operations).map((operation) => ({
    operation,
    offered,
    kind: offered.kind,
    workload: undefined,
  }))
}

function distinct(situations: readonly Situation[]): readonly Situation[] {
  const byName = new Map<string, Situation>()
  for (const one of situations) {
    const { group = '*', version = '*', resource = '*', subResource = '' } = one.offered ?? {}
    const id = `${group}/${version}/${resource}/${subResource} ${one.operation}`
    if (!byName.has(id)) byName.set(id, one)
  }
  return [...byName.values()]
}

function isExcluded({ excludeResourceRules }: MatchResources, one: Situation): boolean {
  return (excludeResourceRules ?? []).some(
    (rule) => (rule.resourceNames ?? []).length === 0 && covers(rule, one),
  )
}

function isBound(bindings: CompiledPolicy['bindings'], one: Situation): boolean {
  if (bindings.length === 0 || one.offered === undefined) return true
  return bindings.some(({ match }) => {
    const rules = match?.resourceRules ?? []
    if (match !== undefined && isExcluded(match, one)) return false
    return rules.length === 0 || rules.some((rule) => covers(rule, one))
  })
}

/** Whether the rule certainly takes every such request. */
function covers(rule: ResourceRule, { offered, operation }: Situation): boolean {
  if (offered === undefined) return false
  return (
    namesResource(rule, offered) &&
    takesScope(rule, offered.namespaced) &&
    operationsIn(rule, [operation]).length > 0
  )
}

function isDeployment({ group, version, resource, subResource }: Offered): boolean {
  return (
    subResource === '' &&
    version === 'v1' &&
    resource === 'deployments' &&
    templatePathOf(group, resource) !== undefined
  )
}

function isPodCreation({ offered, operation }: Situation): boolean {
  return (
    operation === 'CREATE' &&
    offered?.group === '' &&
    offered.resource === 'pods' &&
    offered.subResource === ''
  )
}
