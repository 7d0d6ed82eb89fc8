import type { CallNode, ComprehensionNode, Expression, SelectNode } from '../../cel/ast.ts'
import { print } from '../../cel/print.ts'
import type { JsonValue } from '../../source/json-value.ts'
import type { Place } from './abstract.ts'
import { abstractOf, constantText, fieldOfPlace } from './abstract-of.ts'
import { compareWith } from './compare-with.ts'
import { isPresent } from './facts.ts'
import { insideMacro } from './items.ts'
import { knowing, outside, type Scope, takeStep } from './scope.ts'
import { isCallOf, termsOf } from './terms.ts'

/** Which truths an expression may have, errors aside. */
export interface Truth {
  readonly mayBeTrue: boolean
  readonly mayBeFalse: boolean
}

const open: Truth = { mayBeTrue: true, mayBeFalse: true }

/** What is said is certain: where a truth is not excluded, it may still never come. */
export function truthOf(node: Expression, scope: Scope): Truth {
  if (!takeStep(scope)) return open
  const known = scope.facts.truths.get(print(node))
  if (known !== undefined) return only(known)
  const value =
    node.kind === 'literal' || node.kind === 'identifier' ? abstractOf(node, scope) : undefined
  if (value?.kind === 'constant' && typeof value.value === 'boolean') return only(value.value)
  switch (node.kind) {
    case 'select':
      return node.testOnly ? tested(node.operand, node.field, scope) : ofVariable(node, scope)
    case 'call':
      return ofCall(node, scope)
    case 'comprehension':
      return ofMacro(node, scope)
    default:
      return open
  }
}

function only(truth: boolean): Truth {
  return { mayBeTrue: truth, mayBeFalse: !truth }
}

function negated({ mayBeTrue, mayBeFalse }: Truth): Truth {
  return { mayBeTrue: mayBeFalse, mayBeFalse: mayBeTrue }
}

function tested(operand: Expression, field: string, scope: Scope): Truth {
  const value = abstractOf(operand, scope)
  switch (value.kind) {
    case 'constant':
      return value.value === null ? only(false) : open
    case 'request':
      if (value.absent.has(field)) return only(false)
      return value.fields.has(field) ? only(true) : open
    case 'place':
      return testedPlace(value, field, scope)
    default:
      return open
  }
}

function testedPlace(place: Place, field: string, { facts }: Scope): Truth {
  const { key } = fieldOfPlace(place, field)
  if (isPresent(facts, key)) return only(true)
  if (facts.absent.has(key) || isUnheardOf(place, field)) return only(false)
  return isCertain(place, field) ? only(true) : open
}

function isUnheardOf({ origins }: Place, field: string): boolean {
  return (
    origins.length > 0 &&
    origins.every(({ form }) => form.kind === 'object' && !form.isOpen && !form.field(field))
  )
}

function isCertain({ origins }: Place, field: string): boolean {
  return (
    origins.length > 0 &&
    origins.every(({ form }) => form.kind === 'object' && form.field(field)?.isCertain)
  )
}

function ofVariable({ operand, field }: SelectNode, scope: Scope): Truth {
  if (abstractOf(operand, scope).kind !== 'variables') return open
  const tree = scope.variables.get(field)
  return tree === undefined ? open : truthOf(tree, outside(scope))
}

function ofCall(node: CallNode, scope: Scope): Truth {
  const [first, second, third] = node.arguments
  if (node.function === '_&&_') return ofChain(termsOf(node, '_&&_'), true, scope)
  if (node.function === '_||_') return negated(ofChain(termsOf(node, '_||_'), false, scope))
  if (first === undefined) return open
  if (node.function === '!_') return negated(truthOf(first, scope))
  if (second === undefined) return open
  if (third !== undefined) {
    return node.function === '_?_:_' ? conditional(first, second, third, scope) : open
  }
  return ofBinary(node.function, first, second, scope)
}

function ofBinary(sign: string, left: Expression, right: Expression, scope: Scope): Truth {
  switch (sign) {
    case '_==_':
      return equality(left, right, scope)
    case '_!=_':
      return negated(equality(left, right, scope))
    case '@in':
      return membership(left, right, scope)
    case '_>=_':
    case '_<_':
    case '_>_':
    case '_<=_':
      return comparison(sign, left, right, scope)
    default:
      return open
  }
}

/** Whether all terms may have the truth at once, each where the ones before have it; and whether one may have the other. */
function ofChain(terms: readonly Expression[], truth: boolean, scope: Scope): Truth {
  let known = scope
  let mayBeOther = false
  for (const term of terms) {
    const found = truthOf(term, known)
    const [mayHold, mayFail] = truth
      ? [found.mayBeTrue, found.mayBeFalse]
      : [found.mayBeFalse, found.mayBeTrue]
    if (mayFail) mayBeOther = true
    if (!mayHold) return { mayBeTrue: false, mayBeFalse: true }
    known = knowing(known, known.implied(term, truth, known))
  }
  return { mayBeTrue: true, mayBeFalse: mayBeOther }
}

