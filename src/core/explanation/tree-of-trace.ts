import { childNodes } from '../cel/all-nodes.ts'
import type { ComprehensionNode, Expression } from '../cel/ast.ts'
import { type Turn, turnsOf } from '../cel/blame/macro-turns.ts'
import { entriesOf, isList, isMap } from '../cel/list-and-map.ts'
import { nodeText } from '../cel/node-text.ts'
import { showValue } from '../cel/show-value.ts'
import type { Trace } from '../cel/trace.ts'
import { CelError, type Value } from '../cel/value.ts'
import { isDecisiveTurn, isPivotal } from './decisive.ts'
import type { MacroTurn, ValueNode } from './value-node.ts'

/** How much of a trace is shown. */
export const treeLimits = { nodes: 400, turns: 12, text: 240, value: 160 } as const

/** The trace of an expression as a tree of what a reader wants to see: no literals, and fields with all their steps. */
export function treeOfTrace(trace: Trace, expression: string): readonly ValueNode[] {
  const growth = { expression, left: treeLimits.nodes }
  return flattened(grow({ trace, isDecisive: true, turn: null }, growth), 0)
}

type Tree = Omit<ValueNode, 'depth'> & { readonly children: readonly Tree[] }

function flattened({ children, ...node }: Tree, depth: number): readonly ValueNode[] {
  return [{ depth, ...node }, ...children.flatMap((child) => flattened(child, depth + 1))]
}

/** What a tree grows from; `left` counts the nodes that there is room for. */
interface Growth {
  readonly expression: string
  left: number
}

/** A node that is still to be shown; without a trace it was not evaluated. */
interface Seed {
  readonly trace: Trace | undefined
  readonly node?: Expression
  readonly isDecisive: boolean
  readonly turn: MacroTurn | null
}

function grow(seed: Seed, growth: Growth): Tree {
  const { trace, isDecisive, turn } = seed
  const node = trace?.node ?? seed.node
  if (node === undefined) throw new Error('a node without an expression cannot be shown')
  growth.left--
  const value = trace?.value
  const seeds = trace === undefined ? [] : seedsOf(trace, isDecisive)
  const children: Tree[] = []
  for (const child of seeds) {
    if (growth.left <= 0) break
    children.push(grow(child, growth))
  }
  const { start, end } = (node.macroCall ?? node).span
  return {
    text: cut(nodeText(node, growth.expression)),
    start,
    end,
    value:
      value === undefined || value instanceof CelError ? null : showValue(value, treeLimits.value),
    error: value instanceof CelError ? value.message : null,
    isEvaluated: trace !== undefined,
    isDecisive,
    turn,
    children,
    omitted: seeds.length - children.length + turnsLeftOut(trace),
  }
}

function cut(text: string): string {
  return text.length <= treeLimits.text ? text : `${text.slice(0, treeLimits.text - 1)}…`
}

function seedsOf(trace: Trace, isDecisive: boolean): readonly Seed[] {
  const { node } = trace
  if (isField(trace)) return []
  if (node.kind === 'comprehension') return seedsOfMacro(node, trace, isDecisive)
  const shown = operandsOf(trace)
  const unevaluated = isLazy(node) ? nodesBehind(node, trace) : []
  return [
    ...shown.map((child) => ({
      trace: child,
      isDecisive: isDecisive && isPivotal(child, trace),
      turn: null,
    })),
    ...unevaluated.map((one) => ({ trace: undefined, node: one, isDecisive: false, turn: null })),
  ]
}

/** A name, or a field of what is one, that has a value: nobody has to see how it was found. */
function isField(trace: Trace): boolean {
  const { node, value } = trace
  if (value instanceof CelError) return false
  if (node.kind === 'identifier' || node.kind === 'literal') return true
  return node.kind === 'select' && trace.children.every(isField)
}

