import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type {
  BindNode,
  CallNode,
  ComprehensionNode,
  Expression,
  ListNode,
  MapNode,
  SelectNode,
} from '../ast.ts'
import type { Checked, Reference } from '../check/checked.ts'
import { dynType } from '../check/type.ts'
import { listCost } from './call-estimate.ts'
import { type Estimate, fixed, most, none, one, product, sum, union } from './estimate.ts'
import { type CallParts, type Estimator, estimateCall } from './estimate-call.ts'
import { type EntrySizes, knownSizes, sizeOrUnknown } from './known-sizes.ts'
import { pathOf, stepFrom } from './path.ts'
import type { Sizes } from './sizes.ts'

/**
 * What evaluating the expression costs at least and at most, where values are as large as `sizes` says. As cel-go and
 * Kubernetes estimate it for the rules of CustomResourceDefinitions; where a size is not known, there is no upper limit
 * (2^64-1). https://github.com/google/cel-go/blob/v0.29.2/checker/cost.go
 */
export function estimateCost(
  root: Expression,
  checked: Checked,
  sizes: Sizes,
  kubernetesVersion: KubernetesVersion,
): Estimate {
  const typeOf = (node: Expression) => checked.types.get(node) ?? dynType
  const known = knownSizes(typeOf, sizes)
  return costOf(root, { checked, sizes, kubernetesVersion, typeOf, known, costs: new Map() })
}

/** A macro may mention a node twice; it is looked at once, so that macros in macros do not double the work each time. */
function costOf(node: Expression, estimator: Estimator): Estimate {
  const { costs } = estimator
  const cost = costs.get(node) ?? costOfNode(node, estimator)
  costs.set(node, cost)
  return cost
}

function costOfNode(node: Expression, estimator: Estimator): Estimate {
  const name = nameOf(node, estimator.checked.references.get(node))
  if (name !== undefined) return costOfName(node, name, estimator)
  switch (node.kind) {
    case 'literal':
    case 'identifier':
      return none
    case 'select':
      return costOfSelect(node, estimator)
    case 'call':
      return costOfCall(node, estimator)
    case 'list':
      return costOfList(node, estimator)
    case 'map':
      return costOfMap(node, estimator)
    case 'object':
      return sum(fixed(structCost), ...node.fields.map(({ value }) => costOf(value, estimator)))
    case 'comprehension':
      return costOfComprehension(node, estimator)
    case 'bind':
      return costOfBind(node, estimator)
  }
}

const mapCost = 30n
const structCost = 40n

/** The name that a node is, which a chain of fields may be as well (`authorizer.requestResource`). */
function nameOf(node: Expression, reference: Reference | undefined): string | undefined {
  if (reference?.kind === 'global' || reference?.kind === 'type') return reference.name
  return node.kind === 'identifier' ? node.name : undefined
}

function costOfName(node: Expression, name: string, { known }: Estimator): Estimate {
  const local = known.local(name)
  known.setPath(node, local === undefined ? pathOf(name) : local.path)
  return one
}

/** `has(…)` costs no more than what it asks of. */
function costOfSelect(node: SelectNode, estimator: Estimator): Estimate {
  if (node.optional) return costOfOptionalSelect(node, estimator)
  const { known, typeOf } = estimator
  const cost = costOf(node.operand, estimator)
  if (node.testOnly) return cost
  known.setPath(node, stepFrom(known.pathOf(node.operand), node.field))
  const { kind } = typeOf(node.operand)
  return kind === 'map' || kind === 'struct' ? sum(cost, one) : cost
}

/** A call, for cel-go. */
function costOfOptionalSelect(node: SelectNode, estimator: Estimator): Estimate {
  const cost = sum(costOf(node.operand, estimator), one)
  estimator.known.setSize(node, estimator.known.sizeOf(node))
  return cost
}

function costOfCall(node: CallNode, estimator: Estimator): Estimate {
  const reference = estimator.checked.references.get(node)
  const parts = partsOf(node, reference)
  const { known } = estimator
  const [argument] = parts.arguments
  if (parts.name === 'dyn' && argument !== undefined) {
    const cost = costOf(argument, estimator)
    known.setSize(node, known.sizeOf(argument))
    known.setEntries(node, known.entriesOf(argument))
    return sum(cost, one)
  }
  return estimateCall(node, parts, estimator, costOf)
}

/** A namespace in front of a function is no target. */
function partsOf(node: CallNode, reference: Reference | undefined): CallParts {
  const { function: name, target, arguments: list } = node
  switch (reference?.kind) {
    case 'function':
      return {
        name: reference.overloads[0]?.name ?? name,
        target: reference.target ? target : undefined,
        arguments: list,
        overloads: reference.overloads.map(({ id }) => id),
      }
    case 'operator':
      return { name, target, arguments: list, overloads: reference.overloads }
    default:
      return { name, target, arguments: list, overloads: [] }
  }
}

