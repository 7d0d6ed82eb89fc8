import type { Door, Operation, Request } from '../admission/request.ts'
import { workloadKinds } from '../kubernetes/pod-template.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Policy, ResourceRule } from '../policy/model.ts'
import { isKindOfRequest } from './resource-rules.ts'

/** Finds the policies that may match a request, in the order of the set. */
export interface PolicyIndex {
  readonly candidates: (request: Request) => readonly CompiledPolicy[]
}

interface Key {
  readonly door: Door
  readonly operation: Operation
  readonly group: string
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
  const lists = new Map<string, readonly CompiledPolicy[]>()
  return {
    candidates: (request) => {
      const keys = keysOf(request)
      const text = keys.map(textOf).join(' ')
      const known = lists.get(text)
      if (known !== undefined) return known
      const list = bound.filter(({ policy }) => keys.some((key) => mayMatch(policy, key)))
      if (lists.size >= capacity) lists.clear()
      lists.set(text, list)
      return list
    },
  }
}

function keysOf(request: Request): readonly Key[] {
  const { door, operation } = request
  const matched = { door, operation, ...request.resource, subResource: request.subResource }
  if (request.requestResource === request.resource) return [matched]
  const requested = {
    door,
    operation,
    ...request.requestResource,
    subResource: request.requestSubResource,
  }
  return textOf(requested) === textOf(matched) ? [matched] : [matched, requested]
}

function textOf({ door, operation, group, resource, subResource }: Key): string {
  return `${door} ${operation} ${group}/${resource}/${subResource}`
}

function mayMatch(policy: Policy, key: Key): boolean {
  if (policy.door !== key.door) return false
  const rules = policy.match.resourceRules ?? []
  if (rules.length === 0 || rules.some((rule) => isKindOfRequest(rule, key))) return true
  return policy.podTemplates && isWorkload(key) && rules.some(matchesPodCreation)
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
