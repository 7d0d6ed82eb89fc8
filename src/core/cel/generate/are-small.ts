import type { Operand } from './emitter.ts'

/** The condition under which both operands are whole numbers of 32 bits. */
export function areSmall(left: Operand, right: Operand): string {
  const tests = [left, right].flatMap(({ code, constant }) =>
    constant !== undefined && Number.isInteger(constant) && Math.abs(Number(constant)) < 2 ** 31
      ? []
      : [`typeof ${code} === 'number' && (${code} | 0) === ${code}`],
  )
  return tests.join(' && ') || 'true'
}
