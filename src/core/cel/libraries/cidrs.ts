import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Cidr, maskAddress, printCidr } from '../values/cidr.ts'
import { maxInt } from '../values/int.ts'
import { equalAddresses, type IpAddress, widthOf } from '../values/ip-address.ts'
import { parseIp } from './ips.ts'
import { globalFunction, type Library, method } from './library.ts'
import { isMapped, parseAddress } from './parse-address.ts'

const since = { since: '1.30' } as const

/** Networks. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cidr.go */
export const cidrsLibrary: Library = {
  name: 'kubernetes.net.cidr',
  overloads: [
    globalFunction('cidr', ['string'], 'cidr', parseCidr, since),
    globalFunction('isCIDR', ['string'], 'bool', isCidr, since),
    globalFunction('string', ['cidr'], 'string', printCidr, since),
    method('containsIP', ['cidr', 'string'], 'bool', containsIpText, since),
    method('containsIP', ['cidr', 'ip'], 'bool', containsIp, since),
    method('containsCIDR', ['cidr', 'string'], 'bool', containsCidrText, since),
    method('containsCIDR', ['cidr', 'cidr'], 'bool', containsCidr, since),
    method('ip', ['cidr'], 'ip', ({ address }) => address, since),
    method('prefixLength', ['cidr'], 'int', ({ prefixLength }) => prefixLength, since),
    method('masked', ['cidr'], 'cidr', masked, since),
  ],
}

/** Kubernetes says twice that it was converting. */
function parseCidr(text: string): Cidr | CelError {
  const prefix = parsePrefix(text)
  if (prefix instanceof CelError) return conversionError(conversionError(prefix))
  return isMapped(prefix.address)
    ? conversionError(new CelError(`IPv4-mapped IPv6 address ${quoteForGo(text)} is not allowed`))
    : prefix
}

function conversionError({ message }: CelError): CelError {
  return new CelError(`network address parse error during conversion from string: ${message}`)
}

/** https://github.com/golang/go/blob/go1.26.0/src/net/netip/netip.go (ParsePrefix) */
function parsePrefix(text: string): Cidr | CelError {
  const problem = (message: string) =>
    new CelError(`netip.ParsePrefix(${quoteForGo(text)}): ${message}`)
  const slash = text.lastIndexOf('/')
  if (slash < 0) return problem("no '/'")
  const parsed = parseAddress(text.slice(0, slash))
  if (parsed instanceof CelError) return problem(parsed.message)
  if (parsed.zone !== '') return problem('IPv6 zones cannot be present in a prefix')
  const length = text.slice(slash + 1)
  if (!/^(?:\d|[1-9]\d+)$/.test(length) || BigInt(length) > maxInt) {
    return problem(`bad bits after slash: ${quoteForGo(length)}`)
  }
  return Number(length) > widthOf(parsed.address)
    ? problem('prefix length out of range')
    : new Cidr(parsed.address, Number(length))
}

function isCidr(text: string): boolean {
  return !(parseCidr(text) instanceof CelError)
}

/** What is no address counts as an argument of the wrong type. */
function containsIpText(network: Cidr, text: string): boolean | CelError {
  const address = parseIp(text)
  return address instanceof CelError ? noSuchOverload() : containsIp(network, address)
}

function containsIp({ address, prefixLength }: Cidr, other: IpAddress): boolean {
  return equalAddresses(
    maskAddress(address, prefixLength),
    maskedLike(address, other, prefixLength),
  )
}

/** An address of the other family stays as it is: no length fits both. */
function maskedLike(address: IpAddress, other: IpAddress, prefixLength: number): IpAddress {
  return address.family === other.family ? maskAddress(other, prefixLength) : other
}

function containsCidrText(network: Cidr, text: string): boolean | CelError {
  const other = parseCidr(text)
  return other instanceof CelError ? other : containsCidr(network, other)
}

function containsCidr(network: Cidr, other: Cidr): boolean {
  return network.prefixLength <= other.prefixLength && containsIp(network, other.address)
}

function masked({ address, prefixLength }: Cidr): Cidr {
  return new Cidr(maskAddress(address, prefixLength), prefixLength)
}