/** The operands, each once: those of a chain of && or || as of one operator, those of what a macro hides as its own. */
function operandsOf(trace: Trace): readonly Trace[] {
  const operands = trace.children.flatMap((child) =>
    isJoinedTo(child.node, trace.node) || isSameText(child.node, trace.node)
      ? operandsOf(child)
      : [child],
  )
  const distinct = new Map(
    operands.map((one) => [`${one.node.span.start} ${one.node.span.end}`, one]),
  )
  return [...distinct.values()].filter(({ node }) => !isConstant(node))
}

/** What has the value that one reads in it. */
function isConstant(node: Expression): boolean {
  return node.kind === 'literal' || (node.kind === 'list' && childNodes(node).every(isConstant))
}

function isJoinedTo(node: Expression, parent: Expression): boolean {
  return (
    node.kind === 'call' &&
    parent.kind === 'call' &&
    node.function === parent.function &&
    isJoin(node.function)
  )
}

function isSameText(node: Expression, parent: Expression): boolean {
  return node.span.start === parent.span.start && node.span.end === parent.span.end
}

function isJoin(name: string): boolean {
  return name === '_&&_' || name === '_||_'
}

/** Operators that need not look at all of their operands. */
function isLazy(node: Expression): boolean {
  return node.kind === 'call' && (isJoin(node.function) || node.function === '_?_:_')
}

/** The operands that were not looked at. */
function nodesBehind(node: Expression, trace: Trace): readonly Expression[] {
  if (node.macroCall !== undefined) return []
  return childNodes(node).flatMap((child): readonly Expression[] => {
    const seen = trace.children.find((one) => one.node === child)
    if (seen !== undefined) return isJoinedTo(child, node) ? nodesBehind(child, seen) : []
    return isConstant(child) ? [] : [child]
  })
}

function seedsOfMacro(node: ComprehensionNode, trace: Trace, isDecisive: boolean): readonly Seed[] {
  const [range] = trace.children
  if (range === undefined) return []
  const turns = shownTurns(trace)
  return [
    { trace: range, isDecisive: isDecisive && !turns.some(isDecisiveIn(trace)), turn: null },
    ...turns.flatMap((turn) => {
      const variables = variablesOf(node, range.value, turn.index)
      const isPivot = isDecisive && isDecisiveTurn(turn, trace)
      return [turn.predicate, turn.transform].flatMap((body) =>
        body === undefined
          ? []
          : [{ trace: body, isDecisive: isPivot, turn: { index: turn.index, variables } }],
      )
    }),
  ]
}

function isDecisiveIn(trace: Trace): (turn: Turn) => boolean {
  return (turn) => isDecisiveTurn(turn, trace)
}

/** Those that decided before the others, in their order. */
function shownTurns(trace: Trace): readonly Turn[] {
  const { node } = trace
  if (node.kind !== 'comprehension') return []
  const turns = turnsOf(node, trace)
  if (turns.length <= treeLimits.turns) return turns
  const decisive = turns.filter(isDecisiveIn(trace))
  const others = turns.filter((turn) => !decisive.includes(turn))
  return [...decisive, ...others]
    .slice(0, treeLimits.turns)
    .toSorted((one, other) => one.index - other.index)
}

function turnsLeftOut(trace: Trace | undefined): number {
  if (trace?.node.kind !== 'comprehension') return 0
  return Math.max(turnsOf(trace.node, trace).length - treeLimits.turns, 0)
}

function variablesOf(
  { variable, secondVariable }: ComprehensionNode,
  range: Value | CelError,
  index: number,
): MacroTurn['variables'] {
  const [key, value] = elementOf(range, index)
  const isMapRange = isMap(range)
  const named: readonly (readonly [string, Value | undefined])[] =
    secondVariable === undefined
      ? [[variable, isMapRange ? key : value]]
      : [
          [variable, key],
          [secondVariable, value],
        ]
  return named.flatMap(([name, given]) =>
    given === undefined ? [] : [{ name, value: showValue(given, treeLimits.value) }],
  )
}

function elementOf(
  range: Value | CelError,
  index: number,
): readonly [Value | undefined, Value | undefined] {
  if (isList(range)) return [index, range[index]]
  if (range instanceof CelError || !isMap(range)) return [undefined, undefined]
  return entriesOf(range)[index] ?? [undefined, undefined]
}
