import { quoteForGo } from '../../source/go-quote.ts'
import { CelError, type Value } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Cidr, maskAddress, printCidr } from '../values/cidr.ts'
import { equalAddresses, type IpAddress, widthOf } from '../values/ip-address.ts'
import { argument, onePass, stringFactor } from './cost-rules.ts'
import { parseIp } from './ips.ts'
import { type CostRule, globalFunction, introducedIn, type Library, method } from './library.ts'
import { isMapped, longestAddress, parseAddress } from './parse-address.ts'
import { parseInt64 } from './parse-whole.ts'
import { sizeOf } from './size-of.ts'

/** Networks. https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/cidr.go */
export const cidrsLibrary: Library = {
  name: 'kubernetes.net.cidr',
  overloads: introducedIn('1.30', [
    globalFunction('cidr', 'string_to_cidr', ['string'], 'cidr', parseCidr),
    globalFunction('isCIDR', 'is_cidr', ['string'], 'bool', isCidr),
    globalFunction('string', 'cidr_to_string', ['cidr'], 'string', printCidr),
    method('containsIP', 'cidr_contains_ip_string', ['cidr', 'string'], 'bool', containsIpText),
    method('containsIP', 'cidr_contains_ip_ip', ['cidr', 'ip'], 'bool', containsIp),
    method(
      'containsCIDR',
      'cidr_contains_cidr_string',
      ['cidr', 'string'],
      'bool',
      containsCidrText,
    ),
    method('containsCIDR', 'cidr_contains_cidr', ['cidr', 'cidr'], 'bool', containsCidr),
    method('ip', 'cidr_ip', ['cidr'], 'ip', ({ address }) => address),
    method(
      'prefixLength',
      'cidr_prefix_length',
      ['cidr'],
      'int',
      ({ prefixLength }) => prefixLength,
    ),
    method('masked', 'cidr_masked', ['cidr'], 'cidr', masked),
  ]),
  costs: new Map<string, CostRule>([
    ['cidr', onePass],
    ['isCIDR', onePass],
    ['cidr_ip', 1],
    ['containsIP', comparison],
    ['cidr_contains_ip_string', (values) => comparison(values) + parsing(values)],
    ['containsCIDR', containment],
    ['cidr_contains_cidr_string', (values) => containment(values) + parsing(values)],
  ]),
}

type Sized = Value | CelError

/** Both addresses are as long as the prefix. */
function comparison([network]: readonly Sized[]): number {
  return Math.ceil(2 * sizeOf(argument(network)) * stringFactor)
}

/** The other network's address is masked first, and the lengths are compared. */
function containment(values: readonly Sized[]): number {
  return comparison(values) + Math.ceil(sizeOf(argument(values[0])) * stringFactor) + 1
}

function parsing([, text]: readonly Sized[]): number {
  return Math.ceil(sizeOf(argument(text)) * stringFactor)
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
  if (!/^(?:\d|[1-9]\d+)$/.test(length) || parseInt64(length) === undefined) {
    return problem(`bad bits after slash: ${quoteForGo(length)}`)
  }
  return Number(length) > widthOf(parsed.address)
    ? problem('prefix length out of range')
    : new Cidr(parsed.address, Number(length))
}

/** An address, a slash and three digits. */
const longestCidr = longestAddress + 4

function isCidr(text: string): boolean {
  return text.length <= longestCidr && !(parseCidr(text) instanceof CelError)
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
