import { childNodes } from '../../cel/all-nodes.ts'
import type { CallNode, ComprehensionNode, Expression } from '../../cel/ast.ts'
import { macroBodyOf } from '../../cel/plan/macro-body.ts'
import { isCallOf } from '../reading/terms.ts'
import type { Sense } from './point.ts'

/** A part of an expression on whose value something depends. */
export interface ClauseNode {
  readonly node: Expression
  readonly sense: Sense
  /** What it is called: `condition`, `choice`, `test`, `range`, `optional`. */
  readonly title: string
}

/**
 * Every clause inside of an expression, in the order of the text, each node once: operands of `&&` and `||`, what `?:` chooses
 * by, what macros test, what `all` and `exists` go through, and optionals whose presence decides. The value of the whole is
 * not among them.
 */
export function clausesIn(root: Expression): readonly ClauseNode[] {
  const found = new Map<Expression, ClauseNode>()
  const seen = new Set<Expression>()
  visit(root, { found, seen })
  return [...found.values()].sort((one, other) => one.node.span.start - other.node.span.start)
}

/** What decides alone, `!` looked through: the operands of `&&` and `||`, however they are nested. */
function conditionsOf(node: Expression): readonly Expression[] {
  const inner = withoutNot(node)
  return isJoin(inner) ? childNodes(inner).flatMap(conditionsOf) : [inner]
}

interface Walk {
  readonly found: Map<Expression, ClauseNode>
  readonly seen: Set<Expression>
}

function visit(node: Expression, walk: Walk): void {
  if (walk.seen.has(node)) return
  walk.seen.add(node)
  if (isJoin(node)) {
    for (const one of conditionsOf(node)) {
      note({ node: one, sense: 'truth', title: 'condition' }, walk)
      visitCondition(one, walk)
    }
  } else if (node.kind === 'comprehension') visitMacro(node, walk)
  else if (isCallOf(node, '_?_:_') && node.macroCall === undefined) visitChoice(node, walk)
  else {
    for (const optional of optionalsOf(node)) {
      note({ node: withoutOptMap(optional), sense: 'presence', title: 'optional' }, walk)
    }
    for (const child of childNodes(node)) visit(child, walk)
  }
}

function note(clause: ClauseNode, { found }: Walk): void {
  if (isConstant(clause.node) || found.has(clause.node)) return
  found.set(clause.node, clause)
}

/** What decides is a clause; what it decides by, whether an optional has a value, is none beside it. */
function visitDecision(node: Expression, title: string, walk: Walk): void {
  const inner = withoutNot(node)
  note({ node: inner, sense: 'truth', title }, walk)
  visitCondition(inner, walk)
}

function visitCondition(node: Expression, walk: Walk): void {
  const optional = hasValueOf(node)
  if (optional === undefined) visit(node, walk)
  else visit(optional, walk)
}

function visitChoice(node: CallNode, walk: Walk): void {
  const [condition, ...branches] = node.arguments
  if (condition !== undefined) visitDecision(condition, 'choice', walk)
  for (const branch of branches) visit(branch, walk)
}

function visitMacro(node: ComprehensionNode, walk: Walk): void {
  const { predicate, transform } = macroBodyOf(node)
  if (quantifiers.has(node.macro) && !isNeverEmpty(node.range)) {
    note({ node: node.range, sense: 'size', title: 'range' }, walk)
  }
  visit(node.range, walk)
  if (predicate !== undefined) visitDecision(predicate, 'test', walk)
  if (transform !== undefined) visit(transform, walk)
}

/** Those for which it means something that there is no element. */
const quantifiers: ReadonlySet<string> = new Set(['all', 'exists', 'exists_one', 'existsOne'])

/** A list or map that is written out with an element, or a list made of every element of one. */
function isNeverEmpty(node: Expression): boolean {
  switch (node.kind) {
    case 'list':
      return node.elements.some(({ optional }) => !optional)
    case 'map':
      return node.entries.some(({ optional }) => !optional)
    case 'comprehension':
      return (
        node.macro === 'map' &&
        macroBodyOf(node).predicate === undefined &&
        isNeverEmpty(node.range)
      )
    case 'call':
      return node.function === '_+_' && node.arguments.some(isNeverEmpty)
    default:
      return false
  }
}

/** The optionals whose presence the node decides by: what a default stands behind, and what is left out where it is none. */
function optionalsOf(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'call':
      return node.target !== undefined && deciding.has(node.function) ? [node.target] : []
    case 'list':
      return node.elements.flatMap(({ value, optional }) => (optional ? [value] : []))
    case 'map':
      return node.entries.flatMap(({ value, optional }) => (optional ? [value] : []))
    case 'object':
      return node.fields.flatMap(({ value, optional }) => (optional ? [value] : []))
    default:
      return []
  }
}

const deciding: ReadonlySet<string> = new Set(['orValue', 'or', 'hasValue'])

/** `x.optMap(…)` is there where x is. */
function withoutOptMap(node: Expression): Expression {
  const call = node.macroCall
  if (node.kind !== 'call' || call?.function !== 'optMap') return node
  const present = node.arguments[0]
  const target = present === undefined ? undefined : hasValueOf(present)
  return target === undefined ? node : withoutOptMap(target)
}

function hasValueOf(node: Expression): Expression | undefined {
  return node.kind === 'call' && node.function === 'hasValue' ? node.target : undefined
}

function withoutNot(node: Expression): Expression {
  const [operand] = isCallOf(node, '!_') ? node.arguments : []
  return operand === undefined ? node : withoutNot(operand)
}

function isJoin(node: Expression): boolean {
  return isCallOf(node, '_&&_') || isCallOf(node, '_||_')
}

/** Its value is known before it is evaluated. */
function isConstant(node: Expression): boolean {
  return node.kind !== 'identifier' && childNodes(node).every(isConstant)
}
