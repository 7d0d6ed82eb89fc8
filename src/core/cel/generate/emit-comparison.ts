import type { CallNode } from '../ast.ts'
import { constantOf } from './emit-literal.ts'
import { emitOperands, type Operands } from './emit-operands.ts'
import { countCall, type Emitter, type Fail, type Operand } from './emitter.ts'
import { operandNode } from './operand-node.ts'
import { quote } from './quote.ts'

/** `==` and `!=`. */
export function emitEquality(node: CallNode, emitter: Emitter, fail: Fail): Operand {
  const operands = emitOperands(node, emitter, fail)
  const result = emitter.fresh('v')
  const sign = node.function === '_==_' ? '' : '!'
  emitter.write(countCall, `const ${result} = ${sign}(${equality(node, operands)});`)
  return { code: result, type: 'bool' }
}

/** Where one side is a string, a bool, null or a number, JavaScript compares as CEL does. */
function equality(node: CallNode, [left, right]: Operands): string {
  const identical = `${left.code} === ${right.code}`
  if (isSimple(left) || isSimple(right)) return identical
  if (constantOf(operandNode(node, 1)) === null) return identical
  const general = `equals(${left.code}, ${right.code})`
  const isNumber = typeof constantOf(operandNode(node, 1)) === 'number'
  return isNumber ? `typeof ${left.code} === 'number' ? ${identical} : ${general}` : general
}

function isSimple({ type }: Operand): boolean {
  return type === 'string' || type === 'bool'
}

/** `<`, `<=`, `>` and `>=`; NaN has no order. */
export function emitOrdering(
  operator: string,
  node: CallNode,
  emitter: Emitter,
  fail: Fail,
): Operand {
  const [left, right] = emitOperands(node, emitter, fail)
  const [result, order] = [emitter.fresh('v'), emitter.fresh('v')]
  const areNumbers = [left, right].map(
    ({ code }) => `typeof ${code} === 'number' && ${code} === ${code}`,
  )
  const name = quote(node.function)
  emitter.write(
    countCall,
    `let ${result};`,
    `if (${areNumbers.join(' && ')}) ${result} = ${left.code} ${operator} ${right.code};`,
    'else {',
    `const ${order} = compareValues(${left.code}, ${right.code}, ${name});`,
    `if (typeof ${order} !== 'number') ${fail(`locate(${order}, ${emitter.constant(node)})`)}`,
    `${result} = ${order} ${operator} 0;`,
    '}',
  )
  return { code: result, type: 'bool' }
}
