import { entriesOf, isList, isMap } from '#src/core/cel/list-and-map.ts'
import { doubleValueOf, wholeValueOf } from '#src/core/cel/numbers.ts'
import { typeNameOf } from '#src/core/cel/type-of.ts'
import type { Value } from '#src/core/cel/value.ts'
import { Bytes } from '#src/core/cel/values/bytes.ts'
import { Cidr, printCidr } from '#src/core/cel/values/cidr.ts'
import { Duration } from '#src/core/cel/values/duration.ts'
import { IpAddress, printAddress } from '#src/core/cel/values/ip-address.ts'
import { NamedFormat } from '#src/core/cel/values/named-format.ts'
import { Optional } from '#src/core/cel/values/optional.ts'
import { QuantityValue } from '#src/core/cel/values/quantity-value.ts'
import { SemanticVersion } from '#src/core/cel/values/semantic-version.ts'
import { printTimestamp, Timestamp } from '#src/core/cel/values/timestamp.ts'
import { TypeValue } from '#src/core/cel/values/type-value.ts'
import { Uint } from '#src/core/cel/values/uint.ts'
import { Url } from '#src/core/cel/values/url.ts'
import { printQuantity } from '#src/core/kubernetes/quantity.ts'

/** A text that tells every two values apart, the same as test/cluster/go-cel/values.go makes. */
export function valueText(value: Value): string {
  if (value === null || typeof value === 'boolean') return String(value)
  if (typeof value === 'string') return quoted(value)
  if (value instanceof Uint) return `${value.value}u`
  const double = doubleValueOf(value)
  if (double !== undefined) return doubleText(double)
  const whole = wholeValueOf(value)
  if (whole !== undefined) return String(whole)
  if (isList(value)) return `[${value.map(valueText).join(', ')}]`
  if (isMap(value)) return mapText(value)
  return boxedText(value)
}

function doubleText(number: number): string {
  if (Number.isNaN(number)) return 'NaN'
  if (!Number.isFinite(number)) return number > 0 ? '+Inf' : '-Inf'
  const text = Object.is(number, -0) ? '-0' : String(number)
  return /[.e]/.test(text) ? text : `${text}.0`
}

function quoted(text: string): string {
  const escaped = text.replaceAll(/["\\]/g, '\\$&').replaceAll(/[^ -~]/gu, escapeOf)
  return `"${escaped}"`
}

/** A lone surrogate from U+DC80 on stands for an octet that is no part of UTF-8. */
function escapeOf(character: string): string {
  const point = character.codePointAt(0) ?? 0
  const isOctet = point >= 0xdc80 && point <= 0xdcff
  return isOctet ? `\\x${(point - 0xdc00).toString(16)}` : `\\u{${point.toString(16)}}`
}

function mapText(map: Parameters<typeof entriesOf>[0]): string {
  const texts = entriesOf(map).map(([key, value]) => `${valueText(key)}: ${valueText(value)}`)
  return `{${texts.sort(byOctets).join(', ')}}`
}

function byOctets(left: string, right: string): number {
  return Buffer.compare(Buffer.from(left), Buffer.from(right))
}

function boxedText(value: Value): string {
  if (value instanceof Bytes) return `b"${Buffer.from(value.octets).toString('hex')}"`
  if (value instanceof TypeValue) return `type(${value.typeName})`
  if (value instanceof Optional) {
    return value.value === undefined ? 'none' : `some(${valueText(value.value)})`
  }
  return `${typeNameOf(value)}(${quoted(innerText(value))})`
}

function innerText(value: Value): string {
  if (value instanceof Cidr) return printCidr(value)
  if (value instanceof Duration) return String(value.nanoseconds)
  if (value instanceof IpAddress) return printAddress(value)
  if (value instanceof NamedFormat) return value.formatName
  if (value instanceof QuantityValue) return printQuantity(value.quantity)
  if (value instanceof SemanticVersion) return versionText(value)
  if (value instanceof Timestamp) return printTimestamp(value)
  return value instanceof Url ? value.text : ''
}

function versionText({ numbers, preReleases, builds }: SemanticVersion): string {
  const release = preReleases.length === 0 ? '' : `-${preReleases.join('.')}`
  return `${numbers.join('.')}${release}${builds.length === 0 ? '' : `+${builds.join('.')}`}`
}
