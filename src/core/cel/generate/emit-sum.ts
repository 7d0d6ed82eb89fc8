import type { CallNode } from '../ast.ts'
import { emitOperands, type Operands } from './emit-operands.ts'
import { countCall, type Emitter, type Fail, type Operand } from './emitter.ts'
import { checked, failing } from './errors.ts'

/** `left + right`; strings and lists are joined right here. */
export function emitSum(node: CallNode, emitter: Emitter, fail: Fail): Operand {
  const operands = emitOperands(node, emitter, fail)
  const [left, right] = operands
  emitter.write(countCall)
  const slow = `sum(${left.code}, ${right.code}, ${emitter.constant(node)})`
  if (operands.some(({ type }) => type === 'bool' || type === 'quantity')) {
    return { code: checked(slow, emitter, fail), type: 'unknown' }
  }
  const result = emitter.fresh('v')
  if (operands.every(({ type }) => type === 'string')) {
    emitter.write(`const ${result} = ${left.code} + ${right.code};`)
    return { code: result, type: 'string', terms: [left.code, right.code] }
  }
  emitter.write(`let ${result};`, ...quick(result, operands), `{ ${result} = ${slow};`)
  emitter.write(failing(result, fail), '}')
  const type = sumType(operands)
  return type === 'string'
    ? { code: result, type, terms: [left.code, right.code] }
    : { code: result, type }
}

/** What can still be the case: a string is only ever added to a string, a list to a list. */
function quick(result: string, [left, right]: Operands): readonly string[] {
  const lines: string[] = []
  const couldBe = (type: Operand['type']) =>
    [left, right].every((operand) => operand.type === type || operand.type === 'unknown')
  if (couldBe('string')) {
    const areStrings = [left, right]
      .filter(({ type }) => type !== 'string')
      .map(({ code }) => `typeof ${code} === 'string'`)
    lines.push(`if (${areStrings.join(' && ')}) ${result} = ${left.code} + ${right.code};`, 'else')
  }
  if (couldBe('list')) {
    const areLists = [left, right].map(({ code }) => `isArray(${code})`)
    lines.push(
      `if (${areLists.join(' && ')}) ${result} = joined(${left.code}, ${right.code});`,
      'else',
    )
  }
  return lines
}

/** Of a sum with a string nothing but a string comes, with a list nothing but a list. */
function sumType(operands: Operands): Operand['type'] {
  const known = operands.find(({ type }) => type === 'string' || type === 'list')
  return known?.type ?? 'unknown'
}
