import type { Request } from '../admission/request.ts'
import type { Activation, Control } from '../cel/program.ts'
import { CelError, LazyObject, type Value } from '../cel/value.ts'
import type { CompiledExpression, CompiledPolicy } from '../policy/compile-policy.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { NamespaceAnswer, SharedValues } from './subject.ts'

/** What the expressions of one policy, binding and param are evaluated against. */
export interface Scope {
  readonly request: Request
  readonly params: JsonValue
  readonly namespace: () => NamespaceAnswer
  /** The CEL variable `request`. */
  readonly requestValue: () => JsonObject
  readonly shared: SharedValues
  readonly control: Control
}

/** The variables of a policy by name, in their order. */
export type VariableTable = CompiledPolicy['variables']

/** The names of a scope; `variables` are evaluated when they are first read, once per activation. */
export function activationOf(scope: Scope, variables: VariableTable): Activation {
  let lazy: LazyObject | undefined
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
        return namespaceValue(scope.namespace())
      case 'variables':
        lazy ??= lazyVariables(variables, activation, scope)
        return lazy
      default:
        return undefined
    }
  }
  return activation
}

/** The expression's value; a broken one and one that fails are errors in the API server's words. */
export function evaluate(
  expression: CompiledExpression,
  activation: Activation,
  control: Control,
): Value | CelError {
  if (expression.kind === 'broken') return new CelError(expression.message)
  return explained(expression.program.evaluate(activation, control), expression)
}

/** The same for what many policies say in the same words: match conditions. */
export function evaluateShared(
  expression: CompiledExpression,
  activation: Activation,
  scope: Scope,
): Value | CelError {
  if (expression.kind === 'broken') return new CelError(expression.message)
  return explained(sharedValue(expression, activation, scope), expression)
}

function explained(value: Value | CelError, { text }: CompiledExpression): Value | CelError {
  if (!(value instanceof CelError)) return value
  return new CelError(`expression '${text.text}' resulted in error: ${value.message}`, value.span)
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

/** https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/cel/composition.go */
function evaluateVariable(
  name: string,
  expression: CompiledExpression,
  activation: Activation,
  scope: Scope,
): Value | CelError {
  const value =
    expression.kind === 'broken'
      ? new CelError(expression.message)
      : sharedValue(expression, activation, scope)
  if (!(value instanceof CelError)) return value
  return new CelError(
    `composited variable "${name}" fails to evaluate: ${value.message}`,
    value.span,
  )
}

type CompiledProgram = Extract<CompiledExpression, { kind: 'program' }>

/** The value of a program, from another policy where that has evaluated the same text on the same subject. */
function sharedValue(
  { program, readsRequestOnly }: CompiledProgram,
  activation: Activation,
  { control, shared }: Scope,
): Value | CelError {
  if (!readsRequestOnly) return program.evaluate(activation, control)
  const known = shared.get(program.expression)
  if (known !== undefined && control.spent + known.cost <= control.costLimit) {
    control.spent += known.cost
    return known.value
  }
  const before = control.spent
  const value = program.evaluate(activation, control)
  if (value instanceof CelError) return value
  shared.set(program.expression, { value, cost: control.spent - before })
  return value
}

function namespaceValue(answer: NamespaceAnswer): JsonObject | null | CelError {
  return answer.kind === 'unknown' ? new CelError(answer.message) : answer.object
}
