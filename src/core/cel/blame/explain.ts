import { access } from '../access.ts'
import type { CallNode, ComprehensionNode } from '../ast.ts'
import type { Trace } from '../trace.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Optional } from '../values/optional.ts'
import { type Context, placeInside } from './context.ts'
import { type Turn, takenTurns, turnsOf } from './macro-turns.ts'
import { boundContext, contextOfTurn, placeOfElement, placeOfTrace } from './place-of-trace.ts'
import type { Place } from './places.ts'
import { type Read, withoutRepetition } from './read.ts'

/** What was read to come to the traced value, where possible only what decided it. */
export function explain(trace: Trace, context: Context): readonly Read[] {
  const { node, value } = trace
  const place = value instanceof CelError ? undefined : placeOfTrace(trace, context)
  if (place !== undefined) return explainPlace(place, value, trace, context)
  switch (node.kind) {
    case 'select':
      return explainField(node.field, trace, context)
    case 'call':
      return explainCall(node, trace, context)
    case 'comprehension':
      return explainMacro(node, trace, context)
    case 'bind':
      return explainBound(trace, context)
    default:
      return explainAll(trace.children, context)
  }
}

function explainAll(traces: readonly Trace[], context: Context): readonly Read[] {
  return traces.flatMap((trace) => explain(trace, context))
}

/** A variable that was computed is explained by what its own expression read. */
function explainPlace(
  place: Place,
  value: Value | CelError | undefined,
  trace: Trace,
  context: Context,
): readonly Read[] {
  const [name] = place.path
  const isVariable = place.root === 'variables' && typeof name === 'string'
  const variable = isVariable ? context.traceVariable(name) : undefined
  const reads = variable === undefined ? [] : readsOfVariable(String(name), variable, context)
  if (reads.length > 0) return reads
  return [{ ...place, value: contentOf(value), span: trace.node.span }]
}

function readsOfVariable(name: string, trace: Trace, context: Context): readonly Read[] {
  const known = context.variableReads.get(name)
  if (known !== undefined) return known
  const reads = withoutRepetition(explain(trace, { ...context, bindings: new Map() }))
  context.variableReads.set(name, reads)
  return reads
}

function contentOf(value: Value | CelError | undefined): Value | undefined {
  if (value instanceof CelError) return undefined
  return value instanceof Optional ? value.value : value
}

/** `has(a.b)`, or a field or an element that is missing: the path where it is or would be. */
function explainField(step: string | number, trace: Trace, context: Context): readonly Read[] {
  const [operand] = trace.children
  if (operand === undefined) return []
  const place = placeInside(placeOfTrace(operand, context), step)
  if (place === undefined || operand.value instanceof CelError) return explain(operand, context)
  const target = contentOf(operand.value)
  const found = target === undefined ? undefined : access(target, step)
  return explainPlace(place, found, trace, context)
}

function explainBound(trace: Trace, context: Context): readonly Read[] {
  const [value, body] = trace.children
  const reads = body === undefined ? [] : explain(body, boundContext(trace, context))
  return reads.length > 0 || value === undefined ? reads : explain(value, context)
}

function explainCall(node: CallNode, trace: Trace, context: Context): readonly Read[] {
  const { children, value } = trace
  switch (node.function) {
    case '_&&_':
    case '_||_':
      return explainAll(decisive(children, value), context)
    case '_?_:_':
      return explainBranch(children, context)
    case '_[_]':
    case '_[?_]':
      return explainIndex(trace, context)
    default: {
      const failed = children.filter((child) => child.value instanceof CelError)
      return explainAll(failed.length > 0 ? failed : children, context)
    }
  }
}

/** The operands of a logical operator that have its result; for an error those that are no bools. */
function decisive(children: readonly Trace[], value: Value | CelError): readonly Trace[] {
  if (typeof value !== 'boolean')
    return children.filter((child) => typeof child.value !== 'boolean')
  return children.filter((child) => child.value === value)
}

/** A branch that reads nothing was decided by the condition. */
function explainBranch(children: readonly Trace[], context: Context): readonly Read[] {
  const [condition, branch] = children
  const reads = branch === undefined ? [] : explain(branch, context)
  return reads.length > 0 || condition === undefined ? reads : explain(condition, context)
}

function explainIndex(trace: Trace, context: Context): readonly Read[] {
  const [operand, key] = trace.children
  const step = key?.value
  if (typeof step === 'string' || typeof step === 'number')
    return explainField(step, trace, context)
  return explainAll(
    [operand, key].filter((child) => child !== undefined),
    context,
  )
}

function explainMacro(node: ComprehensionNode, trace: Trace, context: Context): readonly Read[] {
  const [range] = trace.children
  if (range === undefined) return []
  const turns = decisiveTurns(node, trace)
  const reads = turns.flatMap((turn) => explainTurn(node, range, turn, context))
  return reads.length > 0 ? reads : explain(range, context)
}

/** The turns that decided: none where the range as a whole did. */
function decisiveTurns(node: ComprehensionNode, trace: Trace): readonly Turn[] {
  const turns = turnsOf(node, trace)
  if (trace.value instanceof CelError) return turns.filter(isFailed).slice(0, 1)
  switch (node.macro) {
    case 'all':
      return turns.filter(({ predicate }) => predicate?.value === false)
    case 'exists':
      if (trace.value === true) return takenTurns(turns)
      return turns.length === 1 ? turns : []
    case 'exists_one':
    case 'existsOne':
      return []
    default:
      return takenTurns(turns)
  }
}

function isFailed({ predicate, transform }: Turn): boolean {
  return [predicate, transform].some((part) => part?.value instanceof CelError)
}

/** What the turn read; the element itself where its body read nothing that has a place. */
function explainTurn(
  node: ComprehensionNode,
  range: Trace,
  turn: Turn,
  context: Context,
): readonly Read[] {
  const inner = contextOfTurn(node, range, turn, context)
  const decided = turn.transform ?? turn.predicate
  const reads = decided === undefined ? [] : explain(decided, inner)
  const place = placeOfElement(range, turn.index, context)
  if (reads.length > 0 || place === undefined) return reads
  const value = contentOf(range.value)
  return explainPlace(
    place,
    value === undefined ? undefined : access(value, turn.index),
    range,
    context,
  )
}
