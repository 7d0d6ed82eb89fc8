import type { CallNode, ComprehensionNode, SelectNode } from '../ast.ts'
import { isList, isMap, keysOf } from '../list-and-map.ts'
import type { Trace } from '../trace.ts'
import type { CelError, Value } from '../value.ts'
import { Optional } from '../values/optional.ts'
import { type Context, placeInside } from './context.ts'
import { type Turn, takenTurns, turnsOf } from './macro-turns.ts'
import type { Place } from './places.ts'

/** Where the traced value was read from, when it is what some path holds and not computed; otherwise undefined. */
export function placeOfTrace(trace: Trace, context: Context): Place | undefined {
  return context.placeOf(contentOf(trace.value)) ?? placeByStructure(trace, context)
}

/** Where the element of the traced list is, or the entry of the traced map, by its order. */
export function placeOfElement(trace: Trace, index: number, context: Context): Place | undefined {
  const value = contentOf(trace.value)
  const whole = placeOfTrace(trace, context)
  if (isMap(value)) return placeInside(whole, String(keysOf(value)[index]))
  if (!isList(value)) return undefined
  return (
    context.placeOf(value[index]) ??
    elementByStructure(trace, index, context) ??
    placeInside(whole, index)
  )
}

/** The context inside one turn of a macro. */
export function contextOfTurn(
  node: ComprehensionNode,
  range: Trace,
  { index }: Turn,
  context: Context,
): Context {
  const place = placeOfElement(range, index, context)
  const bindings = new Map(context.bindings)
  if (node.secondVariable === undefined) bindings.set(node.variable, place)
  else {
    // The index of an element is counted, not read; the key of an entry is.
    bindings.set(node.variable, isMap(contentOf(range.value)) ? place : undefined)
    bindings.set(node.secondVariable, place)
  }
  return { ...context, bindings }
}

function contentOf(value: Value | CelError): Value | CelError | undefined {
  return value instanceof Optional ? value.value : value
}

function placeByStructure(trace: Trace, context: Context): Place | undefined {
  const { node } = trace
  switch (node.kind) {
    case 'identifier':
      return context.bindings.has(node.name)
        ? context.bindings.get(node.name)
        : { root: node.name, path: [] }
    case 'select':
      return placeOfSelect(node, trace, context)
    case 'call':
      return placeOfCall(node, trace, context)
    case 'bind':
      return placeOfBound(trace, context)
    default:
      return undefined
  }
}

function placeOfSelect(node: SelectNode, trace: Trace, context: Context): Place | undefined {
  const [operand] = trace.children
  // A chain that stands for one declared name, such as authorizer.requestResource, has no operand.
  if (operand === undefined || node.testOnly) return undefined
  const place = placeOfTrace(operand, context)
  return isVariables(place) ? placeOfVariable(node.field, context) : placeInside(place, node.field)
}

function isVariables(place: Place | undefined): boolean {
  return place?.root === 'variables' && place.path.length === 0
}

/** Where a variable's value was read, when it is no computed one; otherwise the variable itself. */
function placeOfVariable(name: string, context: Context): Place {
  const trace = context.traceVariable(name)
  const place = trace && placeOfTrace(trace, { ...context, bindings: new Map() })
  return place ?? { root: 'variables', path: [name] }
}

function placeOfBound(trace: Trace, context: Context): Place | undefined {
  const [, body] = trace.children
  return body && placeOfTrace(body, boundContext(trace, context))
}

/** The context inside the body of `optMap` and its like. */
export function boundContext(trace: Trace, context: Context): Context {
  const [value] = trace.children
  if (trace.node.kind !== 'bind' || value === undefined) return context
  const place = placeOfTrace(value, context)
  return { ...context, bindings: new Map(context.bindings).set(trace.node.name, place) }
}

/** Calls that hand on what they are given. */
const transparent: ReadonlySet<string> = new Set([
  'dyn',
  'optional.of',
  'optional.ofNonZeroValue',
  'of',
  'ofNonZeroValue',
  'value',
])

function placeOfCall(node: CallNode, trace: Trace, context: Context): Place | undefined {
  const [first, second] = trace.children
  if (first === undefined) return undefined
  switch (node.function) {
    case '_[_]':
    case '_[?_]':
      return placeOfIndex(first, second, context)
    case '_?_:_':
      return second && placeOfTrace(second, context)
    case 'or':
    case 'orValue':
      return placeOfTrace(second ?? first, context)
    default:
      return transparent.has(node.function) ? placeOfTrace(first, context) : undefined
  }
}

function placeOfIndex(operand: Trace, key: Trace | undefined, context: Context): Place | undefined {
  const step = key?.value
  const place = placeOfTrace(operand, context)
  if (typeof step !== 'string' && typeof step !== 'number') return undefined
  if (isVariables(place)) return placeOfVariable(String(step), context)
  return placeInside(place, step)
}

/** An element of a list that an expression put together from others. */
function elementByStructure(trace: Trace, index: number, context: Context): Place | undefined {
  const { node, children } = trace
  if (node.kind === 'list') {
    const element = children[index]
    return element && placeOfTrace(element, context)
  }
  if (node.kind === 'comprehension') return elementOfMacro(node, trace, index, context)
  if (node.kind === 'select') return elementOfVariable(node, index, context)
  const [first, second] = children
  if (node.kind !== 'call' || first === undefined) return undefined
  if (node.function === '_+_' && second !== undefined) {
    return elementOfSum(first, second, index, context)
  }
  return transparent.has(node.function) || node.function === 'orValue'
    ? placeOfElement(second ?? first, index, context)
    : undefined
}

function elementOfSum(
  left: Trace,
  right: Trace,
  index: number,
  context: Context,
): Place | undefined {
  const size = isList(left.value) ? left.value.length : 0
  return index < size
    ? placeOfElement(left, index, context)
    : placeOfElement(right, index - size, context)
}

function elementOfVariable(node: SelectNode, index: number, context: Context): Place | undefined {
  if (node.operand.kind !== 'identifier' || node.operand.name !== 'variables') return undefined
  const trace = context.traceVariable(node.field)
  return trace && placeOfElement(trace, index, { ...context, bindings: new Map() })
}

function elementOfMacro(
  node: ComprehensionNode,
  trace: Trace,
  index: number,
  context: Context,
): Place | undefined {
  const [range] = trace.children
  const turn = takenTurns(turnsOf(node, trace))[index]
  if (range === undefined || turn === undefined) return undefined
  if (node.macro === 'filter') return placeOfElement(range, turn.index, context)
  return turn.transform && placeOfTrace(turn.transform, contextOfTurn(node, range, turn, context))
}
