import { isCreditCard, isIsbn10, isIsbn13 } from './check-digits.ts'
import { isEmail } from './email.ts'
import { isHostname, isLongName, isMac, isShortName } from './host.ts'
import { isCidr, isIpv4, isIpv6 } from './ip.ts'
import { isDate, isDateTime, isDuration } from './time.ts'
import { isRequestUri } from './uri.ts'

/** What a text must be to have a format. */
interface Format {
  /** Without hyphens, which do not count in the name of a format. */
  readonly name: string
  readonly meets: (text: string) => boolean
}

const longestSsn = 11
const octet = '(?:0|[1-9]\\d?|1\\d\\d?|2[0-4]\\d|25[0-5])'

/**
 * The formats of texts that schemas may have, in the order of
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/validation/formats.go
 */
const formats: readonly Format[] = [
  { name: 'bsonobjectid', meets: matching(/^[\da-f]{24}$/i) },
  { name: 'uri', meets: isRequestUri },
  { name: 'email', meets: isEmail },
  { name: 'hostname', meets: isHostname },
  { name: 'ipv4', meets: isIpv4 },
  { name: 'ipv6', meets: isIpv6 },
  { name: 'cidr', meets: isCidr },
  { name: 'mac', meets: isMac },
  { name: 'uuid', meets: matching(uuid('[\\da-f]{4}', '[\\da-f]{4}')) },
  { name: 'uuid3', meets: matching(uuid('3[\\da-f]{3}', '[\\da-f]{4}')) },
  { name: 'uuid4', meets: matching(uuid('4[\\da-f]{3}', '[89ab][\\da-f]{3}')) },
  { name: 'uuid5', meets: matching(uuid('5[\\da-f]{3}', '[89ab][\\da-f]{3}')) },
  { name: 'isbn', meets: (text) => isIsbn10(text) || isIsbn13(text) },
  { name: 'isbn10', meets: isIsbn10 },
  { name: 'isbn13', meets: isIsbn13 },
  { name: 'creditcard', meets: isCreditCard },
  {
    name: 'ssn',
    meets: (text) => text.length === longestSsn && /^\d{3}[- ]?\d{2}[- ]?\d{4}$/.test(text),
  },
  { name: 'hexcolor', meets: matching(/^#?(?:[\da-f]{3}|[\da-f]{6})$/i) },
  {
    name: 'rgbcolor',
    meets: matching(new RegExp(`^rgb\\(${[octet, octet, octet].map(spaced).join(',')}\\)$`)),
  },
  {
    name: 'byte',
    meets: (text) => text !== '' && text.length % 4 === 0 && /^[\dA-Za-z+/]+={0,2}$/.test(text),
  },
  { name: 'password', meets: () => true },
  { name: 'date', meets: isDate },
  { name: 'duration', meets: isDuration },
  { name: 'datetime', meets: isDateTime },
  { name: 'k8sshortname', meets: isShortName },
  { name: 'k8slongname', meets: isLongName },
]

function matching(pattern: RegExp): (text: string) => boolean {
  return (text) => pattern.test(text)
}

function uuid(third: string, fourth: string): RegExp {
  return new RegExp(`^[\\da-f]{8}-?[\\da-f]{4}-?${third}-?${fourth}-?[\\da-f]{12}$`, 'i')
}

function spaced(pattern: string): string {
  return `[\\t\\n\\f\\r ]*${pattern}[\\t\\n\\f\\r ]*`
}

const byName: ReadonlyMap<string, Format['meets']> = new Map(
  formats.map(({ name, meets }) => [name, meets]),
)

/** Whether texts can have that format. */
export function isFormat(name: string): boolean {
  return byName.has(withoutHyphens(name))
}

/** Whether the text has that format; any text has one that is not known. */
export function meetsFormat(name: string, text: string): boolean {
  return byName.get(withoutHyphens(name))?.(text) ?? true
}

function withoutHyphens(name: string): string {
  return name.replaceAll('-', '')
}
