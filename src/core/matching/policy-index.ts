import type { Door, Operation, Request } from '../admission/request.ts'
import { selectsAll } from '../kubernetes/label-selector.ts'
import { workloadKinds } from '../kubernetes/pod-template.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { MatchResources, ResourceRule } from '../policy/model.ts'
import { isKindOfRequest } from './resource-rules.ts'

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

/**
 * An index over (door, operation, group, resource, sub-resource). A key's list is made when the key is first seen: a
 * cluster has some hundreds, so that rules with wildcards need no expansion; a full table starts anew.
 */
export function policyIndex(policies: readonly CompiledPolicy[]): PolicyIndex {
  const bound = policies.filter(({ bindings }) => bindings.length > 0)
  const lists = new Map<string, readonly Candidate[]>()
  return {
    candidates: (request) => {
      const text = keyOf(request)
      const known = lists.get(text)
      if (known !== undefined) return known
      const keys = keysOf(request)
      const list = bound.flatMap((compiled) => candidateFor(compiled, keys))
      if (lists.size >= capacity) lists.clear()
      lists.set(text, list)
      return list
    },
  }
}

function keyOf(request: Request): string {
  const { door, operation, resource, subResource, requestResource, requestSubResource } = request
  const key = `${door} ${operation} ${resource.group}/${resource.version}/${resource.resource}/${subResource}`
  const isSame =
    requestResource.resource === resource.resource &&
    requestResource.version === resource.version &&
    requestResource.group === resource.group &&
    requestSubResource === subResource
  return isSame
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

function candidateFor(compiled: CompiledPolicy, keys: readonly Key[]): readonly Candidate[] {
  const { policy } = compiled
  if (keys.some(({ door }) => door !== policy.door)) return []
  const rules = policy.match.resourceRules ?? []
  const mayJudgeRequest =
    rules.length === 0 || rules.some((rule) => keys.some((key) => isKindOfRequest(rule, key)))
  const mayJudgePodTemplate =
    policy.podTemplates &&
    keys.some(isWorkload) &&
    (rules.length === 0 || rules.some(matchesPodCreation))
  return mayJudgeRequest || mayJudgePodTemplate
    ? [
        {
          compiled,
          mayJudgeRequest,
          mayJudgePodTemplate,
          matchesAlways: matchesAlways(policy.match, keys),
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

function isWorkload({ group, resource, subResource, operation }: Key): boolean {
  return (
    subResource === '' &&
    (operation === 'CREATE' || operation === 'UPDATE') &&
    workloadKinds.some((kind) => kind.group === group && kind.resource === resource)
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
