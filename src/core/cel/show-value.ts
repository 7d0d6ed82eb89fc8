import { printQuantity } from '../kubernetes/quantity.ts'
import { entriesOf, isList, isMap } from './list-and-map.ts'
import { doubleValueOf } from './numbers.ts'
import { printLiteral } from './print-literal.ts'
import { printKey } from './print-value.ts'
import { typeNameOf } from './type-of.ts'
import type { Value } from './value.ts'
import { AccessDecision } from './values/access-decision.ts'
import { Boxed } from './values/boxed.ts'
import { Bytes } from './values/bytes.ts'
import { Cidr, printCidr } from './values/cidr.ts'
import { Duration, printDuration } from './values/duration.ts'
import { IpAddress, printAddress } from './values/ip-address.ts'
import { ObjectValue } from './values/object-value.ts'
import { Optional } from './values/optional.ts'
import { QuantityValue } from './values/quantity-value.ts'
import { SemanticVersion } from './values/semantic-version.ts'
import { printTimestamp, Timestamp } from './values/timestamp.ts'
import { TypeValue } from './values/type-value.ts'
import { Uint } from './values/uint.ts'
import { Url } from './values/url.ts'

/**
 * The value as an author would write it in CEL, in one line of about so many characters: `…` stands for what is left out.
 * What has no such form is its type between angle brackets.
 */
export function showValue(value: Value, maxLength: number): string {
  const text = write(value, maxLength)
  if (text.length <= maxLength) return text
  const cut = text.slice(0, maxLength - 1)
  return `${cut.replace(/[\ud800-\udbff]$/, '')}…`
}

function write(value: Value, room: number): string {
  if (value === null) return 'null'
  if (typeof value === 'string') return printText(value, room)
  if (typeof value === 'boolean' || typeof value === 'bigint') return String(value)
  const double = doubleValueOf(value)
  if (double !== undefined) return printDouble(double)
  if (typeof value === 'number') return String(value)
  if (isList(value)) return writeAll('[', value, ']', room, write)
  if (isMap(value)) return writeAll('{', entriesOf(value), '}', room, writeEntry)
  return value instanceof Boxed ? writeBoxed(value, room) : '<?>'
}

/** No more of a text than there is room for: it may be a whole certificate. */
function printText(text: string, room: number): string {
  return printLiteral({ type: 'string', value: text.slice(0, Math.max(room, 0) + 1) })
}

function printDouble(value: number): string {
  return Number.isFinite(value)
    ? printLiteral({ type: 'double', value })
    : `double("${printKey(value)}")`
}

function writeAll<Item>(
  start: string,
  items: readonly Item[],
  end: string,
  room: number,
  writeItem: (item: Item, room: number) => string,
): string {
  let text = start
  for (const [index, item] of items.entries()) {
    if (text.length > room) return text
    text += `${index === 0 ? '' : ', '}${writeItem(item, room - text.length)}`
  }
  return text + end
}

function writeEntry([key, value]: readonly [Value, Value], room: number): string {
  const name = write(key, room)
  return `${name}: ${write(value, room - name.length)}`
}

function writeField([name, value]: readonly [string, Value], room: number): string {
  return `${name}: ${write(value, room - name.length)}`
}

function writeBoxed(value: Value & Boxed, room: number): string {
  if (value instanceof Optional) {
    return value.value === undefined
      ? 'optional.none()'
      : `optional.of(${write(value.value as Value, room)})`
  }
  if (value instanceof ObjectValue) {
    return writeAll(`${value.typeName}{`, [...value.fields], '}', room, writeField)
  }
  if (value instanceof Uint) return printLiteral({ type: 'uint', value: value.value })
  if (value instanceof Bytes) {
    return printLiteral({ type: 'bytes', value: value.octets.slice(0, Math.max(room, 0) + 1) })
  }
  if (value instanceof TypeValue) return value.typeName
  if (value instanceof AccessDecision) return `<${typeNameOf(value)} allowed: ${isAllowed(value)}>`
  return writeCall(value) ?? `<${typeNameOf(value)}>`
}

function isAllowed({ status }: AccessDecision): boolean {
  return status.allowed === true
}

/** The call that makes the value. */
function writeCall(value: Boxed): string | undefined {
  if (value instanceof Timestamp) return `timestamp("${printTimestamp(value)}")`
  if (value instanceof Duration) return `duration("${printDuration(value)}")`
  if (value instanceof QuantityValue) return `quantity("${printQuantity(value.quantity)}")`
  if (value instanceof IpAddress) return `ip("${printAddress(value)}")`
  if (value instanceof Cidr) return `cidr("${printCidr(value)}")`
  if (value instanceof Url) return `url("${value.text}")`
  return value instanceof SemanticVersion ? `semver("${printVersion(value)}")` : undefined
}

function printVersion({ numbers, preReleases, builds }: SemanticVersion): string {
  const preRelease = preReleases.length === 0 ? '' : `-${preReleases.join('.')}`
  return `${numbers.join('.')}${preRelease}${builds.length === 0 ? '' : `+${builds.join('.')}`}`
}
