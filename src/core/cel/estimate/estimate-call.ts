import type { KubernetesVersion } from '../../kubernetes/version.ts'
import { isAtLeast } from '../../kubernetes/version.ts'
import type { CallNode, Expression } from '../ast.ts'
import type { Checked } from '../check/checked.ts'
import type { Type } from '../check/type.ts'
import type { Call, CallEstimate, Operand } from './call-estimate.ts'
import { type Estimate, most, none, one, sum, union } from './estimate.ts'
import { type KnownSizes, sizeOrUnknown, unionOfEntries } from './known-sizes.ts'
import { kubernetesEstimate } from './kubernetes-estimates.ts'
import { languageEstimate } from './language-estimates.ts'
import { listEstimate } from './list-estimates.ts'
import { stepFrom, stepsOf } from './path.ts'
import type { Sizes } from './sizes.ts'

/** What estimating an expression knows and has found out so far. */
export interface Estimator {
  readonly checked: Checked
  readonly sizes: Sizes
  readonly kubernetesVersion: KubernetesVersion
  readonly typeOf: (node: Expression) => Type
  readonly known: KnownSizes
  readonly costs: Map<Expression, Estimate>
}

export interface CallParts {
  /** With its namespace. */
  readonly name: string
  readonly target: Expression | undefined
  readonly arguments: readonly Expression[]
  readonly overloads: readonly string[]
}

type CostOf = (node: Expression, estimator: Estimator) => Estimate

/** The range that covers the estimates of all overloads that it may be; what is known of the result is remembered. */
export function estimateCall(
  node: CallNode,
  parts: CallParts,
  estimator: Estimator,
  costOf: CostOf,
): Estimate {
  const { known } = estimator
  const operands = parts.arguments.map((argument) => {
    const cost = costOf(argument, estimator)
    return { cost, operand: operandOf(argument, estimator) }
  })
  if (parts.overloads.length === 0) return none
  const targetCost = parts.target === undefined ? none : costOf(parts.target, estimator)
  const context: CallContext = {
    node,
    name: parts.name,
    target: parts.target && operandOf(parts.target, estimator),
    operands,
    estimator,
  }
  let cost: Estimate = { min: most, max: 0n }
  let resultSize: Estimate | undefined
  for (const overload of parts.overloads) {
    const estimate = estimateOverload(overload, context)
    cost = union(cost, estimate.cost)
    resultSize = unionOfSizes(resultSize, estimate.resultSize)
    const element = indexed(node, overload, estimator)
    if (element !== undefined) resultSize = element.size
    resultSize ??= known.sizeOf(node)
  }
  known.setSize(node, resultSize)
  return sum(targetCost, cost)
}

interface CallContext {
  readonly node: CallNode
  readonly name: string
  readonly target: Operand | undefined
  readonly operands: readonly { readonly cost: Estimate; readonly operand: Operand }[]
  readonly estimator: Estimator
}

function operandOf(expression: Expression, { known, typeOf }: Estimator): Operand {
  return {
    type: typeOf(expression),
    path: known.pathOf(expression),
    expression,
    size: known.sizeOf(expression),
  }
}

function unionOfSizes(a: Estimate | undefined, b: Estimate | undefined): Estimate | undefined {
  return a === undefined || b === undefined ? (a ?? b) : union(a, b)
}

/** What an index gives has its place among the items or values. */
function indexed(
  node: CallNode,
  overload: string,
  { known }: Estimator,
): { readonly size: Estimate | undefined } | undefined {
  const step = { index_list: '@items', index_map: '@values' }[overload]
  const [container] = node.arguments
  if (step === undefined || container === undefined) return undefined
  known.setPath(node, stepFrom(known.pathOf(container), step))
  return { size: known.entriesOf(container)?.value }
}

function estimateOverload(overload: string, context: CallContext): CallEstimate {
  if (overload === 'logical_or' || overload === 'logical_and') return shortCircuit(context)
  if (overload === 'conditional') return conditional(context)
  const { node, name, target, operands, estimator } = context
  const { known, sizes } = estimator
  const call: Call = {
    target,
    arguments: operands.map(({ operand }) => operand),
    overload,
    sizeOf: ({ size, path }) => size ?? sizeOrUnknown(path && sizes(stepsOf(path))),
  }
  const estimate =
    listEstimate(overload)?.(call) ??
    kubernetesEstimate(name)?.(call) ??
    ofLanguage(overload, call, estimator.kubernetesVersion)
  if (entriesAdd.has(overload)) known.setEntries(node, unionOfArguments(node.arguments, known))
  return {
    ...(estimate ?? { cost: one }),
    cost: sum(estimate?.cost ?? one, ...operands.map(({ cost }) => cost)),
  }
}

/** Until 1.36 the function `matches(text, pattern)` was estimated to cost 1, unlike the method. */
function ofLanguage(
  overload: string,
  call: Call,
  kubernetesVersion: KubernetesVersion,
): CallEstimate | undefined {
  if (overload === 'matches' && !isAtLeast(kubernetesVersion, '1.37')) return undefined
  return languageEstimate(overload)?.(call)
}

const entriesAdd: ReadonlySet<string> = new Set(['add_string', 'add_bytes', 'add_list'])

function unionOfArguments([a, b]: readonly Expression[], known: KnownSizes) {
  return a && b && unionOfEntries(known.entriesOf(a), known.entriesOf(b))
}

/** At least the first one is evaluated. */
function shortCircuit({ operands: [left, right] }: CallContext): CallEstimate {
  const [first, second] = [left?.cost ?? none, right?.cost ?? none]
  return { cost: { min: first.min, max: sum(first, second).max } }
}

/** Only one of the two is evaluated. */
function conditional({ node, operands, estimator: { known } }: CallContext): CallEstimate {
  const [condition, yes, no] = operands
  known.setEntries(node, unionOfArguments(node.arguments.slice(1), known))
  return {
    cost: sum(condition?.cost ?? none, union(yes?.cost ?? none, no?.cost ?? none)),
    resultSize: union(sizeOrUnknown(yes?.operand.size), sizeOrUnknown(no?.operand.size)),
  }
}
