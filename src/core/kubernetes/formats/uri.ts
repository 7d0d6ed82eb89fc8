import { isIpv6 } from './ip.ts'

/**
 * An absolute URI, or an absolute path, as Go's url.ParseRequestURI reads them.
 * https://github.com/golang/go/blob/master/src/net/url/url.go
 */
export function isRequestUri(text: string): boolean {
  if (text === '' || /[\0-\x1f\x7f]/.test(text)) return false
  if (text === '*') return true
  if (text.startsWith(':')) return false
  const scheme = /^([A-Za-z][A-Za-z\d+.-]*):/.exec(text)?.[1]
  const rest = withoutQuery(scheme === undefined ? text : text.slice(scheme.length + 1))
  if (!rest.startsWith('/')) return scheme !== undefined
  if (scheme === undefined || !rest.startsWith('//')) return isEscaped(rest)
  const slash = rest.indexOf('/', 2)
  const authority = slash < 0 ? rest.slice(2) : rest.slice(2, slash)
  return (
    isAuthority(scheme.toLowerCase(), authority) && isEscaped(slash < 0 ? '' : rest.slice(slash))
  )
}

function withoutQuery(text: string): string {
  const mark = text.indexOf('?')
  return mark < 0 ? text : text.slice(0, mark)
}

/** Every percent sign begins an escape. */
function isEscaped(text: string): boolean {
  return !/%(?![\dA-Fa-f]{2})/.test(text)
}

function isAuthority(scheme: string, authority: string): boolean {
  const at = authority.lastIndexOf('@')
  const user = authority.slice(0, Math.max(at, 0))
  if (!isHost(scheme, authority.slice(at + 1))) return false
  return /^[A-Za-z\d\-._:~!$&'()*+,;=%@]*$/.test(user) && isEscaped(user)
}

function isHost(scheme: string, host: string): boolean {
  const bracket = host.lastIndexOf('[')
  if (bracket > 0) return false
  if (bracket === 0) return isBracketed(host)
  const first = host.indexOf(':')
  const isStrict = scheme === 'http' || scheme === 'https'
  const port = isStrict ? first : host.lastIndexOf(':')
  return (first < 0 || isPort(host.slice(port))) && isHostText(host)
}

function isBracketed(host: string): boolean {
  const end = host.lastIndexOf(']')
  if (end < 0 || !isPort(host.slice(end + 1))) return false
  const address = host.slice(1, end)
  const zone = address.indexOf('%25')
  if (zone < 0) return isIpv6(address)
  return isIpv6(address.slice(0, zone)) && isZone(address.slice(zone))
}

/** Escapes of a zone stand for characters that a host may have, or for a space. */
function isZone(zone: string): boolean {
  if (zone.length <= 3 || !isEscaped(zone) || !/^[^\0-\x20#/?@\\^`{|}]*$/.test(zone)) return false
  return [...zone.matchAll(/%(..)/g)].every(([escaped, hex = '']) => {
    const character = String.fromCharCode(Number.parseInt(hex, 16))
    return (
      escaped === '%25' || character === ' ' || /[A-Za-z\d!"$&'()*+,\-.:;<=>[\]_~]/.test(character)
    )
  })
}

function isPort(text: string): boolean {
  return /^(?::\d*)?$/.test(text)
}

/** A host escapes only what is not ASCII, and the percent sign. */
function isHostText(host: string): boolean {
  if (!/^[^\0-\x20#/?@\\^`{|}]*$/.test(host)) return false
  return isEscaped(host) && !/%(?!25|[89A-Fa-f])/.test(host)
}
