import type { PatchOperation } from '../admission/patch-operation.ts'
import { toJson } from '../cel/to-json.ts'
import { CelError, type Value } from '../cel/value.ts'
import type { Kinds } from '../kubernetes/kinds.ts'
import { activationOf, evaluate, type Scope } from '../matching/evaluation.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import { applyConfiguration } from './apply-configuration.ts'
import { applyPatch } from './json-patch.ts'

export type Mutated =
  | { readonly kind: 'mutated'; readonly object: JsonObject }
  /** `index` is the mutation that failed; nothing of the policy is applied then. */
  | { readonly kind: 'error'; readonly index: number; readonly message: string }

/** What is to be changed, and the kinds that say how it merges. */
interface Target {
  readonly object: JsonObject | null
  readonly kinds: Kinds
}

/**
 * What the object becomes through every mutation of a policy, each seeing the result of the one before.
 * https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/mutating/dispatcher.go
 */
export function mutateObject(
  compiled: CompiledPolicy,
  scope: Scope,
  { object: start, kinds }: Target,
): Mutated {
  if (start === null) return { kind: 'error', index: 0, message: 'there is no object to change' }
  let object = start
  for (const [index, mutation] of compiled.mutations.entries()) {
    const request = { ...scope.request, object }
    const current: Scope = { ...scope, request, shared: new Map() }
    const value = evaluate(
      mutation.expression,
      activationOf(current, compiled.variables),
      scope.control,
    )
    const result =
      value instanceof CelError
        ? { kind: 'error' as const, message: value.message }
        : apply(mutation.patchType, { object, kinds }, value)
    if (result.kind === 'error') return { kind: 'error', index, message: result.message }
    object = result.object
  }
  return { kind: 'mutated', object }
}

type Applied =
  | { readonly kind: 'applied'; readonly object: JsonObject }
  | { readonly kind: 'error'; readonly message: string }

function apply(
  patchType: 'ApplyConfiguration' | 'JSONPatch',
  { object, kinds }: Target & { readonly object: JsonObject },
  value: Value,
): Applied {
  const json = toJson(value)
  if (json instanceof CelError) return { kind: 'error', message: json.message }
  if (patchType === 'JSONPatch') return applyOperations(object, json)
  return isObject(json)
    ? applyConfiguration(object, json, kinds)
    : { kind: 'error', message: 'ApplyConfiguration expression should evaluate to an object' }
}

function applyOperations(object: JsonObject, json: JsonValue): Applied {
  const operations = isArray(json) ? json.map(operationFrom) : [undefined]
  const wrong = operations.indexOf(undefined)
  if (wrong !== -1) {
    return { kind: 'error', message: `JSON Patch: element ${wrong} is no JSON Patch operation` }
  }
  const result = applyPatch(object, operations as readonly PatchOperation[])
  switch (result.kind) {
    case 'test-failed':
      return { kind: 'applied', object }
    case 'error':
      return { kind: 'error', message: `JSON Patch: ${result.message}` }
    case 'patched':
      return isObject(result.value)
        ? { kind: 'applied', object: result.value }
        : { kind: 'error', message: 'JSON Patch: the result is no object' }
  }
}

function operationFrom(value: JsonValue): PatchOperation | undefined {
  const op = fieldOf(value, 'op')
  const path = fieldOf(value, 'path')
  const from = fieldOf(value, 'from') ?? ''
  if (typeof path !== 'string' || typeof from !== 'string') return undefined
  switch (op) {
    case 'add':
    case 'replace':
    case 'test':
      return { op, path, value: fieldOf(value, 'value') ?? null }
    case 'remove':
      return { op, path }
    case 'move':
    case 'copy':
      return { op, path, from }
    default:
      return undefined
  }
}