function costOfList(node: ListNode, estimator: Estimator): Estimate {
  const elements = node.elements.map(({ value }) => sized(value, estimator))
  estimator.known.setEntries(node, {
    container: 'list',
    key: one,
    value: sizeOfAny(elements),
  })
  return sum(...elements.map(({ cost }) => cost), fixed(listCost))
}

function costOfMap(node: MapNode, estimator: Estimator): Estimate {
  const entries = node.entries.map(({ key, value }) => {
    const [keyCost, valueCost] = [costOf(key, estimator), costOf(value, estimator)]
    const { known } = estimator
    return {
      key: { cost: keyCost, size: sizeOrUnknown(known.sizeOf(key)) },
      value: { cost: valueCost, size: sizeOrUnknown(known.sizeOf(value)) },
    }
  })
  estimator.known.setEntries(node, {
    container: 'map',
    key: sizeOfAny(entries.map(({ key }) => key)),
    value: sizeOfAny(entries.map(({ value }) => value)),
  })
  return sum(...entries.flatMap(({ key, value }) => [key.cost, value.cost]), fixed(mapCost))
}

interface Sized {
  readonly cost: Estimate
  readonly size: Estimate
}

function sized(node: Expression, estimator: Estimator): Sized {
  const cost = costOf(node, estimator)
  return { cost, size: sizeOrUnknown(estimator.known.sizeOf(node)) }
}

function sizeOfAny(values: readonly Sized[]): Estimate {
  if (values.length === 0) return none
  return values.reduce((size, value) => union(size, value.size), { min: most, max: 0n })
}

function costOfComprehension(node: ComprehensionNode, estimator: Estimator): Estimate {
  const { known } = estimator
  const before = sum(costOf(node.range, estimator), costOf(node.initial, estimator))
  pushValue(node.accumulator, node.initial, estimator)
  pushVariables(node, estimator)
  const condition = costOf(node.condition, estimator)
  const step = costOf(node.step, estimator)
  known.pop(node.variable)
  if (node.secondVariable !== undefined) known.pop(node.secondVariable)
  const result = costOf(node.result, estimator)
  known.pop(node.accumulator)
  const count = sizeOrUnknown(known.sizeOf(node.range))
  setResultSize(node, count, estimator)
  return sum(before, result, product(count, sum(step, condition)))
}

/** What a name is bound to. */
function pushValue(name: string, value: Expression, { known }: Estimator): void {
  const entries = known.entriesOf(value)
  known.push(name, { path: known.pathOf(value), size: known.sizeOf(value), entries })
}

/** With one variable an element or a key; with two an index or key, and an element or value. */
function pushVariables(node: ComprehensionNode, estimator: Estimator): void {
  const { known, typeOf } = estimator
  const entries = known.entriesOf(node.range)
  const isList = (entries?.container ?? typeOf(node.range).kind) === 'list'
  const push = (name: string, part: keyof Steps) => {
    const steps = isList ? stepsOfList : stepsOfMap
    const path = stepFrom(known.pathOf(node.range), steps[part])
    known.push(name, { path, size: entries?.[part], entries: undefined })
  }
  if (node.secondVariable === undefined) {
    push(node.variable, isList ? 'value' : 'key')
  } else {
    push(node.variable, 'key')
    push(node.secondVariable, 'value')
  }
}

type Steps = Readonly<Record<keyof Omit<EntrySizes, 'container'>, string>>

const stepsOfList: Steps = { key: '@indices', value: '@items' }
const stepsOfMap: Steps = { key: '@keys', value: '@values' }

/** A fold into a list or map is as large as its range, and its entries are those that a step makes. */
function setResultSize(node: ComprehensionNode, count: Estimate, { known }: Estimator): void {
  if (node.initial.kind === 'literal') known.setSize(node, known.sizeOf(node.initial))
  if (node.initial.kind === 'list' || node.initial.kind === 'map') {
    known.setSize(node, count)
    known.setEntries(node, known.entriesOf(node.step))
  }
}

/** cel-go counts the empty range that its form of a binding has. */
function costOfBind(node: BindNode, estimator: Estimator): Estimate {
  const { known } = estimator
  const value = costOf(node.value, estimator)
  pushValue(node.name, node.value, estimator)
  const body = costOf(node.body, estimator)
  known.pop(node.name)
  known.setSize(node, known.sizeOf(node.body))
  known.setEntries(node, known.entriesOf(node.body))
  return sum(fixed(listCost), value, body)
}
