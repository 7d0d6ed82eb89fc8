import { toJson } from '../cel/to-json.ts'
import { CelError, type Value } from '../cel/value.ts'
import { ObjectValue } from '../cel/values/object-value.ts'
import type { Kinds } from '../kubernetes/kinds.ts'
import { runtimeBudget, withBudget } from '../matching/budget.ts'
import { activationOf, evaluate } from '../matching/evaluation.ts'
import type { Scope } from '../matching/scope.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { isObject, type JsonObject } from '../source/json-value.ts'
import { applyConfiguration } from './apply-configuration.ts'
import { applyPatch } from './json-patch.ts'
import { withNilLists } from './nil-lists.ts'
import { patchOperations } from './patch-operations.ts'
import { typeNameMismatches } from './type-names.ts'

/** What became of an object, and which mutations failed; those before and behind a failed one are carried out. */
export interface Mutated {
  readonly object: JsonObject
  readonly failures: readonly MutationFailure[]
}

interface MutationFailure {
  readonly index: number
  readonly message: string
}

/** What is to be changed, and the kinds that say how it merges. */
interface Target {
  readonly object: JsonObject
  readonly kinds: Kinds
}

/**
 * What the object becomes through every mutation of a policy, each seeing the result of the ones before.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/dispatcher.go
 */
export function mutateObject(
  compiled: CompiledPolicy,
  scope: Scope,
  { object: start, kinds }: Target,
): Mutated {
  const failures: MutationFailure[] = []
  let object = start
  for (const [index, mutation] of compiled.mutations.entries()) {
    const result = carryOut(mutation, compiled, scope, { object, kinds })
    if (result.kind === 'error') failures.push({ index, message: result.message })
    else object = result.object
  }
  return { object, failures }
}

type Applied =
  | { readonly kind: 'applied'; readonly object: JsonObject }
  | { readonly kind: 'error'; readonly message: string }

function carryOut(
  { expression, patchType }: CompiledPolicy['mutations'][number],
  { variables }: CompiledPolicy,
  scope: Scope,
  target: Target,
): Applied {
  if (expression.kind === 'broken') return failed(expression.message)
  const request = { ...scope.request, object: target.object }
  const current = withBudget({ ...scope, request, shared: new Map() }, runtimeBudget)
  const value = evaluate(expression, activationOf(current, variables), current.control)
  if (value instanceof CelError) return failed(value.message)
  return patchType === 'JSONPatch'
    ? applyOperations(target.object, value)
    : applyObject(target, value)
}

function applyObject({ object, kinds }: Target, value: Value): Applied {
  const mismatches = value instanceof ObjectValue ? typeNameMismatches(value) : []
  if (mismatches.length > 0) return failed(`type mismatch: ${mismatches.join('\n')}`)
  const json = toJson(withNilLists(value))
  if (json instanceof CelError) return failed(json.message)
  if (!isObject(json)) return failed('ApplyConfiguration expression should evaluate to an object')
  return applyConfiguration(object, { ...json, ...typeMetaOf(object) }, kinds)
}

/** No configuration makes an object one of another kind: as the API server does, it takes the object's. */
function typeMetaOf(object: JsonObject): JsonObject {
  const { apiVersion, kind } = object
  return {
    ...(apiVersion === undefined ? {} : { apiVersion }),
    ...(kind === undefined ? {} : { kind }),
  }
}

/** A `test` that does not hold means that nothing is changed. */
function applyOperations(object: JsonObject, value: Value): Applied {
  const patch = patchOperations(value)
  if (patch.kind === 'error') return patch
  const result = applyPatch(object, patch.operations)
  switch (result.kind) {
    case 'test-failed':
      return { kind: 'applied', object }
    case 'error':
      return failed(`JSON Patch: ${result.message}`)
    case 'patched':
      return isObject(result.value)
        ? { kind: 'applied', object: result.value }
        : failed('JSON Patch: the result is no object')
  }
}

function failed(message: string): Applied {
  return { kind: 'error', message }
}
