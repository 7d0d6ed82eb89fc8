import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { textOf } from './octet-text.ts'

/** Where in a URL a text stands: each place has octets of its own that need no escape. */
export type UrlPlace = 'path' | 'host' | 'zone' | 'userinfo' | 'query' | 'fragment'

/** Beside letters, digits and `-_.~`, as patterns. */
const plain: Readonly<Record<UrlPlace, string>> = {
  path: '$&+,/:;=@',
  host: '!$&\'()*+,;=:[\\]<>"',
  zone: '!$&\'()*+,;=:[\\]<>"',
  userinfo: '$&+,;=',
  query: '',
  fragment: '$&+,/:;=?@!()*',
}

const escaped = everyPlace((octets) => new RegExp(`[^\\dA-Za-z_.~${octets}-]`, 'g'))
const wellWritten = everyPlace(
  (octets) => new RegExp(`^[\\dA-Za-z_.~!$&'()*+,;=:@[\\]%${octets}-]*$`),
)

/** The octets with those escaped that may not stand in that place. https://github.com/golang/go/blob/go1.26.0/src/net/url/url.go (escape) */
export function escapeUrl(octets: string, place: UrlPlace): string {
  return octets.replaceAll(
    escaped[place],
    (octet) => `%${octet.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`,
  )
}

/** The octets that a text with escapes stands for; an error where an escape, or an octet of a host, may not be there. */
export function unescapeUrl(octets: string, place: UrlPlace): string | CelError {
  const fault = faultIn(octets, place)
  if (fault !== undefined) return fault
  const spaced = place === 'query' ? octets.replaceAll('+', ' ') : octets
  if (!spaced.includes('%')) return spaced
  return spaced.replaceAll(/%(..)/g, (_, digits: string) => octetOf(digits))
}

/** The text as it stands in a URL: as it was written where that is allowed, otherwise with the escapes that Go would write. */
export function escapedForm(written: string, meant: string, place: 'path' | 'fragment'): string {
  return wellWritten[place].test(written) ? written : escapeUrl(meant, place)
}

function everyPlace(make: (octets: string) => RegExp): Readonly<Record<UrlPlace, RegExp>> {
  return {
    path: make(plain.path),
    host: make(plain.host),
    zone: make(plain.zone),
    userinfo: make(plain.userinfo),
    query: make(plain.query),
    fragment: make(plain.fragment),
  }
}

function faultIn(octets: string, place: UrlPlace): CelError | undefined {
  const isStrict = place === 'host' || place === 'zone'
  if (!isStrict && !octets.includes('%')) return undefined
  const suspects = isStrict ? /%([\dA-Fa-f]{2})?|[\0- #/?@\\^`{|}\x7f]/g : /%([\dA-Fa-f]{2})?/g
  for (const { 0: found, 1: digits, index } of octets.matchAll(suspects)) {
    if (!found.startsWith('%')) {
      return new CelError(`invalid character ${quoteForGo(found)} in host name`)
    }
    if (digits === undefined || !mayEscape(octetOf(digits), place)) {
      const sequence = textOf(octets.slice(index, index + 3))
      return new CelError(`invalid URL escape ${quoteForGo(sequence)}`)
    }
  }
  return undefined
}

/** A host escapes what is not ASCII, a zone what could stand there as it is or a space, and both the percent sign. */
function mayEscape(octet: string, place: UrlPlace): boolean {
  if (octet === '%') return true
  if (place === 'host') return octet >= '\x80'
  return place !== 'zone' || octet === ' ' || escapeUrl(octet, 'host') === octet
}

function octetOf(digits: string): string {
  return String.fromCharCode(Number.parseInt(digits, 16))
}
