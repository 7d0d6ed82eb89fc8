import type { Activation } from '../cel/program.ts'
import { CelError, LazyObject, type Value } from '../cel/value.ts'
import type { CompiledExpression, CompiledPolicy } from '../policy/compile-policy.ts'
import type { JsonObject } from '../source/json-value.ts'
import { authorizerOf, requestResourceOf } from './authorizer-values.ts'
import { type BudgetControl, type BudgetScope, outOfBudget } from './budget.ts'
import { isNamespaceRequest } from './match-resources.ts'
import { namespaceValueOf } from './namespace-value.ts'
import type { Scope } from './scope.ts'

/** The variables of a policy by name, in their order. */
export type VariableTable = CompiledPolicy['variables']

/** The names of a scope; `variables` are evaluated when they are first read, once per activation. */
export function activationOf(scope: Scope, variables: VariableTable): Activation {
  let lazy: LazyObject | undefined
  let namespace: JsonObject | null | CelError | undefined
  const activation: Activation = (name) => {
    switch (name) {
      case 'object':
        return scope.request.object
      case 'oldObject':
        return scope.request.oldObject
      case 'request':
        return scope.requestValue()
      case 'params':
        return scope.params
      case 'namespaceObject':
        namespace ??= namespaceValue(scope)
        return namespace
      case 'authorizer':
        return scope.access && authorizerOf(scope.request, scope.access)
      case 'authorizer.requestResource':
        return scope.access && requestResourceOf(scope.request, scope.access)
      case 'variables':
        lazy ??= lazyVariables(variables, activation, scope)
        return lazy
      case 'lookups':
        return lookupsIn(scope)
      default:
        return undefined
    }
  }
  return activation
}

/**
 * The scope of messages and audit annotations, where Kubernetes binds no authorizer, not even for their variables.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/validator.go
 */
export function withoutAuthorizer<S extends Scope>(scope: S): S {
  return { ...scope, access: undefined }
}

/**
 * The expression's value; a broken one and one that fails are errors in the API server's words. `outOfBudget` itself
 * where it, or the variables that it read, spent more than was left.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/cel/activation.go (Evaluate)
 */
export function evaluate(
  expression: CompiledExpression,
  activation: Activation,
  control: BudgetControl,
): Value | CelError {
  const { spent, record } = control
  const value = evaluateOnce(expression, activation, control)
  record?.push({ expression, activation, value, cost: control.spent - spent, control })
  return value
}

function evaluateOnce(
  expression: CompiledExpression,
  activation: Activation,
  control: BudgetControl,
): Value | CelError {
  if (expression.kind === 'broken') return compilationError(expression)
  const value = expression.program.evaluate(activation, control)
  return control.spent > control.budget ? outOfBudget : explained(value, expression)
}

/** The same for what many policies say in the same words: match conditions. */
export function evaluateShared(
  expression: CompiledExpression,
  activation: Activation,
  scope: BudgetScope,
): Value | CelError {
  const { control } = scope
  const { spent, record } = control
  const value = evaluateSharedOnce(expression, activation, scope)
  record?.push({ expression, activation, value, cost: control.spent - spent, control })
  return value
}

function evaluateSharedOnce(
  expression: CompiledExpression,
  activation: Activation,
  scope: BudgetScope,
): Value | CelError {
  if (expression.kind === 'broken') return compilationError(expression)
  const value = sharedValue(expression, activation, scope)
  const { spent, budget } = scope.control
  return spent > budget ? outOfBudget : explained(value, expression)
}

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/cel/condition.go */
function compilationError({ message, refusal }: BrokenExpression): CelError {
  return new CelError(refusal ?? `compilation error: ${message}`)
}

function explained(value: Value | CelError, { text }: CompiledExpression): Value | CelError {
  if (!(value instanceof CelError)) return value
  return new CelError(`expression '${text.text}' resulted in error: ${value.message}`, value.span)
}

function lookupsIn(scope: Scope): LazyObject {
  return new LazyObject(scope.lookups.has, (name) => scope.lookups.read(name, scope))
}

function lazyVariables(variables: VariableTable, activation: Activation, scope: Scope): LazyObject {
  const known: (Value | CelError | undefined)[] = []
  const read = (name: string): Value | CelError | undefined => {
    const variable = variables.get(name)
    if (variable === undefined) return undefined
    const { index, expression } = variable
    const value = known[index]
    if (value !== undefined) return value
    const made = evaluateVariable(name, expression, activation, scope)
    known[index] = made
    return made
  }
  return new LazyObject((name) => variables.has(name), read)
}

function evaluateVariable(
  name: string,
  expression: CompiledExpression,
  activation: Activation,
  scope: Scope,
): Value | CelError {
  const { control } = scope
  const { spent, record } = control
  const value = valueOfVariable(name, expression, activation, scope)
  record?.push({ expression, activation, value, cost: control.spent - spent, control })
  return value
}

/** https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/cel/composition.go */
function valueOfVariable(
  name: string,
  expression: CompiledExpression,
  activation: Activation,
  scope: Scope,
): Value | CelError {
  if (expression.kind === 'broken') {
    const { message, refusal } = expression
    return new CelError(refusal ?? `composited variable "${name}" fails to compile: ${message}`)
  }
  const value = sharedValue(expression, activation, scope)
  if (!(value instanceof CelError)) return value
  return new CelError(
    `composited variable "${name}" fails to evaluate: ${value.message}`,
    value.span,
  )
}

type BrokenExpression = Extract<CompiledExpression, { kind: 'broken' }>
type CompiledProgram = Extract<CompiledExpression, { kind: 'program' }>

/** The value of a program, from another policy where that has evaluated the same text on the same subject. */
function sharedValue(
  { program, readsRequestOnly }: CompiledProgram,
  activation: Activation,
  { control, shared }: Scope,
): Value | CelError {
  if (!readsRequestOnly) return program.evaluate(activation, control)
  const known = shared.get(program.expression)
  if (known !== undefined) {
    control.spent += known.cost
    return known.value
  }
  const before = control.spent
  const value = program.evaluate(activation, control)
  if (value instanceof CelError) return value
  shared.set(program.expression, { value, cost: control.spent - before })
  return value
}

/** Kubernetes gives a Namespace none, not even itself. */
function namespaceValue({ request, namespace }: Scope): JsonObject | null | CelError {
  if (isNamespaceRequest(request)) return null
  const answer = namespace()
  if (answer.kind === 'unknown') return new CelError(answer.message)
  return answer.object && namespaceValueOf(answer.object)
}
