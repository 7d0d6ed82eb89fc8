import { typeGuardOf } from '../libraries/type-guard.ts'
import { type Emitter, giveUp, type Operand, type OperandType, typeOf } from './emitter.ts'

const tests: ReadonlyMap<string, (code: string) => string> = new Map([
  ['bool', (code: string) => `typeof ${code} === 'boolean'`],
  // Whole numbers beyond 32 bits are rare, and the closures'.
  ['int', (code) => `typeof ${code} === 'number' && (${code} | 0) === ${code}`],
  ['list', (code) => `isArray(${code})`],
  ['number', (code) => `typeof ${code} === 'number'`],
  ['quantity', (code) => `${code} instanceof QuantityValue`],
  ['string', (code) => `typeof ${code} === 'string'`],
])

/** The condition under which a value is a text or a list. */
export function typeTest(type: 'string' | 'list', code: string): string {
  return type === 'list' ? `isArray(${code})` : `typeof ${code} === 'string'`
}

/** The condition under which a value is a plain object. */
export function isPlain(code: string): string {
  return `(typeof ${code} === 'object' && ${code} !== null && !isArray(${code}) && !(${code} instanceof Boxed))`
}

/** Goes on only with a value of that JavaScript type. */
export function guard(operand: Operand, type: OperandType, emitter: Emitter): void {
  if (typeOf(operand, emitter) === type) return
  const test = tests.get(type)?.(operand.code)
  emitter.write(`if (!(${test})) ${giveUp}`)
  emitter.known.types.set(operand.code, type)
}

/** Goes on only with a value of that CEL type, as a library writes it. */
export function guardAccepted(type: string, operand: Operand, emitter: Emitter): void {
  const known = typeOf(operand, emitter)
  if (/^[A-Z]$/.test(type) || type === 'dyn' || known === type) return
  if (/^list\([A-Z]\)$/.test(type) || type === 'list(dyn)') guard(operand, 'list', emitter)
  else if (type === 'string' || type === 'bool') guard(operand, type, emitter)
  else {
    const test = tests.get(type)?.(operand.code)
    const fits = test ?? `${emitter.constant(typeGuardOf(type))}(${operand.code})`
    emitter.write(`if (!(${fits})) ${giveUp}`)
  }
}
