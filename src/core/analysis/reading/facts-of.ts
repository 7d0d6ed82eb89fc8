import type { CallNode, ComprehensionNode, Expression } from '../../cel/ast.ts'
import { print } from '../../cel/print.ts'
import type { JsonValue } from '../../source/json-value.ts'
import { type Abstract, isEmpty } from './abstract.ts'
import { abstractOf, constantText, fieldOfPlace } from './abstract-of.ts'
import { compareWith } from './compare-with.ts'
import { both, common, type Facts, noFacts, presence } from './facts.ts'
import { insideMacro } from './items.ts'
import { outside, type Scope } from './scope.ts'
import { isCallOf, termsOf } from './terms.ts'

/** What must hold where the expression has that truth. Reading a field says nothing: it may have failed. */
export function factsOf(node: Expression, truth: boolean, scope: Scope): Facts {
  const own: Facts = { ...noFacts, truths: new Map([[print(node), truth]]) }
  return both(own, moreFacts(node, truth, scope))
}

function moreFacts(node: Expression, truth: boolean, scope: Scope): Facts {
  switch (node.kind) {
    case 'select':
      return node.testOnly
        ? tested(node.operand, node.field, truth, scope)
        : variable(node, truth, scope)
    case 'call':
      return factsOfCall(node, truth, scope)
    case 'comprehension':
      return factsOfMacro(node, truth, scope)
    default:
      return noFacts
  }
}

/** `has(x.f)`, and `'f' in x`. */
function tested(operand: Expression, field: string, truth: boolean, scope: Scope): Facts {
  const value = abstractOf(operand, scope)
  if (value.kind !== 'place') return noFacts
  const { key } = fieldOfPlace(value, field)
  return truth ? presence(key, value.key) : { ...noFacts, absent: new Set([key]) }
}

/** `variables.x` says what its expression says. */
function variable(node: Expression, truth: boolean, scope: Scope): Facts {
  if (node.kind !== 'select' || abstractOf(node.operand, scope).kind !== 'variables') return noFacts
  const id = `${node.field} ${truth}`
  const known = scope.variableFacts.get(id)
  if (known !== undefined) return known
  const tree = scope.variables.get(node.field)
  const facts = tree === undefined ? noFacts : factsOf(tree, truth, outside(scope))
  scope.variableFacts.set(id, facts)
  return facts
}

function factsOfCall(node: CallNode, truth: boolean, scope: Scope): Facts {
  const asked: Asked = { truth, scope }
  switch (node.function) {
    case '_&&_':
      return ofAll(termsOf(node, '_&&_'), truth, truth, scope)
    case '_||_':
      return ofAll(termsOf(node, '_||_'), truth, !truth, scope)
    case 'hasValue':
      return node.target && truth ? holds(node.target, scope) : noFacts
    case 'orValue':
      return factsOfFallback(node, asked)
    default:
      return factsOfOperator(node, asked)
  }
}

function factsOfFallback({ target, arguments: [fallback] }: CallNode, asked: Asked): Facts {
  return target && fallback && isLiteral(fallback, !asked.truth)
    ? holds(target, asked.scope)
    : noFacts
}

function factsOfOperator(node: CallNode, asked: Asked): Facts {
  const [first, second, third] = node.arguments
  if (first === undefined) return noFacts
  if (node.function === '!_') return factsOf(first, !asked.truth, asked.scope)
  if (second === undefined) return noFacts
  if (third !== undefined) {
    return node.function === '_?_:_' ? conditional(first, second, third, asked) : noFacts
  }
  return factsOfBinary(node.function, first, second, asked)
}

function factsOfBinary(sign: string, left: Expression, right: Expression, asked: Asked): Facts {
  const { truth, scope } = asked
  switch (sign) {
    case '_==_':
      return equals(left, right, truth, scope)
    case '_!=_':
      return equals(left, right, !truth, scope)
    case '@in':
      return contained(left, right, truth, scope)
    case '_>_':
    case '_>=_':
    case '_<_':
    case '_<=_':
      return sized(sign, left, right, asked)
    default:
      return noFacts
  }
}

/** Every term has the truth, or one of them has. */
function ofAll(
  terms: readonly Expression[],
  truth: boolean,
  isEvery: boolean,
  scope: Scope,
): Facts {
  const facts = terms.map((term) => factsOf(term, truth, scope))
  return facts.reduce(isEvery ? both : common)
}

interface Asked {
  readonly truth: boolean
  readonly scope: Scope
}

/** A branch that is the other truth was not taken. */
function conditional(
  condition: Expression,
  yes: Expression,
  no: Expression,
  { truth, scope }: Asked,
): Facts {
  const branch = (node: Expression, taken: boolean): Facts | undefined =>
    isLiteral(node, !truth)
      ? undefined
      : both(factsOf(condition, taken, scope), factsOf(node, truth, scope))
  const [whenTrue, whenFalse] = [branch(yes, true), branch(no, false)]
  if (whenTrue === undefined) return whenFalse ?? noFacts
  return whenFalse === undefined ? whenTrue : common(whenTrue, whenFalse)
}

function isLiteral(node: Expression, value: boolean): boolean {
  return node.kind === 'literal' && node.literal.type === 'bool' && node.literal.value === value
}

function equals(left: Expression, right: Expression, truth: boolean, scope: Scope): Facts {
  const facts = [equalTo(left, right, scope), equalTo(right, left, scope)]
  const text = `${print(left)} == ${print(right)}`
  const own = { ...noFacts, truths: new Map([[text, truth]]) }
  const compared = truth
    ? facts.reduce(both)
    : [emptiness(left, right, scope), emptiness(right, left, scope)].reduce(both)
  return [own, compared, sized('_==_', left, right, { truth, scope })].reduce(both)
}

