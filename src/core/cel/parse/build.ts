import { isAtLeast } from '../../kubernetes/version.ts'
import type { CallNode, Expression, ObjectNode, Span } from '../ast.ts'
import { balanced } from './balance.ts'
import { type Builder, callOrMacro, placeholder, reject } from './builder.ts'
import { readLiteral } from './literals.ts'
import { newCall, newId, type Place } from './nodes.ts'
import { functionOf } from './operators.ts'
import { isRefused, refuse } from './optional-syntax.ts'
import { close, nowhere, report } from './report.ts'
import { reservedWords } from './reserved-words.ts'
import type {
  CallTree,
  ElementTree,
  EntryTree,
  FieldTree,
  IdentifierTree,
  IndexTree,
  ListTree,
  LiteralTree,
  LogicTree,
  MapTree,
  NameTree,
  ObjectTree,
  PrefixTree,
  SelectTree,
  Tree,
} from './syntax-tree.ts'
import { kind, type Token } from './token.ts'

/** cel-go's limit for operators, selections, indexes and method calls inside each other. */
const depthLimit = 250

/**
 * The expression that a tree means, its macros expanded. What the grammar allows and the language does not goes to the
 * report. https://github.com/google/cel-go/blob/v0.29.2/parser/parser.go
 */
export function build(builder: Builder, tree: Tree | undefined): Expression {
  if (tree === undefined) return placeholder(builder, { span: { start: 0, end: 0 }, at: -1 })
  if (!deepens(tree)) return buildNode(builder, tree)
  if (builder.depth >= depthLimit) {
    close(builder.report, nowhere, 'max recursion depth exceeded')
    return placeholder(builder, place(tree, -1))
  }
  builder.depth++
  const node = buildNode(builder, tree)
  builder.depth--
  return node
}

function deepens(tree: Tree): boolean {
  return tree.kind === 'call' ? tree.target !== undefined : deepening.includes(tree.kind)
}

const deepening: readonly Tree['kind'][] = ['conditional', 'binary', 'select', 'index']

function buildNode(builder: Builder, tree: Tree): Expression {
  switch (tree.kind) {
    case 'conditional':
      return operation(builder, tree, tree.operator, '_?_:_', [tree.condition, tree.yes, tree.no])
    case 'logic':
      return logic(builder, tree)
    case 'binary':
      return operation(builder, tree, tree.operator, functionOf(tree.operator.kind), [
        tree.left,
        tree.right,
      ])
    case 'prefix':
      return prefix(builder, tree)
    case 'select':
      return select(builder, tree)
    case 'index':
      return index(builder, tree)
    case 'call':
      return tree.target ? method(builder, tree, tree.target) : globalCall(builder, tree)
    case 'identifier':
      return identifier(builder, tree)
    case 'nested':
      return build(builder, tree.inner)
    case 'list':
      return list(builder, tree)
    case 'map':
      return map(builder, tree)
    case 'object':
      return object(builder, tree)
    case 'literal':
      return literal(builder, tree)
    case 'broken':
      return placeholder(builder, place(tree, tree.at))
  }
}

function operation(
  builder: Builder,
  tree: Tree,
  operator: Token,
  name: string,
  operands: readonly (Tree | undefined)[],
): CallNode {
  const values = operands.map((operand) => build(builder, operand))
  return newCall(builder.ids, place(tree, operator.start), name, undefined, values)
}

/** A chain of `&&` or `||` becomes a balanced tree, so that a long one is not a deep one. */
function logic(builder: Builder, tree: LogicTree): Expression {
  const terms = [tree.first, ...tree.terms].map((term) => build(builder, term))
  return balanced(builder.ids, functionOf(tree.operators[0].kind), terms, tree.operators)
}

/** Signs take each other away in pairs. */
function prefix(builder: Builder, tree: PrefixTree): Expression {
  const [first, ...others] = tree.operators
  if (others.length % 2 === 1) return build(builder, tree.operand)
  return operation(builder, tree, first, first.kind === kind.minus ? '-_' : '!_', [tree.operand])
}

function select(builder: Builder, tree: SelectTree): Expression {
  const operand = build(builder, tree.operand)
  const name = fieldName(builder, tree.name)
  if ('message' in name) reject(builder, place(tree, tree.name.start), name.message)
  if (isRefused(builder, tree.question))
    return reject(builder, place(tree, tree.dot.start), "unsupported syntax '.?'")
  const field = 'message' in name ? '' : name.text
  const optional = tree.question !== undefined
  return {
    id: newId(builder.ids),
    span: spanOf(tree),
    at: tree.dot.start,
    kind: 'select',
    operand,
    field,
    optional,
    testOnly: false,
  }
}

