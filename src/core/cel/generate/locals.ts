import type { Emitter, Local, Operand } from './emitter.ts'

/** The condition under which the operand is a plain object. */
export function isPlain(operand: Operand): string {
  if (operand.type !== 'unknown') return 'false'
  if (operand.local === undefined) return plainTest(operand.code)
  operand.local.isProbed = true
  return plainName(operand.local)
}

function plainName({ code }: Local): string {
  return `${code}p`
}

function plainTest(code: string): string {
  return `(typeof ${code} === 'object' && ${code} !== null && !isArray(${code}) && !(${code} instanceof Boxed))`
}

/** Emits the body of a macro with its variable bound to the operand, which is a JavaScript variable. */
export function withLocal<T>(slot: number, operand: Operand, emitter: Emitter, build: () => T): T {
  const { code, type } = operand
  const outer = emitter.locals[slot]
  const local: Local = { code, type, isMirrored: false, isProbed: false }
  emitter.locals[slot] = local
  const { lines, result } = emitter.capture(build)
  emitter.locals[slot] = outer
  if (local.isMirrored) emitter.write(`frame.locals[${slot}] = ${code};`)
  if (local.isProbed) emitter.write(`const ${plainName(local)} = ${plainTest(code)};`)
  emitter.write(...lines)
  return result
}
