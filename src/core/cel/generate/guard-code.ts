import { typeGuardOf } from '../libraries/type-guard.ts'
import type { Emitter, Operand } from './emitter.ts'

const tests: ReadonlyMap<string, (code: string) => string> = new Map([
  ['string', (code: string) => `typeof ${code} === 'string'`],
  ['bool', (code) => `typeof ${code} === 'boolean'`],
  ['quantity', (code) => `${code} instanceof QuantityValue`],
])

/** The condition under which a value has the type; `true` where it is known. */
export function guardCode(type: string, operand: Operand | undefined, emitter: Emitter): string {
  if (operand === undefined || operand.type === type || /^[A-Z]$/.test(type) || type === 'dyn') {
    return 'true'
  }
  if (/^list\([A-Z]\)$/.test(type))
    return operand.type === 'list' ? 'true' : `isArray(${operand.code})`
  const test = tests.get(type)
  return test === undefined
    ? `${emitter.constant(typeGuardOf(type))}(${operand.code})`
    : test(operand.code)
}
