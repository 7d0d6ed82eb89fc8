import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { type IpAddress, printAddress } from '../values/ip-address.ts'
import { onePass, twoPasses } from './cost-rules.ts'
import { globalFunction, introducedIn, type Library, method } from './library.ts'
import { isMapped, longestAddress, parseAddress } from './parse-address.ts'

/** Addresses. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/ip.go */
export const ipsLibrary: Library = {
  name: 'kubernetes.net.ip',
  overloads: introducedIn('1.30', [
    globalFunction('ip', 'string_to_ip', ['string'], 'ip', parseIp),
    globalFunction('isIP', 'is_ip', ['string'], 'bool', isIp),
    globalFunction('ip.isCanonical', 'ip_is_canonical', ['string'], 'bool', isCanonical),
    globalFunction('string', 'ip_to_string', ['ip'], 'string', printAddress),
    method('family', 'ip_family', ['ip'], 'int', ({ family }) => family),
    method('isUnspecified', 'ip_is_unspecified', ['ip'], 'bool', ({ bits }) => bits === 0n),
    method('isLoopback', 'ip_is_loopback', ['ip'], 'bool', isLoopback),
    method(
      'isLinkLocalMulticast',
      'ip_is_link_local_multicast',
      ['ip'],
      'bool',
      isLinkLocalMulticast,
    ),
    method('isLinkLocalUnicast', 'ip_is_link_local_unicast', ['ip'], 'bool', isLinkLocalUnicast),
    method('isGlobalUnicast', 'ip_is_global_unicast', ['ip'], 'bool', isGlobalUnicast),
  ]),
  costs: new Map([
    ['ip', onePass],
    ['isIP', onePass],
    ['ip.isCanonical', twoPasses],
  ]),
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
  return text.length <= longestAddress && !(parseIp(text) instanceof CelError)
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
