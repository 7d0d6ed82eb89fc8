/** A signed integer of 64 bits: a number where it is exact, otherwise a bigint. */
export type Int = number | bigint

export const maxInt = 2n ** 63n - 1n
export const minInt = -(2n ** 63n)

const maxSafe = BigInt(Number.MAX_SAFE_INTEGER)

/** The only form of that integer; undefined where it needs more than 64 bits. */
export function intOf(value: bigint): Int | undefined {
  if (value >= -maxSafe && value <= maxSafe) return Number(value)
  return value >= minInt && value <= maxInt ? value : undefined
}

/** Whether the value is an int: an integral number that is exact, or a bigint. */
export function isInt(value: unknown): value is Int {
  return typeof value === 'number' ? Number.isSafeInteger(value) : typeof value === 'bigint'
}