function index(builder: Builder, tree: IndexTree): Expression {
  if (isRefused(builder, tree.question)) {
    build(builder, tree.operand)
    build(builder, tree.index)
    return reject(builder, place(tree, tree.open.start), "unsupported syntax '[?'")
  }
  return operation(builder, tree, tree.open, tree.question ? '_[?_]' : '_[_]', [
    tree.operand,
    tree.index,
  ])
}

function method(builder: Builder, tree: CallTree, targetTree: Tree): Expression {
  const target = build(builder, targetTree)
  const operands = tree.arguments.map((operand) => build(builder, operand))
  return callOrMacro(
    builder,
    place(tree, tree.open.start),
    textOf(builder, tree.name),
    target,
    operands,
  )
}

function globalCall(builder: Builder, tree: CallTree): Expression {
  const name = textOf(builder, tree.name)
  if (reservedWords.has(name))
    return reject(builder, place(tree, tree.start), `reserved identifier: ${name}`)
  const operands = tree.arguments.map((operand) => build(builder, operand))
  const written = tree.leadingDot ? `.${name}` : name
  return callOrMacro(builder, place(tree, tree.open.start), written, undefined, operands)
}

function identifier(builder: Builder, tree: IdentifierTree): Expression {
  const name = textOf(builder, tree.name)
  if (reservedWords.has(name))
    return reject(builder, place(tree, tree.start), `reserved identifier: ${name}`)
  const written = tree.leadingDot ? `.${name}` : name
  return {
    id: newId(builder.ids),
    span: spanOf(tree),
    at: tree.name.start,
    kind: 'identifier',
    name: written,
  }
}

function list(builder: Builder, tree: ListTree): Expression {
  const elements = tree.elements.map((element) => {
    const built = buildElement(builder, element)
    if (element.question && isRefused(builder, element.question))
      report(builder.report, element.question.start, "unsupported syntax '?'")
    return built
  })
  return { id: newId(builder.ids), span: spanOf(tree), at: tree.open.start, kind: 'list', elements }
}

function buildElement(
  builder: Builder,
  { question, value }: ElementTree,
): { value: Expression; optional: boolean } {
  return { value: build(builder, value), optional: question !== undefined }
}

function map(builder: Builder, tree: MapTree): Expression {
  const entries = tree.entries
    .filter(({ colon, key }) => colon && !refuse(builder, key))
    .map((entry) => buildEntry(builder, entry))
  return { id: newId(builder.ids), span: spanOf(tree), at: tree.open.start, kind: 'map', entries }
}

function buildEntry(
  builder: Builder,
  entry: EntryTree,
): { key: Expression; value: Expression; optional: boolean } {
  const { value: key, optional } = buildElement(builder, entry.key)
  return { key, value: build(builder, entry.value), optional }
}

function object(builder: Builder, tree: ObjectTree): Expression {
  const names = tree.names.map((name) => textOf(builder, name)).join('.')
  const fields = tree.fields
    .filter((field) => field.colon && !refuse(builder, field))
    .flatMap((field) => buildField(builder, tree, field))
  const typeName = tree.leadingDot ? `.${names}` : names
  return {
    id: newId(builder.ids),
    span: spanOf(tree),
    at: tree.open.start,
    kind: 'object',
    typeName,
    fields,
  }
}

function buildField(builder: Builder, tree: ObjectTree, field: FieldTree): ObjectNode['fields'] {
  const name = fieldName(builder, field.name)
  if ('message' in name) {
    report(builder.report, tree.fields[0]?.start ?? tree.start, name.message)
    return []
  }
  const value = build(builder, field.value)
  const at = field.colon?.start ?? field.start
  return [{ name: name.text, value, optional: field.question !== undefined, at }]
}

/** A field's name without its back quotes, which Kubernetes knows from 1.37 (cel-go 0.29). */
function fieldName(
  builder: Builder,
  name: NameTree | undefined,
): { readonly text: string } | { readonly message: string } {
  if (name?.token === undefined) return { message: 'unsupported ident kind' }
  const text = textOf(builder, name.token)
  if (name.token.kind === kind.identifier) return { text }
  return isAtLeast(builder.release.kubernetesVersion, '1.37')
    ? { text: text.slice(1, -1) }
    : { message: "unsupported syntax: '`'" }
}

function literal(builder: Builder, tree: LiteralTree): Expression {
  const read = readLiteral(tree.token.kind, textOf(builder, tree.token), tree.sign ? '-' : '')
  const here = place(tree, tree.start)
  if (read.kind === 'problem') return reject(builder, here, read.message)
  return {
    id: newId(builder.ids),
    span: here.span,
    at: here.at,
    kind: 'literal',
    literal: read.literal,
  }
}

function place(tree: Tree, at: number): Place {
  return { span: spanOf(tree), at }
}

function spanOf({ start, end }: Tree): Span {
  return { start, end }
}

function textOf({ text }: Builder, { start, end }: Token): string {
  return text.slice(start, end)
}
