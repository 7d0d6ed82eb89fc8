/**
 * What a number lies between: a cost, or a size (code points of a text, bytes, items, entries). The arithmetic is that of
 * Go's uint64 which stops at its end. https://github.com/google/cel-go/blob/v0.29.2/checker/cost.go
 */
export interface Estimate {
  readonly min: bigint
  readonly max: bigint
}

export const most = 2n ** 64n - 1n

export const unknownSize: Estimate = { min: 0n, max: most }
export const one: Estimate = fixed(1n)
export const none: Estimate = fixed(0n)

export function fixed(value: bigint): Estimate {
  return { min: value, max: value }
}

export function sum(...estimates: readonly Estimate[]): Estimate {
  return estimates.reduce(
    (a, b) => ({ min: capped(a.min + b.min), max: capped(a.max + b.max) }),
    none,
  )
}

export function product(a: Estimate, b: Estimate): Estimate {
  return { min: capped(a.min * b.min), max: capped(a.max * b.max) }
}

/** Times a fraction, rounded up. */
export function scaled({ min, max }: Estimate, factor: number): Estimate {
  return { min: scaledNumber(min, factor), max: scaledNumber(max, factor) }
}

/** What either may be. */
export function union(a: Estimate, b: Estimate): Estimate {
  return { min: a.min < b.min ? a.min : b.min, max: a.max > b.max ? a.max : b.max }
}

export function capped(value: bigint): bigint {
  return value > most ? most : value
}

function scaledNumber(value: bigint, factor: number): bigint {
  const number = Number(value)
  if (number > 0 && factor > 0 && number > 2 ** 64 / factor) return most
  const result = Math.ceil(number * factor)
  return result >= 2 ** 64 ? most : BigInt(result)
}
