/** How numbers of an address are read: `strict` as Go's netip, `sloppy` as Kubernetes did before Go 1.17. */
interface Digits {
  readonly octet: (text: string) => boolean
  readonly group: (text: string) => boolean
}

const strict: Digits = {
  octet: (text) => /^(?:0|[1-9]\d{0,2})$/.test(text) && Number(text) <= 0xff,
  group: (text) => /^[\dA-Fa-f]{1,4}$/.test(text),
}

const tooBig = 0xffffff

const sloppy: Digits = {
  octet: (text) => /^\d+$/.test(text) && Number(text) <= 0xff,
  group: (text) => /^[\dA-Fa-f]+$/.test(text) && Number.parseInt(text, 16) <= 0xffff,
}

/** An IPv4 address, or an IPv6 address that ends in one; leading zeros are allowed. https://issue.k8s.io/100895 */
export function isIpv4(text: string): boolean {
  return text.includes('.') && isSloppyIp(text)
}

/** An IPv6 address, without a zone. */
export function isIpv6(text: string): boolean {
  return isIpv6With(strict, text)
}

/** An address of either family as Go's net.ParseIP reads it. */
export function isIp(text: string): boolean {
  return isIpv4With(strict, text) || isIpv6With(strict, text)
}

/** An address and the length of its prefix; leading zeros are allowed. */
export function isCidr(text: string): boolean {
  const slash = text.indexOf('/')
  if (slash < 0) return false
  const address = text.slice(0, slash)
  const length = text.slice(slash + 1)
  if (!/^\d+$/.test(length) || Number(length) >= tooBig) return false
  if (isIpv4With(sloppy, address)) return Number(length) <= 32
  return isIpv6With(sloppy, address) && Number(length) <= 128
}

function isSloppyIp(text: string): boolean {
  const first = /[.:]/.exec(text)?.[0]
  return first === '.' ? isIpv4With(sloppy, text) : isIpv6With(sloppy, text)
}

function isIpv4With({ octet }: Digits, text: string): boolean {
  const octets = text.split('.')
  return octets.length === 4 && octets.every(octet)
}

const groupsOfIpv6 = 8

function isIpv6With(digits: Digits, text: string): boolean {
  const [head = '', tail, ...more] = text.split('::')
  if (more.length > 0) return false
  const before = groupsOf(digits, head, tail === undefined)
  const after = tail === undefined ? 0 : groupsOf(digits, tail, true)
  if (before === undefined || after === undefined) return false
  return tail === undefined ? before === groupsOfIpv6 : before + after < groupsOfIpv6
}

/** How many groups the part has, where an address of IPv4 at the end counts as two; undefined where it is none. */
function groupsOf(digits: Digits, text: string, endsAddress: boolean): number | undefined {
  if (text === '') return 0
  const parts = text.split(':')
  const last = parts.at(-1) ?? ''
  const isMapped = endsAddress && last.includes('.')
  const groups = isMapped ? parts.slice(0, -1) : parts
  if (!groups.every(digits.group) || (isMapped && !isIpv4With(digits, last))) return undefined
  return groups.length + (isMapped ? 2 : 0)
}
