import type { Door, Operation, Request } from '../admission/request.ts'
import { builtInKindsOnly } from '../kubernetes/kinds.ts'
import { selectsAll } from '../kubernetes/label-selector.ts'
import { builtInWorkloads, type Workloads } from '../kubernetes/workloads.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { MatchResources, ResourceRule } from '../policy/model.ts'
import { isNamespaceRequest } from './match-resources.ts'
import { isNeverOffered } from './never-offered.ts'
import { isKindOfRequest } from './resource-rules.ts'
import { isAsRequested } from './subject.ts'

/** A policy that may match requests of a kind, and what of them its rules can mean. */
export interface Candidate {
  readonly compiled: CompiledPolicy
  readonly mayJudgeRequest: boolean
  readonly mayJudgePodTemplate: boolean
  /** Whether its constraints leave nothing to ask of a request of this kind; else they are asked each time. */
  readonly matchesAlways: boolean
}

/** Finds the policies that may match a request, in the order of the set. */
export interface PolicyIndex {
  readonly candidates: (request: Request) => readonly Candidate[]
}

interface Key {
  readonly door: Door
  readonly operation: Operation
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly subResource: string
}

const capacity = 4096

/** How requests come to an index. */
export interface Sending {
  /** Whether a request comes once for each version of its resource that policies want, as to the webhooks of a subset. */
  readonly sentInEachVersion: boolean
}

const sentOnce: Sending = { sentInEachVersion: false }

/** The policies of the cluster, behind those of the request's own namespace where it has some: others pay nothing for them. */
export function policyIndex(
  policies: readonly CompiledPolicy[],
  workloads: Workloads = builtInWorkloads,
  sending: Sending = sentOnce,
): PolicyIndex {
  const given = { ...sending, workloads }
  const ofCluster = indexOver(
    policies.filter(({ policy }) => policy.namespace === ''),
    given,
  )
  const ofNamespaces = new Map(
    [...byNamespace(policies)].map(([namespace, own]) => [namespace, indexOver(own, given)]),
  )
  return {
    candidates: (request) => {
      const ofAll = ofCluster.candidates(request)
      const own = isNamespaceRequest(request) ? undefined : ofNamespaces.get(request.namespace)
      const ofNamespace = own?.candidates(request) ?? []
      return ofNamespace.length === 0 ? ofAll : [...ofNamespace, ...ofAll]
    },
  }
}

function byNamespace(
  policies: readonly CompiledPolicy[],
): ReadonlyMap<string, readonly CompiledPolicy[]> {
  const found = new Map<string, CompiledPolicy[]>()
  for (const compiled of policies) {
    const { namespace } = compiled.policy
    if (namespace === '') continue
    const others = found.get(namespace)
    if (others === undefined) found.set(namespace, [compiled])
    else others.push(compiled)
  }
  return found
}

interface Given extends Sending {
  readonly workloads: Workloads
}

/**
 * An index over (door, operation, group, resource, sub-resource). A key's list is made when the key is first seen: a
 * cluster has some hundreds, so that rules with wildcards need no expansion; a full table starts anew.
 */
function indexOver(policies: readonly CompiledPolicy[], given: Given): PolicyIndex {
  const bound = policies.filter(({ bindings }) => bindings.length > 0)
  const lists = new Map<string, readonly Candidate[]>()
  return {
    candidates: (request) => {
      const text = keyOf(request)
      const known = lists.get(text)
      if (known !== undefined) return known
      const keys = keysOf(request)
      const others = otherGroupsOf(request)
      const isConverted = given.sentInEachVersion && !isAsRequested(request)
      const asked = { others, workloads: given.workloads, isConverted }
      const list = bound.flatMap((compiled) => candidateFor(compiled, keys, asked))
      if (lists.size >= capacity) lists.clear()
      lists.set(text, list)
      return list
    },
  }
}

function keyOf(request: Request): string {
  const { resource, subResource, requestResource, requestSubResource, isOnlyOne } = request
  const door = isOnlyOne === true ? `only ${request.door}` : request.door
  const key = `${door} ${request.operation} ${resource.group}/${resource.version}/${resource.resource}/${subResource}`
  return isAsRequested(request)
    ? key
    : `${key} ${requestResource.group}/${requestResource.version}/${requestResource.resource}/${requestSubResource}`
}

function keysOf(request: Request): readonly Key[] {
  const { door, operation } = request
  return [
    { door, operation, ...request.resource, subResource: request.subResource },
    { door, operation, ...request.requestResource, subResource: request.requestSubResource },
  ]
}

/** Under which other groups its objects are served (Events), where no other request comes for policies on those. */
function otherGroupsOf({ door, operation, isOnlyOne, ...request }: Request): readonly Key[] {
  if (isOnlyOne !== true) return []
  const { requestResource: requested, requestSubResource: subResource } = request
  return builtInKindsOnly
    .equivalents(requested.group, requested.resource)
    .filter(({ group }) => group !== requested.group)
    .map((other) => ({ door, operation, ...other, subResource }))
}

interface Asked {
  readonly others: readonly Key[]
  readonly workloads: Workloads
  /** Whether it also comes as it was requested: then only who wants this version is meant. */
  readonly isConverted: boolean
}

function candidateFor(
  compiled: CompiledPolicy,
  keys: readonly Key[],
  { others, workloads, isConverted }: Asked,
): readonly Candidate[] {
  const { policy } = compiled
  if (keys.some((key) => key.door !== policy.door || isNeverOffered(key, policy))) return []
  const rules = policy.match.resourceRules ?? []
  const mayJudgeRequest =
    rules.length === 0 ||
    rules.some((rule) => [...keys, ...others].some((key) => isKindOfRequest(rule, key)))
  const mayJudgePodTemplate =
    policy.podTemplates &&
    !isConverted &&
    keys.some((key) => isWorkload(key, workloads)) &&
    (rules.length === 0 || rules.some(matchesPodCreation))
  return mayJudgeRequest || mayJudgePodTemplate
    ? [
        {
          compiled,
          mayJudgeRequest,
          mayJudgePodTemplate,
          matchesAlways: !isConverted && matchesAlways(policy.match, keys),
        },
      ]
    : []
}

/** Only where every way that the request may be meant is meant by a rule that asks for no scope and no name. */
function matchesAlways(match: MatchResources, keys: readonly Key[]): boolean {
  const { resourceRules = [], excludeResourceRules = [], objectSelector, namespaceSelector } = match
  return (
    excludeResourceRules.length === 0 &&
    selectsAll(objectSelector) &&
    selectsAll(namespaceSelector) &&
    keys.every((key) => resourceRules.some((rule) => asksForKindOnly(rule) && meansKind(rule, key)))
  )
}

function asksForKindOnly({ scope = '*', resourceNames = [] }: ResourceRule): boolean {
  return scope === '*' && resourceNames.length === 0
}

function meansKind(rule: ResourceRule, key: Key): boolean {
  const { apiVersions } = rule
  return (
    isKindOfRequest(rule, key) && (apiVersions.includes('*') || apiVersions.includes(key.version))
  )
}

function isWorkload(
  { group, resource, subResource, operation }: Key,
  workloads: Workloads,
): boolean {
  return (
    subResource === '' &&
    (operation === 'CREATE' || operation === 'UPDATE') &&
    workloads.templatesOf(group, resource).length > 0
  )
}

function matchesPodCreation(rule: ResourceRule): boolean {
  return isKindOfRequest(rule, {
    operation: 'CREATE',
    group: '',
    resource: 'pods',
    subResource: '',
  })
}
