import type { CallNode, Expression } from '../ast.ts'
import { constantOf } from './emit-literal.ts'
import { countCall, type Emitter, type Fail, type Operand } from './emitter.ts'
import { checked } from './errors.ts'
import { operandNode } from './operand-node.ts'
import { quote } from './quote.ts'

/** More strings than these are looked up in a set. */
const comparedStrings = 8

/** `x in list` and `x in map`. */
export function emitIn(node: CallNode, emitter: Emitter, fail: Fail): Operand {
  const element = emitter.emit(operandNode(node, 0), fail)
  const strings = constantStrings(operandNode(node, 1))
  if (strings !== undefined) return emitInStrings(element, strings, emitter)
  const container = emitter.emit(operandNode(node, 1), fail)
  emitter.write(countCall)
  const call = `contains(${container.code}, ${element.code})`
  const result = checked(`locate(${call}, ${emitter.constant(node)})`, emitter, fail)
  return { code: result, type: 'bool' }
}

function emitInStrings(element: Operand, strings: readonly string[], emitter: Emitter): Operand {
  const result = emitter.fresh('v')
  const comparisons = strings.map((text) => `${element.code} === ${quote(text)}`)
  const among =
    strings.length <= comparedStrings
      ? comparisons.join(' || ') || 'false'
      : `${emitter.constant(new Set(strings))}.has(${element.code})`
  emitter.write(countCall, `const ${result} = ${among};`)
  return { code: result, type: 'bool' }
}

/** The elements of a list that is written as nothing but string literals. */
function constantStrings(node: Expression): readonly string[] | undefined {
  if (node.kind !== 'list' || node.elements.some(({ optional }) => optional)) return undefined
  const values = node.elements.map(({ value }) => constantOf(value))
  const strings = values.filter((value) => typeof value === 'string')
  return strings.length === values.length ? strings : undefined
}
