import { quoteForGo } from '../../source/go-quote.ts'
import { CelError } from '../value.ts'
import { textOf } from './octet-text.ts'
import { parseAddress } from './parse-address.ts'
import { escapeUrl, unescapeUrl } from './url-escapes.ts'

/** Who and where, in octets. */
export interface Authority {
  /** As it is written in a URL, with the `@`; undefined where there is none. */
  readonly user: string | undefined
  readonly host: string
}

/** `user:password@host:port`. https://github.com/golang/go/blob/go1.26.0/src/net/url/url.go (parseAuthority) */
export function parseAuthority(scheme: string, octets: string): Authority | CelError {
  const at = octets.lastIndexOf('@')
  const host = parseHost(scheme, octets.slice(at + 1))
  if (host instanceof CelError) return host
  if (at < 0) return { user: undefined, host }
  const user = parseUser(octets.slice(0, at))
  return user instanceof CelError ? user : { user, host }
}

/** Host and port of `host:port`, without the brackets of an address. */
export function splitHost(octets: string): { readonly name: string; readonly port: string } {
  const colon = octets.lastIndexOf(':')
  const hasPort = colon >= 0 && isPort(octets.slice(colon))
  const host = hasPort ? octets.slice(0, colon) : octets
  const port = hasPort ? octets.slice(colon + 1) : ''
  const isBracketed = host.startsWith('[') && host.endsWith(']')
  return { name: isBracketed ? host.slice(1, -1) : host, port }
}

function parseUser(octets: string): string | CelError {
  if (!/^[\dA-Za-z\-._:~!$&'()*+,;=%@]*$/.test(octets)) {
    return new CelError('net/url: invalid userinfo')
  }
  const colon = octets.indexOf(':')
  const parts = colon < 0 ? [octets] : [octets.slice(0, colon), octets.slice(colon + 1)]
  const written: string[] = []
  for (const part of parts) {
    const meant = unescapeUrl(part, 'userinfo')
    if (meant instanceof CelError) return meant
    written.push(escapeUrl(meant, 'userinfo'))
  }
  return `${written.join(':')}@`
}

function parseHost(scheme: string, octets: string): string | CelError {
  const bracket = octets.lastIndexOf('[')
  if (bracket > 0) return new CelError('invalid IP-literal')
  if (bracket === 0) return parseBracketed(octets)
  const isStrict = scheme === 'http' || scheme === 'https'
  const colon = isStrict ? octets.indexOf(':') : octets.lastIndexOf(':')
  const port = colon < 0 ? '' : octets.slice(colon)
  return isPort(port) ? unescapeUrl(octets, 'host') : invalidPort(port)
}

/** An address of IPv6 between brackets. */
function parseBracketed(octets: string): string | CelError {
  const end = octets.lastIndexOf(']')
  if (end < 0) return new CelError("missing ']' in host")
  const port = octets.slice(end + 1)
  if (!isPort(port)) return invalidPort(port)
  const host = unescapeAddress(octets.slice(1, end))
  if (host instanceof CelError) return host
  const parsed = parseAddress(textOf(host))
  if (parsed instanceof CelError) return new CelError(`invalid host: ${parsed.message}`)
  return parsed.address.family === 4 ? new CelError('invalid IP-literal') : `[${host}]${port}`
}

/** From `%25` on it is a zone. */
function unescapeAddress(octets: string): string | CelError {
  const zoneAt = octets.indexOf('%25')
  if (zoneAt < 0) return unescapeUrl(octets, 'host')
  const address = unescapeUrl(octets.slice(0, zoneAt), 'host')
  if (address instanceof CelError) return address
  const zone = unescapeUrl(octets.slice(zoneAt), 'zone')
  return zone instanceof CelError ? zone : address + zone
}

function isPort(text: string): boolean {
  return /^(?::\d*)?$/.test(text)
}

function invalidPort(octets: string): CelError {
  return new CelError(`invalid port ${quoteForGo(textOf(octets))} after host`)
}
