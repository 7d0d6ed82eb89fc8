import { Boxed } from './boxed.ts'
import { equalAddresses, IpAddress, printAddress, widthOf } from './ip-address.ts'

/** A network: an address, of which more may be set than the prefix covers, and the length of the prefix. */
export class Cidr extends Boxed {
  readonly address: IpAddress
  readonly prefixLength: number

  constructor(address: IpAddress, prefixLength: number) {
    super()
    this.address = address
    this.prefixLength = prefixLength
  }
}

export function printCidr({ address, prefixLength }: Cidr): string {
  return `${printAddress(address)}/${prefixLength}`
}

/** Bits behind the prefix count too. */
export function equalCidrs(left: Cidr, right: Cidr): boolean {
  return left.prefixLength === right.prefixLength && equalAddresses(left.address, right.address)
}

/** The network's address with nothing set behind so many bits. */
export function maskAddress(address: IpAddress, prefixLength: number): IpAddress {
  const behind = BigInt(widthOf(address) - prefixLength)
  return new IpAddress(address.family, (address.bits >> behind) << behind)
}
