import { Boxed } from './boxed.ts'

/** A sequence of octets. */
export class Bytes extends Boxed {
  readonly octets: Uint8Array

  constructor(octets: Uint8Array) {
    super()
    this.octets = octets
  }
}

/** Less than, equal to or greater than zero, octet by octet. */
export function compareBytes(left: Uint8Array, right: Uint8Array): number {
  const shared = Math.min(left.length, right.length)
  for (let index = 0; index < shared; index++) {
    const difference = (left[index] ?? 0) - (right[index] ?? 0)
    if (difference !== 0) return difference
  }
  return left.length - right.length
}
