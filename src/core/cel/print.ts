import type { CallNode, Expression, ListNode, MapNode, ObjectNode, SelectNode } from './ast.ts'
import { type BinaryOperator, binaryOperators } from './parse/operators.ts'
import { printLiteral } from './print-literal.ts'

/** How tightly the forms hold together: an operand is put in parentheses when it holds less than its place asks. */
const strengths = { conditional: 1, or: 2, unary: 7, member: 8 } as const

/**
 * The expression as text, in one line, macros as they were written: parsed again it gives the same tree, but for
 * positions. Parts of an expansion, which nobody can write, are printed as calls of their functions.
 */
export function print(node: Expression): string {
  return write(node, strengths.conditional)
}

/** The node's text for a place that asks for a strength. */
function write(node: Expression, wanted: number): string {
  const { text, strength } = textOf(node.macroCall ?? node)
  return strength < wanted ? `(${text})` : text
}

interface Printed {
  readonly text: string
  readonly strength: number
}

function textOf(node: Expression): Printed {
  switch (node.kind) {
    case 'literal':
      return tight(printLiteral(node.literal))
    case 'identifier':
      return tight(node.name)
    case 'select':
      return tight(select(node))
    case 'call':
      return call(node)
    case 'list':
      return tight(list(node))
    case 'map':
      return tight(map(node))
    case 'object':
      return tight(object(node))
    case 'comprehension':
    case 'bind':
      return call(node.macroCall)
  }
}

function tight(text: string): Printed {
  return { text, strength: strengths.member }
}

function select({ operand, field, optional, testOnly }: SelectNode): string {
  const text = `${write(operand, strengths.member)}${optional ? '.?' : '.'}${fieldName(field)}`
  return testOnly ? `has(${text})` : text
}

function call(node: CallNode): Printed {
  const { function: name, target, arguments: operands } = node
  if (target)
    return tight(`${write(target, strengths.member)}.${name}(${operands.map(print).join(', ')})`)
  const binary = operatorsByName.get(name)
  if (binary) return { text: infix(node, binary), strength: binary.strength }
  return operator(node) ?? tight(`${name}(${operands.map(print).join(', ')})`)
}

const operatorsByName: ReadonlyMap<string, BinaryOperator> = new Map(
  binaryOperators.map((item) => [item.name, item]),
)

function operator({ function: name, arguments: operands }: CallNode): Printed | undefined {
  const [first, second, third] = operands
  if (!first) return undefined
  if (name === '!_')
    return { text: `!${write(first, strengths.member)}`, strength: strengths.unary }
  if (name === '-_') return { text: `-${behindMinus(first)}`, strength: strengths.unary }
  if (!second) return undefined
  if (name === '_[_]') return tight(`${write(first, strengths.member)}[${print(second)}]`)
  if (name === '_[?_]') return tight(`${write(first, strengths.member)}[?${print(second)}]`)
  if (name !== '_?_:_' || !third) return undefined
  const [condition, yes] = [write(first, strengths.or), write(second, strengths.or)]
  return { text: `${condition} ? ${yes} : ${print(third)}`, strength: strengths.conditional }
}

/** A number behind a sign would take the sign as its own. */
function behindMinus(operand: Expression): string {
  const text = write(operand, strengths.member)
  return /^[-.0-9]/.test(text) ? `(${text})` : text
}

function infix(node: CallNode, { name, sign, strength }: BinaryOperator): string {
  if (name === '_&&_' || name === '_||_')
    return chain(node, name)
      .map((term) => write(term, strength + 1))
      .join(` ${sign} `)
  const [left, right] = node.arguments
  return left && right ? `${write(left, strength)} ${sign} ${write(right, strength + 1)}` : ''
}

/** The terms of a chain that the parser would balance into this very tree; else the two operands. */
function chain(node: CallNode, name: string): readonly Expression[] {
  const terms = termsOf(node, name)
  return isBalanced(node, name, terms.length) ? terms : node.arguments
}

function termsOf(node: Expression, name: string): readonly Expression[] {
  return isJoin(node, name) ? node.arguments.flatMap((operand) => termsOf(operand, name)) : [node]
}

/** Whether a chain of so many terms becomes this tree; see `balanced`. */
function isBalanced(node: Expression, name: string, count: number): boolean {
  if (!isJoin(node, name)) return count === 1
  const [left, right] = node.arguments
  const leftCount = ((count - 1) >> 1) + 1
  return (
    count > 1 &&
    !!left &&
    !!right &&
    isBalanced(left, name, leftCount) &&
    isBalanced(right, name, count - leftCount)
  )
}

function isJoin(node: Expression, name: string): node is CallNode {
  return node.kind === 'call' && node.function === name && node.target === undefined
}

function list({ elements }: ListNode): string {
  return `[${elements.map(({ value, optional }) => mark(optional) + print(value)).join(', ')}]`
}

function map({ entries }: MapNode): string {
  return `{${entries.map(({ key, value, optional }) => `${mark(optional)}${print(key)}: ${print(value)}`).join(', ')}}`
}

function object({ typeName, fields }: ObjectNode): string {
  const texts = fields.map(
    ({ name, value, optional }) => `${mark(optional)}${fieldName(name)}: ${print(value)}`,
  )
  return `${typeName}{${texts.join(', ')}}`
}

function mark(optional: boolean): string {
  return optional ? '?' : ''
}

/** Plain where the grammar takes it so, else between back quotes. */
function fieldName(name: string): string {
  const plain =
    /^[A-Za-z_][A-Za-z0-9_]*$/.test(name) && !['in', 'true', 'false', 'null'].includes(name)
  return plain ? name : `\`${name}\``
}
