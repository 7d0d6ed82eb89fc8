import { Boxed } from './boxed.ts'

/** An unsigned integer of 64 bits. */
export class Uint extends Boxed {
  readonly value: bigint

  constructor(value: bigint) {
    super()
    this.value = value
  }
}

export const maxUint = 2n ** 64n - 1n
