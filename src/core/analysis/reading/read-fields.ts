import { childNodes } from '../../cel/all-nodes.ts'
import type { CallNode, ComprehensionNode, Expression, SelectNode } from '../../cel/ast.ts'
import type { ExpressionText } from '../../policy/model.ts'
import { type Abstract, type Place, unknown } from './abstract.ts'
import { abstractOf, constantText, fieldOfPlace } from './abstract-of.ts'
import { both, type Facts, isPresent, noFacts, signatureOf } from './facts.ts'
import { insideMacro } from './items.ts'
import { binding, knowing, outside, type Scope, takeStep } from './scope.ts'
import { isCallOf, termsOf } from './terms.ts'
import { truthOf } from './truth-of.ts'

/** A mention of a field. */
export interface Mention {
  readonly node: Expression
  /** The expression that it stands in: a variable's own. */
  readonly expression: ExpressionText
  readonly field: string
  /** What holds where it is read. */
  readonly known: Facts
}

/** What reads of fields are told to. */
export interface Reader {
  /** Every field of an object that matters somewhere, tested ones included. */
  readonly mentioned: (place: Place, mention: Mention) => void
  /** A field that is read where nobody made sure that it is there. */
  readonly unguarded: (place: Place, mention: Mention) => void
  /** A field of something that is null, or of the request and certainly absent; `name` says of what. */
  readonly impossible: (name: string, mention: Mention) => void
}

interface Walk {
  readonly reader: Reader
  readonly expression: ExpressionText
  readonly variableTexts: ReadonlyMap<string, ExpressionText>
  /** Variables that were read already where the same was known. */
  readonly seen: Set<string>
}

/** Tells the reader which fields an expression reads, where what the scope knows holds. */
export function readFields(node: Expression, scope: Scope, walk: Walk): void {
  if (!takeStep(scope)) return
  switch (node.kind) {
    case 'select':
      readSelect(node, scope, walk)
      break
    case 'call':
      readCall(node, scope, walk)
      break
    case 'comprehension':
      readMacro(node, scope, walk)
      break
    case 'bind':
      readFields(node.value, scope, walk)
      readFields(node.body, binding(scope, node.name, abstractOf(node.value, scope), []), walk)
      break
    default:
      for (const child of childNodes(node)) readFields(child, scope, walk)
  }
}

function readSelect(node: SelectNode, scope: Scope, walk: Walk): void {
  const { operand, field, optional, testOnly } = node
  readFields(operand, scope, walk)
  const value = abstractOf(operand, scope)
  const mention: Mention = { node, expression: walk.expression, field, known: scope.facts }
  if (value.kind === 'variables') readVariable(field, scope, walk)
  else if (value.kind === 'optional') told(value.inner, mention, walk)
  else if (testOnly || optional) told(value, mention, walk)
  else readField(value, mention, scope, walk)
}

function told(value: Abstract, mention: Mention, { reader }: Walk): void {
  if (value.kind === 'place') reader.mentioned(value, mention)
}

function readField(value: Abstract, mention: Mention, scope: Scope, { reader }: Walk): void {
  switch (value.kind) {
    case 'place': {
      reader.mentioned(value, mention)
      const { key } = fieldOfPlace(value, mention.field)
      if (!isPresent(scope.facts, key)) reader.unguarded(value, mention)
      return
    }
    case 'constant':
      if (value.value === null && value.name !== undefined) {
        reader.impossible(value.name, mention)
      }
      return
    case 'request':
      if (value.absent.has(mention.field)) reader.impossible('request', mention)
      return
    default:
  }
}

/** A variable is evaluated where it is read: what is known there protects it. */
function readVariable(name: string, scope: Scope, walk: Walk): void {
  const tree = scope.variables.get(name)
  const expression = walk.variableTexts.get(name)
  if (tree === undefined || expression === undefined) return
  const id = `${name} ${signatureOf(scope.facts)}`
  if (walk.seen.has(id)) return
  walk.seen.add(id)
  readFields(tree, outside(scope), { ...walk, expression })
}

function readCall(node: CallNode, scope: Scope, walk: Walk): void {
  const [first, second, third] = node.arguments
  switch (node.function) {
    case '_&&_':
      readChain(termsOf(node, '_&&_'), true, scope, walk)
      break
    case '_||_':
      readChain(termsOf(node, '_||_'), false, scope, walk)
      break
    case '_?_:_':
      if (first && second && third) readConditional([first, second, third], scope, walk)
      break
    case '_[_]':
    case '_[?_]':
      if (first && second) readIndex(node, first, second, { scope, walk })
      break
    default:
      for (const child of childNodes(node)) readFields(child, scope, walk)
  }
}

/**
 * In a chain of `&&` an error counts only where no term is false, whichever stands first; so each term is read where all
 * others are true. With `||` it is the other way round.
 */
function readChain(terms: readonly Expression[], truth: boolean, scope: Scope, walk: Walk): void {
  const implied = terms.map((term) => scope.implied(term, truth, scope))
  const known = terms.map((_, index) => {
    const others = implied.filter((_, other) => other !== index)
    return knowing(scope, others.reduce(both, noFacts))
  })
  const isDecided = terms.some((term) => {
    const { mayBeTrue, mayBeFalse } = truthOf(term, scope)
    return truth ? !mayBeTrue : !mayBeFalse
  })
  if (isDecided) return
  for (const [index, term] of terms.entries()) readFields(term, known[index] ?? scope, walk)
}

function readConditional(
  [condition, yes, no]: readonly [Expression, Expression, Expression],
  scope: Scope,
  walk: Walk,
): void {
  readFields(condition, scope, walk)
  const { mayBeTrue, mayBeFalse } = truthOf(condition, scope)
  const when = (truth: boolean) => knowing(scope, scope.implied(condition, truth, scope))
  if (mayBeTrue) readFields(yes, when(true), walk)
  if (mayBeFalse) readFields(no, when(false), walk)
}

interface Reading {
  readonly scope: Scope
  readonly walk: Walk
}

function readIndex(
  node: CallNode,
  operand: Expression,
  key: Expression,
  { scope, walk }: Reading,
): void {
  readFields(operand, scope, walk)
  readFields(key, scope, walk)
  const field = constantText(key, scope)
  if (field === undefined) return
  const value = abstractOf(operand, scope)
  const mention: Mention = { node, expression: walk.expression, field, known: scope.facts }
  if (value.kind === 'optional') told(value.inner, mention, walk)
  else if (isCallOf(node, '_[?_]')) told(value, mention, walk)
  else readField(value, mention, scope, walk)
}

function readMacro(node: ComprehensionNode, scope: Scope, walk: Walk): void {
  readFields(node.range, scope, walk)
  const range = abstractOf(node.range, scope)
  if (range.kind === 'constant' && Array.isArray(range.value) && range.value.length === 0) return
  const inside = insideMacro(node, range, scope)
  for (const part of [node.initial, node.step]) readFields(part, inside, walk)
  readFields(node.result, binding(scope, node.accumulator, unknown, []), walk)
}
