import type { BindNode, CallNode, Expression, SelectNode } from '../ast.ts'
import { withBinding } from './emit-bind.ts'
import { isQuiet } from './emit-name.ts'
import { isInherited } from './emit-select.ts'
import { countCall, type Emitter, type Fail, type Operand, referenceOf } from './emitter.ts'
import { failing } from './errors.ts'
import { isPlain } from './locals.ts'
import { operandNode } from './operand-node.ts'
import { quote } from './quote.ts'

/** The ways out of a chain: with an error, and with nothing. */
export interface ChainExits {
  readonly fail: Fail
  readonly none: string
}

/** Whether the node is a chain of accesses that gives an optional; the same ones that plan/plan-maybe.ts plans. */
export function isChain(node: Expression, emitter: Emitter): boolean {
  if (node.kind === 'select') {
    if (node.testOnly || referenceOf(node, emitter) !== undefined) return false
    return node.optional || isChain(node.operand, emitter)
  }
  if (node.kind !== 'call') return false
  if (node.function === '_[?_]') return true
  if (node.function === '_[_]') return isChain(operandNode(node, 0), emitter)
  const parts = node.function === '_?_:_' ? optMapOf(node) : undefined
  return parts !== undefined && isChain(parts.chain, emitter)
}

/** Emits a chain; the code goes on behind it only with the value inside of the optional. */
function emitChain(node: Expression, emitter: Emitter, exits: ChainExits): Operand {
  if (node.kind === 'select') return emitSelectStep(node, emitter, exits)
  if (node.kind !== 'call') throw new Error('no chain was emitted as one')
  return node.function === '_?_:_'
    ? emitOptMap(node, emitter, exits)
    : emitAccessStep(node, emitter, exits)
}

function emitStart(node: Expression, emitter: Emitter, exits: ChainExits): Operand {
  return isChain(node, emitter) ? emitChain(node, emitter, exits) : emitter.emit(node, exits.fail)
}

function emitSelectStep(node: SelectNode, emitter: Emitter, exits: ChainExits): Operand {
  const operand = emitStart(node.operand, emitter, exits)
  const found = emitter.fresh('v')
  const property = quote(node.field)
  const slow = `step(${operand.code}, ${property}, ${emitter.constant(node)})`
  if (isInherited(node.field) || operand.type !== 'unknown') {
    emitter.write(`const ${found} = ${slow};`, failing(found, exits.fail))
  } else {
    emitter.write(
      `let ${found};`,
      `if (${isPlain(operand)}) ${found} = ${operand.code}[${property}];`,
      `else { ${found} = ${slow};`,
      failing(found, exits.fail),
      '}',
    )
  }
  emitter.write(`if (${found} === undefined) ${exits.none}`)
  return { code: found, type: 'unknown' }
}

/** The key is evaluated even where there is nothing to look it up in. */
function emitAccessStep(node: CallNode, emitter: Emitter, exits: ChainExits): Operand {
  const keyNode = operandNode(node, 1)
  const isKeyQuiet = isQuiet(keyNode, emitter)
  const operand = isKeyQuiet
    ? emitStart(operandNode(node, 0), emitter, exits)
    : emitStartOrNone(operandNode(node, 0), emitter, exits)
  const key = emitter.emit(keyNode, exits.fail)
  if (!isKeyQuiet) emitter.write(`if (${operand.code} === undefined) ${exits.none}`)
  const found = emitter.fresh('v')
  emitter.write(
    `const ${found} = step(${operand.code}, ${key.code}, ${emitter.constant(node)});`,
    failing(found, exits.fail),
    `if (${found} === undefined) ${exits.none}`,
  )
  return { code: found, type: 'unknown' }
}

/** The chain's value in a variable, undefined for none. */
export function emitStartOrNone(
  node: Expression,
  emitter: Emitter,
  exits: Pick<ChainExits, 'fail'>,
): Operand {
  const kept = emitter.fresh('v')
  const label = emitter.fresh('L')
  emitter.write(`let ${kept};`, `${label}: {`)
  const value = emitStart(node, emitter, { fail: exits.fail, none: `break ${label};` })
  emitter.write(`${kept} = ${value.code};`, '}')
  return { code: kept, type: 'unknown' }
}

function emitOptMap(node: CallNode, emitter: Emitter, exits: ChainExits): Operand {
  const parts = optMapOf(node)
  if (parts === undefined) throw new Error('no optMap was emitted as one')
  const value = emitChain(parts.chain, emitter, exits)
  emitter.write(countCall)
  return withBinding(parts.bind, value, emitter, exits.fail)
}

interface OptMap {
  readonly chain: Expression
  readonly bind: BindNode
}

/** What `chain.optMap(x, body)` expands to: a condition on the chain, and its value bound to the name. */
function optMapOf(node: CallNode): OptMap | undefined {
  const [condition, present] = node.arguments
  const isOf = present?.kind === 'call' && present.function === 'optional.of'
  const bind = isOf ? present.arguments[0] : undefined
  if (bind?.kind !== 'bind' || bind.macro !== 'optMap') return undefined
  if (condition?.kind !== 'call' || condition.target === undefined) return undefined
  return { chain: condition.target, bind }
}