function conditional(condition: Expression, yes: Expression, no: Expression, scope: Scope): Truth {
  const found = truthOf(condition, scope)
  const branches = [
    ...(found.mayBeTrue
      ? [truthOf(yes, knowing(scope, scope.implied(condition, true, scope)))]
      : []),
    ...(found.mayBeFalse
      ? [truthOf(no, knowing(scope, scope.implied(condition, false, scope)))]
      : []),
  ]
  return {
    mayBeTrue: branches.some(({ mayBeTrue }) => mayBeTrue),
    mayBeFalse: branches.some(({ mayBeFalse }) => mayBeFalse),
  }
}

function equality(left: Expression, right: Expression, scope: Scope): Truth {
  const [leftText, rightText] = [print(left), print(right)]
  const known =
    scope.facts.truths.get(`${leftText} == ${rightText}`) ??
    scope.facts.truths.get(`${rightText} == ${leftText}`)
  if (known !== undefined) return only(known)
  const [one, other] = [knownValue(left, leftText, scope), knownValue(right, rightText, scope)]
  if (one !== undefined && other !== undefined) return only(isSame(one, other))
  if (leftText === rightText) return only(true)
  if ((one === null && isObject(right, scope)) || (other === null && isObject(left, scope))) {
    return only(false)
  }
  return ofBooleans(left, other, scope) ?? ofBooleans(right, one, scope) ?? open
}

/** `object` or `oldObject`, where it is not null. */
function isObject(node: Expression, scope: Scope): boolean {
  const value = abstractOf(node, scope)
  return value.kind === 'place' && (value.key === 'object' || value.key === 'oldObject')
}

/** `has(x.f) == false` */
function ofBooleans(
  node: Expression,
  other: JsonValue | undefined,
  scope: Scope,
): Truth | undefined {
  if (typeof other !== 'boolean') return undefined
  const found = truthOf(node, scope)
  return other ? found : negated(found)
}

function isSame(one: JsonValue, other: JsonValue): boolean {
  return JSON.stringify(one) === JSON.stringify(other)
}

function knownValue(node: Expression, text: string, scope: Scope): JsonValue | undefined {
  const value = abstractOf(node, scope)
  if (value.kind === 'constant') return value.value
  return scope.facts.equal.get(text)
}

function membership(item: Expression, list: Expression, scope: Scope): Truth {
  const name = constantText(item, scope)
  const range = abstractOf(list, scope)
  if (range.kind === 'constant' && Array.isArray(range.value)) {
    if (range.value.length === 0) return only(false)
    const found = knownValue(item, print(item), scope)
    return found === undefined ? open : only(range.value.some((one) => isSame(one, found)))
  }
  return name === undefined || range.kind !== 'place' ? open : presenceOf(range, name, scope)
}

function presenceOf(place: Place, name: string, { facts }: Scope): Truth {
  const { key } = fieldOfPlace(place, name)
  if (isPresent(facts, key)) return only(true)
  return facts.absent.has(key) ? only(false) : open
}

function comparison(sign: string, left: Expression, right: Expression, scope: Scope): Truth {
  const [one, other] = [left, right].map((node) => knownValue(node, print(node), scope))
  if (typeof other !== 'number') return open
  if (typeof one === 'number') return only(compareWith(sign, one, other))
  return isSize(left) ? sizeCompared(sign, other) : open
}

/** No size is less than nothing. */
function sizeCompared(sign: string, other: number): Truth {
  const isNegative = other < 0
  if ((sign === '_>=_' && other <= 0) || (sign === '_>_' && isNegative)) return only(true)
  return (sign === '_<_' && other <= 0) || (sign === '_<=_' && isNegative) ? only(false) : open
}

function isSize(node: Expression): boolean {
  return node.kind === 'call' && node.function === 'size'
}

/** Over an empty list `all` is true and `exists` false; over others they may be what their test may be. */
function ofMacro(node: ComprehensionNode, scope: Scope): Truth {
  const [, test] = node.macroCall.arguments
  const isAll = node.macro === 'all'
  if ((!isAll && node.macro !== 'exists') || node.secondVariable !== undefined) return open
  const range = abstractOf(node.range, scope)
  if (range.kind === 'constant' && Array.isArray(range.value) && range.value.length === 0) {
    return only(isAll)
  }
  if (test === undefined || isCallOf(test, '_?_:_')) return open
  const { mayBeTrue, mayBeFalse } = truthOf(test, insideMacro(node, range, scope))
  return isAll ? { mayBeTrue: true, mayBeFalse } : { mayBeTrue, mayBeFalse: true }
}
