import { codePointCount } from '../code-points.ts'
import type { Emitter, Operand } from './emitter.ts'

/** How many code points a text has, as a number or a variable; counted once. */
export function emitSize(operand: Operand, emitter: Emitter): string {
  if (typeof operand.constant === 'string') return String(codePointCount(operand.constant))
  if (operand.size !== undefined) return operand.size
  const key = `size of ${operand.code}`
  const known = emitter.known.reads.get(key)
  if (known !== undefined) return known
  const size = emitter.fresh('z')
  emitter.write(`const ${size} = sizeOfText(${operand.code});`)
  emitter.known.reads.set(key, size)
  return size
}