function equalTo(left: Expression, right: Expression, scope: Scope): Facts {
  const value = scalarOf(right, scope)
  if (value === undefined) return noFacts
  const there =
    typeof value === 'boolean' ? factsOf(left, value, scope) : optionalPresence(left, value, scope)
  return both(there, { ...noFacts, equal: new Map([[print(left), value]]) })
}

/** `x.?f.orValue('') != ''` holds only where there is an `x.f`. */
function emptiness(left: Expression, right: Expression, scope: Scope): Facts {
  const value = scalarOf(right, scope)
  if (value === undefined) return noFacts
  if (typeof value === 'boolean') return factsOf(left, !value, scope)
  const fallback = fallbackOf(left, scope)
  return fallback !== undefined && fallback.value === value ? fallback.facts : noFacts
}

function optionalPresence(left: Expression, value: JsonValue, scope: Scope): Facts {
  const fallback = fallbackOf(left, scope)
  return fallback !== undefined && fallback.value !== value ? fallback.facts : noFacts
}

/** What stands in for an optional that is empty, and what is there where it is not. */
function fallbackOf(
  node: Expression,
  scope: Scope,
): { readonly value: JsonValue; readonly facts: Facts } | undefined {
  if (node.kind !== 'call' || node.function !== 'orValue' || node.target === undefined) {
    return undefined
  }
  const [fallback] = node.arguments
  const value = fallback && scalarOf(fallback, scope)
  return value === undefined ? undefined : { value, facts: holds(node.target, scope) }
}

function scalarOf(node: Expression, scope: Scope): JsonValue | undefined {
  const value = abstractOf(node, scope)
  if (value.kind !== 'constant') return undefined
  return typeof value.value === 'object' && value.value !== null ? undefined : value.value
}

/** An optional with a value is a chain of fields that are all there. */
function holds(node: Expression, scope: Scope): Facts {
  const value = abstractOf(node, scope)
  const [first, , third] = node.kind === 'call' ? node.arguments : []
  if (isCallOf(node, '_?_:_') && first && third && isNone(third)) return factsOf(first, true, scope)
  const operand =
    node.kind === 'select' ? node.operand : isCallOf(node, '_[?_]') ? first : undefined
  const before = operand === undefined ? noFacts : holds(unwrapped(operand, scope), scope)
  const isPlace = value.kind === 'optional' && value.inner.kind === 'place'
  return isPlace ? both(before, presence(keyOf(value.inner))) : before
}

/** What is there where a list or map has something in it. */
function hasItems(node: Expression, scope: Scope): Facts {
  const [first, second, third] = node.kind === 'call' ? node.arguments : []
  if (node.kind === 'comprehension') return hasItems(node.range, scope)
  if (isCallOf(node, '_?_:_') && first && second && third) {
    return isEmpty(abstractOf(third, scope)) ? factsOf(first, true, scope) : noFacts
  }
  const target = unwrapped(node, scope)
  return target === node ? noFacts : holds(target, scope)
}

/** `size(x) > 0`, however it is said. */
function sized(sign: string, left: Expression, right: Expression, { truth, scope }: Asked): Facts {
  const list = sizedOf(left)
  const count = scalarOf(right, scope)
  if (list === undefined || typeof count !== 'number') return noFacts
  const isEmptyAllowed = compareWith(sign, 0, count) === truth
  return isEmptyAllowed ? noFacts : hasItems(list, scope)
}

function sizedOf(node: Expression): Expression | undefined {
  if (node.kind !== 'call' || node.function !== 'size') return undefined
  return node.target ?? node.arguments[0]
}

/** What an empty list or map stands in for: nothing is found in it. */
function unwrapped(node: Expression, scope: Scope): Expression {
  if (node.kind !== 'call' || node.function !== 'orValue') return node
  const [fallback] = node.arguments
  return node.target && fallback && isEmpty(abstractOf(fallback, scope)) ? node.target : node
}

function keyOf(value: Abstract): string {
  return value.kind === 'place' ? value.key : ''
}

/** What `optMap` gives where there is nothing to map. */
function isNone(node: Expression): boolean {
  return node.kind === 'call' && node.function === 'optional.none'
}

function contained(item: Expression, list: Expression, truth: boolean, scope: Scope): Facts {
  const name = constantText(item, scope)
  const found = name === undefined ? noFacts : tested(list, name, truth, scope)
  return truth ? both(found, hasItems(list, scope)) : found
}

/** `all` says the same of every item; `exists`, that a key is there, or what has nothing to do with the item. */
function factsOfMacro(node: ComprehensionNode, truth: boolean, scope: Scope): Facts {
  const [, test] = node.macroCall.arguments
  if (test === undefined || node.secondVariable !== undefined || !truth) return noFacts
  if (node.macro !== 'all' && node.macro !== 'exists') return noFacts
  const range = abstractOf(node.range, scope)
  const item = `${keyOf(range)}[${node.variable}]`
  const { present } = factsOf(test, true, insideMacro(node, range, scope))
  if (node.macro === 'exists') {
    const outer = presence(...[...present].filter((key) => !key.startsWith(item)))
    return [keyFacts(node, test, scope), hasItems(node.range, scope), outer].reduce(both)
  }
  const ends = [...present].filter((key) => key.startsWith(item))
  return presence(...ends.map((key) => `${keyOf(range)}[]${key.slice(item.length)}`))
}

function keyFacts(node: ComprehensionNode, test: Expression, scope: Scope): Facts {
  if (!isCallOf(test, '_==_')) return noFacts
  const [left, right] = test.arguments
  if (left?.kind !== 'identifier' || left.name !== node.variable || right === undefined) {
    return noFacts
  }
  const name = constantText(right, scope)
  return name === undefined ? noFacts : tested(node.range, name, true, scope)
}
