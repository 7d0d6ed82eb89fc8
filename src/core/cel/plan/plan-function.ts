import { isAtLeast } from '../../kubernetes/version.ts'
import type { CallNode } from '../ast.ts'
import type { Reference } from '../check/checked.ts'
import { callCostOf, oneForAll } from '../cost/call-cost.ts'
import { libraries } from '../libraries/libraries.ts'
import type { Apply, Overload } from '../libraries/library.ts'
import { type TypeGuard, typeGuardOf } from '../libraries/type-guard.ts'
import { typeNameOf } from '../type-of.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Optional } from '../values/optional.ts'
import type { Run } from './frame.ts'
import { located } from './located.ts'
import { planStrict } from './plan-strict.ts'
import type { Planner } from './planner.ts'

export type FunctionReference = Extract<Reference, { kind: 'function' }>
export type Dispatch = (values: readonly Value[]) => Value | CelError

/** A call of a library's function: the first overload that the arguments fit. */
export function planFunction(node: CallNode, reference: FunctionReference, planner: Planner): Run {
  const { target } = node
  if (reference.target && target !== undefined) {
    if (node.function === 'orValue') return planOr(node, ({ value }) => value, planner)
    if (node.function === 'or') return planOr(node, (optional) => optional, planner)
  }
  const nodes = operandsOf(node, reference)
  const apply = dispatchOf(node, reference, planner)
  return planStrict(node, nodes, { apply, cost: callCostOf(node, planner) }, planner)
}

/** The receiver, if the call has one, and the arguments. */
export function operandsOf(node: CallNode, reference: FunctionReference): CallNode['arguments'] {
  return reference.target && node.target !== undefined
    ? [node.target, ...node.arguments]
    : node.arguments
}

/** The function that takes the first of the overloads that all values fit. */
export function dispatchOf(
  node: CallNode,
  reference: FunctionReference,
  { constantOf }: Pick<Planner, 'constantOf'>,
): Dispatch {
  const overloads = overloadsOf(reference)
  const constants = operandsOf(node, reference).map((operand) => {
    const value = constantOf(operand)
    return value instanceof CelError ? undefined : value
  })
  const candidates = overloads.map((overload) => candidateOf(overload, constants))
  const mismatch = mismatchOf(overloads, node)
  return (values) => {
    for (const { guards, apply } of candidates) {
      if (fits(guards, values)) return apply(...values)
    }
    return mismatch(values)
  }
}

/**
 * The overloads that were selected; all of a function that has one implementation for them, which looks at the values.
 * https://github.com/google/cel-go/blob/v0.29.2/common/decls/decls.go (SingletonUnaryBinding)
 */
function overloadsOf({ overloads }: FunctionReference): readonly Overload[] {
  const [first] = overloads
  if (first === undefined || !oneForAll.has(first.name)) return overloads
  const all = libraries.flatMap((library) => library.overloads)
  return all.filter(({ name, style }) => name === first.name && style === first.style)
}

interface Candidate {
  readonly guards: readonly TypeGuard[]
  readonly apply: Apply
}

function candidateOf(overload: Overload, constants: readonly (Value | undefined)[]): Candidate {
  const prepared = overload.prepare?.(constants)
  if (prepared !== undefined) return { guards: [], apply: prepared }
  return { guards: overload.accepts.map(typeGuardOf), apply: overload.apply as Apply }
}

function fits(guards: readonly TypeGuard[], values: readonly Value[]): boolean {
  for (let index = 0; index < guards.length; index++) {
    if (guards[index]?.(values[index] as Value) !== true) return false
  }
  return true
}

function mismatchOf(overloads: readonly Overload[], node: CallNode): Dispatch {
  const name = overloads[0]?.name ?? node.function
  const special = overloads.find(({ mismatch }) => mismatch !== undefined)?.mismatch
  if (special !== undefined) return special
  return (values) => new CelError(`no such overload: ${name}(${values.map(typeNameOf).join(', ')})`)
}

/** `a.or(b)` and `a.orValue(b)` evaluate b only where a is none, and cost nothing themselves. */
function planOr(
  node: CallNode,
  content: (optional: Optional<Value>) => Value | undefined,
  planner: Planner,
): Run {
  const [otherwise] = node.arguments
  if (node.target === undefined || otherwise === undefined) {
    throw new Error(`${node.function} without an operand was planned`)
  }
  const left = planner.plan(node.target)
  const right = planner.plan(otherwise)
  return (frame) => {
    const value = left(frame)
    if (value instanceof CelError) return value
    if (!(value instanceof Optional)) return plainValue(value, node, planner)
    return value.value === undefined ? right(frame) : (content(value) as Value)
  }
}

/**
 * Where an optional was expected a plain value stays what it is up to 1.36; from 1.37 it is an error.
 * https://github.com/google/cel-go/blob/v0.26.0/cel/library.go and v0.29.2 (evalOptionalOrValue)
 */
function plainValue(value: Value, node: CallNode, planner: Planner): Value | CelError {
  return isAtLeast(planner.kubernetesVersion, '1.37') ? located(noSuchOverload(), node) : value
}
