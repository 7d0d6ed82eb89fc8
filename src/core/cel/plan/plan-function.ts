import { isAtLeast } from '../../kubernetes/version.ts'
import type { CallNode } from '../ast.ts'
import type { Apply, Overload } from '../libraries/library.ts'
import { type TypeGuard, typeGuardOf } from '../libraries/type-guard.ts'
import type { Reference } from '../resolve.ts'
import { typeNameOf } from '../type-of.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Optional } from '../values/optional.ts'
import { countCall, type Frame, type Run } from './frame.ts'
import { located } from './located.ts'
import { planMaybe } from './plan-maybe.ts'
import type { Planner } from './planner.ts'

type FunctionReference = Extract<Reference, { kind: 'function' }>

interface Candidate {
  readonly guards: readonly TypeGuard[]
  readonly apply: Apply
}

/** A call of a library's function: the first overload that the arguments fit. */
export function planFunction(node: CallNode, reference: FunctionReference, planner: Planner): Run {
  const receiver = reference.target && node.target !== undefined ? [node.target] : []
  const nodes = [...receiver, ...node.arguments]
  const fused = planFused(node, reference, planner)
  if (fused !== undefined) return fused
  const operands = nodes.map(planner.plan)
  if (reference.target && node.function === 'orValue') return planOrValue(node, operands, planner)
  if (reference.target && node.function === 'or') return planOr(node, operands, planner)
  const constants = nodes.map(planner.constantOf)
  const { candidates, dispatch } = dispatchOf(node, reference, constants)
  if (constants.every((value) => value !== undefined)) {
    return planConstant(located(dispatch(constants as readonly Value[]), node))
  }
  const [first, second] = operands
  if (first !== undefined && operands.length === 1)
    return planUnary(node, first, candidates, dispatch)
  if (first !== undefined && second !== undefined && operands.length === 2) {
    return planBinary(node, [first, second], candidates, dispatch)
  }
  return (frame) => {
    const values = collect(operands, frame)
    if (values instanceof CelError) return values
    countCall(frame)
    return located(dispatch(values), node)
  }
}

/** The overloads, and the function that takes the first one that all values fit. */
export function dispatchOf(
  node: CallNode,
  { overloads }: FunctionReference,
  constants: readonly (Value | undefined)[],
): { readonly candidates: readonly Candidate[]; readonly dispatch: Dispatch } {
  const candidates = overloads.map((overload) => candidateOf(overload, constants))
  return { candidates, dispatch: dispatcher(candidates, mismatchOf(overloads, node)) }
}

/** `chain.orValue(x)` and `chain.hasValue()` on a chain of optional accesses, without the optionals in between. */
function planFused(
  node: CallNode,
  reference: FunctionReference,
  planner: Planner,
): Run | undefined {
  const [fallbackNode] = node.arguments
  if (!reference.target || node.target === undefined) return undefined
  if (node.function !== 'orValue' && node.function !== 'hasValue') return undefined
  const maybe = planMaybe(node.target, planner)
  if (maybe === undefined) return undefined
  const fallback = fallbackNode === undefined ? undefined : planner.plan(fallbackNode)
  return (frame) => {
    const value = maybe(frame)
    if (value instanceof CelError) return value
    countCall(frame)
    if (fallback === undefined) return value !== undefined
    return value === undefined ? fallback(frame) : value
  }
}

/** Functions are pure, so what depends on constants alone is known before the first request. */
function planConstant(result: Value | CelError): Run {
  return (frame) => {
    countCall(frame)
    return result
  }
}

function candidateOf(overload: Overload, constants: readonly (Value | undefined)[]): Candidate {
  return {
    guards: overload.accepts.map(typeGuardOf),
    apply: overload.prepare?.(constants) ?? (overload.apply as Apply),
  }
}

function dispatcher(
  candidates: readonly Candidate[],
  mismatch: (values: readonly Value[]) => CelError,
): (values: readonly Value[]) => Value | CelError {
  return (values) => {
    for (const { guards, apply } of candidates) {
      if (fits(guards, values)) return apply(...values)
    }
    return mismatch(values)
  }
}

function fits(guards: readonly TypeGuard[], values: readonly Value[]): boolean {
  for (let index = 0; index < guards.length; index++) {
    if (guards[index]?.(values[index] as Value) !== true) return false
  }
  return true
}

function mismatchOf(
  overloads: readonly Overload[],
  node: CallNode,
): (values: readonly Value[]) => CelError {
  const name = overloads[0]?.name ?? node.function
  const special = overloads.find(({ mismatch }) => mismatch !== undefined)?.mismatch
  if (special !== undefined) return special
  return (values) => new CelError(`no such overload: ${name}(${values.map(typeNameOf).join(', ')})`)
}

type Dispatch = (values: readonly Value[]) => Value | CelError

/** One argument, as most calls have: the first overload is tried without making a list of arguments. */
function planUnary(
  node: CallNode,
  operand: Run,
  [candidate]: readonly Candidate[],
  dispatch: Dispatch,
): Run {
  const guard = candidate?.guards[0] ?? never
  const apply = candidate?.apply ?? noSuchOverload
  return (frame) => {
    const value = operand(frame)
    if (value instanceof CelError) return value
    countCall(frame)
    return located(guard(value) ? apply(value) : dispatch([value]), node)
  }
}

/** Two arguments, likewise. */
function planBinary(
  node: CallNode,
  [left, right]: readonly [Run, Run],
  [candidate]: readonly Candidate[],
  dispatch: Dispatch,
): Run {
  const [guardLeft = never, guardRight = never] = candidate?.guards ?? []
  const apply = candidate?.apply ?? noSuchOverload
  return (frame) => {
    const first = left(frame)
    if (first instanceof CelError) return first
    const second = right(frame)
    if (second instanceof CelError) return second
    countCall(frame)
    const fits = guardLeft(first) && guardRight(second)
    return located(fits ? apply(first, second) : dispatch([first, second]), node)
  }
}

const never: TypeGuard = () => false

function collect(operands: readonly Run[], frame: Frame): readonly Value[] | CelError {
  const values: Value[] = []
  for (const operand of operands) {
    const value = operand(frame)
    if (value instanceof CelError) return value
    values.push(value)
  }
  return values
}

/** `a.orValue(b)` evaluates b only where a is none. */
function planOrValue(node: CallNode, operands: readonly Run[], planner: Planner): Run {
  const [left, right] = operands as readonly [Run, Run]
  return (frame) => {
    const value = left(frame)
    if (value instanceof CelError) return value
    countCall(frame)
    if (!(value instanceof Optional)) return plainValue(value, node, planner)
    return value.value === undefined ? right(frame) : value.value
  }
}

/** `a.or(b)` evaluates b only where a is none. */
function planOr(node: CallNode, operands: readonly Run[], planner: Planner): Run {
  const [left, right] = operands as readonly [Run, Run]
  return (frame) => {
    const value = left(frame)
    if (value instanceof CelError) return value
    countCall(frame)
    if (!(value instanceof Optional)) return plainValue(value, node, planner)
    return value.value === undefined ? right(frame) : value
  }
}

/**
 * Where an optional was expected a plain value stays what it is up to 1.36; from 1.37 it is an error.
 * https://github.com/google/cel-go/blob/v0.26.0/cel/library.go and v0.29.2 (evalOptionalOrValue)
 */
function plainValue(value: Value, node: CallNode, planner: Planner): Value | CelError {
  return isAtLeast(planner.kubernetesVersion, '1.37') ? located(noSuchOverload(), node) : value
}
