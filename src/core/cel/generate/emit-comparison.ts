import type { CallNode } from '../ast.ts'
import { callCostOf } from '../cost/call-cost.ts'
import { operandNode } from '../plan/operand.ts'
import { emitPrice, type Priced, priceCode } from './emit-price.ts'
import { type Emitter, giveUp, type Operand, typeOf } from './emitter.ts'
import { quote } from './quote.ts'

type Operands = readonly [Operand, Operand]

/** `==` and `!=`. */
export function emitEquality(node: CallNode, emitter: Emitter): Operand {
  const operands = emitOperands(node, emitter)
  emitEqualityPrice(node, operands, emitter)
  const result = emitter.fresh('v')
  const [left, right] = operands
  emitter.write(`let ${result} = ${equality(operands, emitter)};`)
  if (node.function === '_!=_') emitter.write(`${result} = !${result};`)
  else if (mayBeIncomparable(operands, emitter)) {
    emitter.write(`if (!${result} && areIncomparable(${left.code}, ${right.code})) ${giveUp}`)
  }
  return { code: result, type: 'bool' }
}

/** Only values of Kubernetes' own types cannot be compared with all others. */
function mayBeIncomparable(operands: Operands, emitter: Emitter): boolean {
  return operands.some(
    (operand) => operand.constant === undefined && typeOf(operand, emitter) === 'unknown',
  )
}

/** Where one side is a text, a bool or null, JavaScript compares as CEL does. */
function equality([left, right]: Operands, emitter: Emitter): string {
  const identical = `${left.code} === ${right.code}`
  const general = `equals(${left.code}, ${right.code})`
  const isSimple = [left, right].some(
    (operand) => operand.constant === null || ['string', 'bool'].includes(typeOf(operand, emitter)),
  )
  if (isSimple) return identical
  const constant = left.constant ?? right.constant
  const other = left.constant === undefined ? left : right
  if (typeof constant === 'number') {
    return `typeof ${other.code} === 'number' ? ${identical} : ${general}`
  }
  return constant === undefined
    ? `typeof ${left.code} === 'string' ? ${identical} : ${general}`
    : general
}

/** Texts and numbers, which most comparisons are of, are counted in place. */
function emitEqualityPrice(node: CallNode, operands: Operands, emitter: Emitter): void {
  const { rule } = callCostOf(node, emitter)
  const types = operands.map((operand) => typeOf(operand, emitter))
  const priced: Priced = { rule, operands, types }
  if (types.every((type) => type === 'number' || type === 'bool')) {
    emitter.cost(1)
    return
  }
  const [left, right] = operands
  const text = [left, right].find(({ constant }) => typeof constant === 'string')
  const constant = [left, right].find((operand) => operand.constant !== undefined)
  if (text !== undefined) {
    emitTextPrice(String(text.constant), text === left ? right : left, priced, emitter)
  } else if (constant !== undefined && constant.type !== 'unknown' && constant.type !== 'list') {
    const { code } = constant === left ? right : left
    const isOne = `typeof ${code} === 'number' || typeof ${code} === 'boolean'`
    emitter.write(`n += ${isOne} ? 1 : ${priceCode(priced, emitter)};`)
  } else if (types.every((type) => type === 'unknown' || type === 'string')) {
    const areTexts = operands.flatMap((operand) => textTest(operand, emitter)).join(' && ')
    const pair = `pairPrice(${left.code}, ${right.code})`
    emitter.write(`n += ${areTexts || 'true'} ? ${pair} : ${priceCode(priced, emitter)};`)
    emitter.write(`if (n > limit) ${giveUp}`)
  } else emitPrice(priced, emitter)
}

function textTest(operand: Operand, emitter: Emitter): readonly string[] {
  return typeOf(operand, emitter) === 'string' ? [] : [`typeof ${operand.code} === 'string'`]
}

/** A comparison with a short constant costs nothing for an empty text, and otherwise 1. */
function emitTextPrice(text: string, other: Operand, priced: Priced, emitter: Emitter): void {
  const isShort = text.length > 0 && text.length <= 10
  const price = isShort
    ? `(${other.code} === '' ? 0 : 1)`
    : `pairPrice(${other.code}, ${quote(text)})`
  emitter.write(
    typeOf(other, emitter) === 'string'
      ? `n += ${price};`
      : `n += typeof ${other.code} === 'string' ? ${price} : ${priceCode(priced, emitter)};`,
  )
}

const signs: ReadonlyMap<string, string> = new Map([
  ['_<_', '<'],
  ['_<=_', '<='],
  ['_>_', '>'],
  ['_>=_', '>='],
])

/** `<`, `<=`, `>` and `>=`; NaN has no order. */
export function emitOrdering(node: CallNode, emitter: Emitter): Operand {
  const operands = emitOperands(node, emitter)
  const [left, right] = operands
  const { rule } = callCostOf(node, emitter)
  emitPrice({ rule, operands, types: operands.map((operand) => typeOf(operand, emitter)) }, emitter)
  const sign = signs.get(node.function)
  const [result, order] = [emitter.fresh('v'), emitter.fresh('v')]
  emitter.write(
    `let ${result};`,
    `if (${[left, right].flatMap(numberTests).join(' && ') || 'true'}) ${result} = ${left.code} ${sign} ${right.code};`,
    'else {',
    `const ${order} = compareValues(${left.code}, ${right.code}, ${quote(node.function)});`,
    `if (typeof ${order} !== 'number') ${giveUp}`,
    `${result} = ${order} ${sign} 0;`,
    '}',
  )
  return { code: result, type: 'bool' }
}

function numberTests({ code, constant }: Operand): readonly string[] {
  return typeof constant === 'number' ? [] : [`typeof ${code} === 'number' && ${code} === ${code}`]
}

function emitOperands(node: CallNode, emitter: Emitter): Operands {
  return [emitter.emit(operandNode(node, 0)), emitter.emit(operandNode(node, 1))]
}
