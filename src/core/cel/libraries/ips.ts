import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { type IpAddress, printAddress } from '../values/ip-address.ts'
import { globalFunction, type Library, method } from './library.ts'
import { isMapped, parseAddress } from './parse-address.ts'

const since = { since: '1.30' } as const

/** Addresses. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/ip.go */
export const ipsLibrary: Library = {
  name: 'kubernetes.net.ip',
  overloads: [
    globalFunction('ip', ['string'], 'ip', parseIp, since),
    globalFunction('isIP', ['string'], 'bool', isIp, since),
    globalFunction('ip.isCanonical', ['string'], 'bool', isCanonical, since),
    globalFunction('string', ['ip'], 'string', printAddress, since),
    method('family', ['ip'], 'int', ({ family }) => family, since),
    method('isUnspecified', ['ip'], 'bool', ({ bits }) => bits === 0n, since),
    method('isLoopback', ['ip'], 'bool', isLoopback, since),
    method('isLinkLocalMulticast', ['ip'], 'bool', isLinkLocalMulticast, since),
    method('isLinkLocalUnicast', ['ip'], 'bool', isLinkLocalUnicast, since),
    method('isGlobalUnicast', ['ip'], 'bool', isGlobalUnicast, since),
  ],
}

/** Neither zones nor addresses of IPv4 written as IPv6. */
export function parseIp(text: string): IpAddress | CelError {
  const parsed = parseAddress(text)
  if (parsed instanceof CelError) {
    return new CelError(
      `IP Address ${quoteForGo(text)} parse error during conversion from string: ${parsed.message}`,
    )
  }
  if (parsed.zone !== '') {
    return new CelError(`IP address ${quoteForGo(text)} with zone value is not allowed`)
  }
  return isMapped(parsed.address)
    ? new CelError(`IPv4-mapped IPv6 address ${quoteForGo(text)} is not allowed`)
    : parsed.address
}

function isIp(text: string): boolean {
  return !(parseIp(text) instanceof CelError)
}

function isCanonical(text: string): boolean | CelError {
  const address = parseIp(text)
  return address instanceof CelError ? address : printAddress(address) === text
}

function isLoopback(address: IpAddress): boolean {
  return address.family === 4 ? address.bits >> 24n === 0x7fn : address.bits === 1n
}

function isLinkLocalMulticast(address: IpAddress): boolean {
  if (address.family === 4) return address.bits >> 8n === 0xe00000n
  return ((address.bits >> 112n) & 0xff0fn) === 0xff02n
}

function isLinkLocalUnicast(address: IpAddress): boolean {
  return address.family === 4 ? address.bits >> 16n === 0xa9fen : address.bits >> 118n === 0x3fan
}

function isMulticast({ family, bits }: IpAddress): boolean {
  return family === 4 ? bits >> 28n === 0xen : bits >> 120n === 0xffn
}

/** Private addresses are global too. */
function isGlobalUnicast(address: IpAddress): boolean {
  const isBroadcast = address.family === 4 && address.bits === 0xffffffffn
  if (address.bits === 0n || isBroadcast) return false
  return !isLoopback(address) && !isMulticast(address) && !isLinkLocalUnicast(address)
}
