import type { ListNode, MapNode, ObjectNode } from '../ast.ts'
import { listCost, mapCost, objectCost } from '../cost/macro-cost.ts'
import { isAlwaysMade } from '../make-object.ts'
import { emitFailure } from './emit-failure.ts'
import { type Emitter, giveUp, type Operand } from './emitter.ts'
import { quote } from './quote.ts'

/** `[a, ?b]`. */
export function emitList(node: ListNode, emitter: Emitter): Operand {
  const elements = node.elements.map(({ value, optional }) =>
    optional ? emitter.content(value).code : emitter.emit(value).code,
  )
  emitter.cost(listCost)
  const list = emitter.fresh('v')
  const hasOptionals = node.elements.some(({ optional }) => optional)
  const present = hasOptionals ? '.filter(isPresent)' : ''
  emitter.write(`const ${list} = [${elements.join(', ')}]${present};`)
  return { code: list, type: 'list' }
}

/** `{k: v, ?k: o}`. */
export function emitMap(node: MapNode, emitter: Emitter): Operand {
  const pairs = node.entries.map(({ key, value, optional }) => {
    const name = emitter.emit(key).code
    return `[${name}, ${optional ? emitter.content(value).code : emitter.emit(value).code}]`
  })
  emitter.cost(mapCost)
  const map = emitter.fresh('v')
  emitter.write(
    `const ${map} = mapOf([${pairs.join(', ')}]);`,
    `if (${map} instanceof CelError) ${giveUp}`,
  )
  return { code: map, type: 'unknown' }
}

/** `Object.spec{f: v, ?g: o}`. */
export function emitObject(node: ObjectNode, emitter: Emitter): Operand {
  if (!isAlwaysMade(node)) return emitFailure(emitter)
  const fields = node.fields.map(({ name, value, optional }) => {
    const { code } = optional ? emitter.content(value) : emitter.emit(value)
    return `[${quote(name)}, ${code}]`
  })
  emitter.cost(objectCost)
  const object = emitter.fresh('v')
  emitter.write(`const ${object} = objectOf(${quote(node.typeName)}, [${fields.join(', ')}]);`)
  return { code: object, type: 'unknown' }
}
