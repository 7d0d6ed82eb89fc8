import type { Expression, SelectNode } from '../ast.ts'
import { emitName } from './emit-name.ts'
import { type Emitter, type Fail, type Operand, referenceOf } from './emitter.ts'
import { checked, failing } from './errors.ts'
import { isPlain } from './locals.ts'
import { quote } from './quote.ts'

/** `a.f`, `a.?f` and `has(a.f)`. */
export function emitSelect(node: SelectNode, emitter: Emitter, fail: Fail): Operand {
  if (emitter.resolution.references.has(node)) return emitName(node, emitter, fail)
  const { field } = node
  if (node.testOnly) return emitHas(node, emitter, fail)
  if (node.optional) {
    const operand = emitter.emit(node.operand, fail)
    const call = `selectOptional(${operand.code}, ${quote(field)}, ${emitter.constant(node)})`
    return { code: checked(call, emitter, fail), type: 'unknown' }
  }
  const global = referenceOf(node.operand, emitter)
  if (global?.kind === 'global') return emitOfGlobal(node, global, emitter, fail)
  return emitField(emitter.emit(node.operand, fail), field, node, emitter, fail)
}

/** A field of a declared name is read once, since values never change. */
function emitOfGlobal(
  node: SelectNode,
  global: { readonly name: string; readonly slot: number },
  emitter: Emitter,
  fail: Fail,
): Operand {
  const shared = emitter.shared(`field ${global.slot} ${node.field}`)
  const { lines } = emitter.capture(() => {
    const operand = emitter.emit(node.operand, fail)
    const found =
      global.name === 'variables'
        ? emitRead(operand, node.field, node, emitter, fail)
        : emitField(operand, node.field, node, emitter, fail)
    emitter.write(`${shared} = ${found.code};`)
  })
  emitter.write(`if (${shared} === undefined) {`, ...lines, '}')
  return { code: shared, type: 'unknown' }
}

/** `operand.field` and `operand['field']`: of a plain object the property, anything else through the runtime. */
export function emitField(
  operand: Operand,
  field: string,
  node: Expression,
  emitter: Emitter,
  fail: Fail,
): Operand {
  if (isInherited(field) || operand.type !== 'unknown') {
    return emitRead(operand, field, node, emitter, fail)
  }
  const found = emitter.fresh('v')
  const property = quote(field)
  emitter.write(
    `let ${found} = ${isPlain(operand)} ? ${operand.code}[${property}] : undefined;`,
    `if (${found} === undefined) {`,
    `${found} = select(${operand.code}, ${property}, ${emitter.constant(node)});`,
    failing(found, fail),
    '}',
  )
  return { code: found, type: 'unknown' }
}

/** Whether every plain object has such a property, so that reading it says nothing. */
export function isInherited(field: string): boolean {
  return Object.hasOwn(Object.prototype, field)
}

function emitRead(
  operand: Operand,
  field: string,
  node: Expression,
  emitter: Emitter,
  fail: Fail,
): Operand {
  const call = `select(${operand.code}, ${quote(field)}, ${emitter.constant(node)})`
  return { code: checked(call, emitter, fail), type: 'unknown' }
}

function emitHas(node: SelectNode, emitter: Emitter, fail: Fail): Operand {
  const operand = emitter.emit(node.operand, fail)
  const found = emitter.fresh('v')
  const property = quote(node.field)
  const slow = `has(${operand.code}, ${property}, ${emitter.constant(node)})`
  const isFast = !isInherited(node.field) && operand.type === 'unknown'
  const fast = `${isPlain(operand)} ? ${operand.code}[${property}] !== undefined : `
  emitter.write(`const ${found} = ${isFast ? fast : ''}${slow};`, failing(found, fail))
  return { code: found, type: 'bool' }
}
