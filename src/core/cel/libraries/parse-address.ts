import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { IpAddress } from '../values/ip-address.ts'

/** An address as it was written; the zone is empty where there is none. */
export interface ZonedAddress {
  readonly address: IpAddress
  readonly zone: string
}

/** So many characters an address without a zone has at most. */
export const longestAddress = 'ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255'.length

/**
 * An address of either family with Go's text of what is wrong with it.
 * https://github.com/golang/go/blob/go1.26.0/src/net/netip/netip.go (ParseAddr)
 */
export function parseAddress(text: string): ZonedAddress | CelError {
  const problem = problemIn(text)
  switch (/[.:%]/.exec(text)?.[0]) {
    case '.': {
      const octets = readIpv4(text, problem)
      return octets instanceof CelError ? octets : withoutZone(4, octets, 8n)
    }
    case ':':
      return parseIpv6(text, problem)
    case '%':
      return problem('missing IPv6 address')
    default:
      return problem('unable to parse IP')
  }
}

/** Whether it is an address of IPv4 written as one of IPv6: `::ffff:1.2.3.4`. */
export function isMapped({ family, bits }: IpAddress): boolean {
  return family === 6 && bits >> 32n === 0xffffn
}

/** Makes the text of an error: what is wrong, and from where on. */
type Problem = (message: string, rest?: string) => CelError

function problemIn(text: string): Problem {
  return (message, rest = '') => {
    const place = rest === '' ? '' : ` (at ${quoteForGo(rest)})`
    return new CelError(`ParseAddr(${quoteForGo(text)}): ${message}${place}`)
  }
}

function withoutZone(family: 4 | 6, parts: readonly number[], size: bigint): ZonedAddress {
  const bits = parts.reduce((sum, part) => (sum << size) | BigInt(part), 0n)
  return { address: new IpAddress(family, bits), zone: '' }
}

function readIpv4(text: string, problem: Problem): readonly number[] | CelError {
  const octets: number[] = []
  let digits = ''
  for (const [index, character] of [...text].entries()) {
    const rest = text.slice(index)
    const fault =
      character === '.'
        ? faultOfDot(digits, rest, octets.length, problem)
        : faultOfDigit(digits, rest, problem)
    if (fault !== undefined) return fault
    if (character === '.') octets.push(Number(digits))
    digits = character === '.' ? '' : digits + character
  }
  return octets.length < 3 ? problem('IPv4 address too short') : [...octets, Number(digits)]
}

/** What is wrong with the digit at which the rest begins. */
function faultOfDigit(before: string, rest: string, problem: Problem): CelError | undefined {
  if (!/^\d/.test(rest)) return problem('unexpected character', rest)
  if (before === '0') return problem('IPv4 field has octet with leading zero')
  return Number(before + rest[0]) > 255 ? problem('IPv4 field has value >255') : undefined
}

/** What is wrong with the dot at which the rest begins. */
function faultOfDot(
  digits: string,
  rest: string,
  octetsBefore: number,
  problem: Problem,
): CelError | undefined {
  if (digits === '' || rest === '.') {
    return problem('IPv4 field must have at least one digit', rest)
  }
  return octetsBefore === 3 ? problem('IPv4 address too long') : undefined
}

const groupCount = 8

function parseIpv6(text: string, problem: Problem): ZonedAddress | CelError {
  const percent = text.indexOf('%')
  const zone = percent < 0 ? '' : text.slice(percent + 1)
  if (percent >= 0 && zone === '') return problem('zone must be a non-empty string')
  const read = readGroups(percent < 0 ? text : text.slice(0, percent), problem)
  if (read instanceof CelError) return read
  const groups = expanded(read, problem)
  return groups instanceof CelError ? groups : { ...withoutZone(6, groups, 16n), zone }
}

/** The groups of an address, and before which of them the zeros were left out; -1 for nowhere. */
interface Groups {
  readonly groups: number[]
  ellipsis: number
  /** What was not read yet. */
  rest: string
}

function readGroups(text: string, problem: Problem): Groups | CelError {
  const leads = text.startsWith('::')
  const read: Groups = {
    groups: [],
    ellipsis: leads ? 0 : -1,
    rest: leads ? text.slice(2) : text,
  }
  if (leads && read.rest === '') return read
  while (read.groups.length < groupCount) {
    const fault =
      readGroup(read, problem) ?? (read.rest === '' ? undefined : readColons(read, problem))
    if (fault !== undefined) return fault
    if (read.rest === '') return read
  }
  return problem('trailing garbage after address', read.rest)
}

/** Takes a group of digits, or the address of IPv4 that stands at the end. */
function readGroup(read: Groups, problem: Problem): CelError | undefined {
  const { groups, rest } = read
  const [digits = ''] = /^[\dA-Fa-f]*/.exec(rest) ?? []
  if (digits.length > 4) return problem('each group must have 4 or less digits', rest)
  if (digits === '') return problem('each colon-separated field must have at least one digit', rest)
  if (rest[digits.length] === '.') return readEmbedded(read, problem)
  groups.push(Number.parseInt(digits, 16))
  read.rest = rest.slice(digits.length)
  return undefined
}

function readEmbedded(read: Groups, problem: Problem): CelError | undefined {
  const { groups, rest } = read
  if (read.ellipsis < 0 && groups.length !== groupCount - 2) {
    return problem('embedded IPv4 address must replace the final 2 fields of the address', rest)
  }
  if (groups.length > groupCount - 2) {
    return problem('too many hex fields to fit an embedded IPv4 at the end of the address', rest)
  }
  const octets = readIpv4(rest, problem)
  if (octets instanceof CelError) return octets
  const [first = 0, second = 0, third = 0, fourth = 0] = octets
  groups.push(first * 256 + second, third * 256 + fourth)
  read.rest = ''
  return undefined
}

/** Takes what stands between two groups, or the zeros that were left out at the end. */
function readColons(read: Groups, problem: Problem): CelError | undefined {
  const { rest } = read
  if (!rest.startsWith(':')) return problem('unexpected character, want colon', rest)
  if (rest === ':') return problem('colon must be followed by more characters', rest)
  read.rest = rest.slice(1)
  if (rest[1] !== ':') return undefined
  if (read.ellipsis >= 0) return problem('multiple :: in address', read.rest)
  read.ellipsis = read.groups.length
  read.rest = rest.slice(2)
  return undefined
}

function expanded({ groups, ellipsis }: Groups, problem: Problem): readonly number[] | CelError {
  const missing = groupCount - groups.length
  if (missing > 0 && ellipsis < 0) return problem('address string too short')
  if (missing === 0 && ellipsis >= 0) {
    return problem('the :: must expand to at least one field of zeros')
  }
  const zeros = Array.from({ length: missing }, () => 0)
  return ellipsis < 0 ? groups : [...groups.slice(0, ellipsis), ...zeros, ...groups.slice(ellipsis)]
}
