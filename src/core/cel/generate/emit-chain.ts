import type { Expression } from '../ast.ts'
import {
  isAttribute,
  isCondition,
  isOptionalStep,
  isQualifier,
  operandOf,
  type QualifierNode,
} from '../cost/attribute.ts'
import { operandNode } from '../plan/operand.ts'
import { emitRead } from './emit-field.ts'
import {
  type Content,
  constantValueOf,
  type Emitter,
  giveUp,
  type Operand,
  typeOf,
} from './emitter.ts'

/** The optional itself. */
export function box({ code }: Content, emitter: Emitter): Operand {
  const optional = emitter.fresh('v')
  emitter.write(`const ${optional} = ${code} === undefined ? none : new Optional(${code});`)
  return { code: optional, type: 'unknown' }
}

/** Whether the node has fields or indices of which one is optional. */
export function isChain(node: Expression, emitter: Emitter): boolean {
  let part = node
  while (isQualifier(part, emitter.checked)) {
    if (isOptionalStep(part)) return true
    part = operandOf(part)
  }
  return false
}

/** Emits the steps of a chain; without the cost that it has as an expression. */
export function emitChain(node: Expression, emitter: Emitter): Content {
  const content = emitter.fresh('v')
  const label = emitter.fresh('L')
  emitter.write(`let ${content};`)
  emitter.block(`${label}:`, () => {
    const value = emitSteps(node, `break ${label};`, emitter)
    emitter.write(`${content} = ${value.code};`)
  })
  return { code: content }
}

/** The value behind the steps up to the node; leaves where an optional step finds nothing. */
function emitSteps(node: Expression, none: string, emitter: Emitter): Operand {
  if (!isQualifier(node, emitter.checked) || !isChain(node, emitter)) {
    return emitStart(node, none, emitter)
  }
  const operand = emitSteps(operandOf(node), none, emitter)
  const found = emitOptionalStep(operand, node, emitter)
  emitter.exit(none, `${found} === undefined`)
  emitter.cost(1)
  return { code: found, type: 'unknown' }
}

/** What the optional steps begin with: a value, or what is inside of another optional. */
function emitStart(node: Expression, none: string, emitter: Emitter): Operand {
  // Behind a field or an index an optional is no optional to cel-go, and none of its fields is found.
  if (!isOptional(node, emitter) || isQualifier(node, emitter.checked)) return emitter.resolve(node)
  const content = emitBranchContent(node, emitter)
  emitter.exit(none, `${content.code} === undefined`)
  return { code: content.code, type: 'unknown' }
}

/** The field or the element, undefined where there is none; a key that can be none is left to the closures. */
function emitOptionalStep(operand: Operand, node: QualifierNode, emitter: Emitter): string {
  const index = node.kind === 'select' ? undefined : operandNode(node, 1)
  const field = node.kind === 'select' ? node.field : constantValueOf(index, emitter)
  if (typeof field === 'string') {
    const found = emitRead(operand, field, emitter)
    if (typeOf(operand, emitter) !== 'map') {
      emitter.write(`if (${found} === undefined && !lacksFields(${operand.code})) ${giveUp}`)
    }
    return found
  }
  const key = index === undefined ? undefined : emitter.resolve(index)
  const found = emitter.fresh('v')
  emitter.write(`const ${found} = elementOrNone(${operand.code}, ${key?.code});`)
  emitter.write(`if (${found} === failed) ${giveUp}`)
  return found
}

/** Whether the checker knows that the node gives an optional. */
export function isOptional(node: Expression, { checked }: Emitter): boolean {
  return checked.types.get(node)?.name === 'optional_type'
}

/** As a branch an attribute costs nothing of its own. */
export function emitBranchContent(node: Expression, emitter: Emitter): Content {
  if (isChain(node, emitter)) return emitChain(node, emitter)
  const isName = isAttribute(node, emitter.constantOf) && !isCondition(node)
  return isName ? unbox(emitter.resolve(node), emitter) : emitter.content(node)
}

/** What is inside of an optional; a plain value in its place is left to the closures. */
export function unbox({ code }: Operand, emitter: Emitter): Content {
  emitter.write(`if (!(${code} instanceof Optional)) ${giveUp}`)
  const content = emitter.fresh('v')
  emitter.write(`const ${content} = ${code}.value;`)
  return { code: content }
}
