import { Boxed } from './boxed.ts'

/** An address of IPv4 or IPv6, without a zone. */
export class IpAddress extends Boxed {
  readonly family: 4 | 6
  /** The address as a number of 32 or 128 bits. */
  readonly bits: bigint

  constructor(family: 4 | 6, bits: bigint) {
    super()
    this.family = family
    this.bits = bits
  }
}

/** How many bits an address of the family has. */
export function widthOf({ family }: IpAddress): number {
  return family === 4 ? 32 : 128
}

export function equalAddresses(left: IpAddress, right: IpAddress): boolean {
  return left.family === right.family && left.bits === right.bits
}

/** Dotted decimals, or the canonical form of RFC 5952. */
export function printAddress(address: IpAddress): string {
  return address.family === 4 ? partsOf(address, 8).join('.') : printIpv6(partsOf(address, 16))
}

/** The parts of so many bits, from the left. */
function partsOf(address: IpAddress, size: number): readonly number[] {
  const count = widthOf(address) / size
  return Array.from({ length: count }, (_, index) =>
    Number(BigInt.asUintN(size, address.bits >> BigInt((count - 1 - index) * size))),
  )
}

function printIpv6(groups: readonly number[]): string {
  const { start, length } = longestZeros(groups)
  const print = (part: readonly number[]) => part.map((group) => group.toString(16)).join(':')
  if (length < 2) return print(groups)
  return `${print(groups.slice(0, start))}::${print(groups.slice(start + length))}`
}

/** The first of the longest runs of zeros. */
function longestZeros(groups: readonly number[]): {
  readonly start: number
  readonly length: number
} {
  let longest = { start: 0, length: 0 }
  for (const start of groups.keys()) {
    const end = groups.findIndex((group, index) => index >= start && group !== 0)
    const length = (end < 0 ? groups.length : end) - start
    if (length > longest.length) longest = { start, length }
  }
  return longest
}
