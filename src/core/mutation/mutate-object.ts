import { CelError } from '../cel/value.ts'
import { runtimeBudget, withBudget } from '../matching/budget.ts'
import { activationOf, evaluate } from '../matching/evaluation.ts'
import type { Scope } from '../matching/scope.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { isObject, type JsonObject } from '../source/json-value.ts'
import { applyConfiguration, type Target } from './apply-configuration.ts'
import { applyPatch } from './json-patch.ts'
import { internalError, type Mutated, mutationFailed } from './mutated.ts'
import { configurationOf } from './opaque-containers.ts'
import { patchOperations } from './patch-operations.ts'

/**
 * What the object becomes through one mutation of a policy. What its expression cost is left in the scope's control, for who asks.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/dispatcher.go (dispatchOne)
 */
export function mutateObject(
  { expression, patchType }: CompiledPolicy['mutations'][number],
  { variables }: CompiledPolicy,
  scope: Scope,
  target: Target,
): Mutated {
  if (expression.kind === 'broken') return mutationFailed(expression.refusal ?? expression.message)
  const { object } = target
  const request = { ...scope.request, object }
  const current = withBudget({ ...scope, request, shared: new Map() }, runtimeBudget)
  const activation = activationOf(current, variables)
  const { control } = current
  const value = evaluate(expression, activation, control)
  scope.control.spent = control.spent
  if (value instanceof CelError) return mutationFailed(value.message)
  if (patchType === 'ApplyConfiguration') {
    const evaluation = { program: expression.program, activation, control }
    return applyConfiguration(target, configurationOf(value, evaluation))
  }
  const patch = patchOperations(value)
  return patch.kind === 'error' ? mutationFailed(patch.message) : patched(object, patch.operations)
}

/** A `test` that does not hold means that nothing is changed. */
function patched(object: JsonObject, operations: Parameters<typeof applyPatch>[1]): Mutated {
  const result = applyPatch(object, operations)
  switch (result.kind) {
    case 'test-failed':
      return { kind: 'mutated', object }
    case 'error':
      return mutationFailed(`JSON Patch: ${result.message}`)
    case 'patched':
      return isObject(result.value)
        ? { kind: 'mutated', object: result.value }
        : internalError(`couldn't get version/kind; json parse error: ${notAnObject}`)
  }
}

const notAnObject =
  'json: cannot unmarshal array into Go value of type struct { APIVersion string "json:\\"apiVersion,omitempty\\""; Kind string "json:\\"kind,omitempty\\"" }'
