import { type Emitter, giveUp, type Operand, typeOf } from './emitter.ts'
import { wayToRead } from './field-names.ts'
import { isPlain } from './guard.ts'
import { quote } from './quote.ts'

/** The value of the field; what is no map, and what has no such field, is left to the closures. */
export function emitField(operand: Operand, field: string, emitter: Emitter): Operand {
  const found = emitRead(operand, field, emitter)
  if (!emitter.known.assigned.has(found)) {
    emitter.write(`if (${found} === undefined) ${giveUp}`)
    emitter.known.assigned.add(found)
  }
  return { code: found, type: 'unknown' }
}

/** `has(operand.field)`. */
export function emitHas(operand: Operand, field: string, emitter: Emitter): Operand {
  const found = emitRead(operand, field, emitter)
  if (emitter.known.assigned.has(found)) return { code: 'true', type: 'bool', constant: true }
  if (typeOf(operand, emitter) !== 'map') {
    emitter.write(`if (${found} === undefined && !lacksFields(${operand.code})) ${giveUp}`)
  }
  return { code: `(${found} !== undefined)`, type: 'bool' }
}

/** The field's value in a variable, undefined where it is not there or the operand is no map. */
export function emitRead(operand: Operand, field: string, emitter: Emitter): string {
  const key = `${operand.code}.${field}`
  const known = emitter.known.reads.get(key)
  if (known !== undefined) return known
  const found = emitter.fresh('v')
  emitter.write(`const ${found} = ${readCode(operand, field, emitter)};`)
  emitter.known.reads.set(key, found)
  return found
}

function readCode(operand: Operand, field: string, emitter: Emitter): string {
  const type = typeOf(operand, emitter)
  if (type === 'lazy') return `lazyField(${operand.code}, ${quote(field)})`
  const isMap = type === 'map'
  const property = `[${quote(field)}]`
  switch (wayToRead(field)) {
    case 'own':
      return `fieldOf(${operand.code}, ${quote(field)})`
    case 'plainly':
      return `${operand.code}${isMap ? '' : '?.'}${property}`
    case 'from-maps':
      return isMap
        ? `${operand.code}${property}`
        : `${isPlain(operand.code)} ? ${operand.code}${property} : undefined`
  }
}
