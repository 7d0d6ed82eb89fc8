import { Boxed } from './boxed.ts'
import { Bytes } from './bytes.ts'
import { Cidr, printCidr } from './cidr.ts'
import { Double } from './double.ts'
import { Duration } from './duration.ts'
import { intOf, isInt } from './int.ts'
import { IpAddress, printAddress } from './ip-address.ts'
import { NamedFormat } from './named-format.ts'
import { SemanticVersion } from './semantic-version.ts'
import { Timestamp } from './timestamp.ts'
import { TypeValue } from './type-value.ts'
import { Uint } from './uint.ts'

/** A map with keys that are not all strings. */
export class CelMap<V = unknown> extends Boxed {
  readonly entries: ReadonlyMap<MapKey, MapEntry<V>>

  constructor(entries: ReadonlyMap<MapKey, MapEntry<V>>) {
    super()
    this.entries = entries
  }
}

export interface MapEntry<V> {
  readonly key: V
  readonly value: V
}

export type MapKey = string | number | bigint | boolean | object

/**
 * The key under which a map holds the entry: numbers of different types are different keys, NaN is always another one,
 * and lists and maps are a key each. undefined for what can never be a key: bytes, versions and formats, which Go cannot
 * hash. https://github.com/google/cel-go/blob/v0.29.2/common/types/map.go (refValMapAccessor)
 */
export function heldKeyOf(key: unknown): MapKey | undefined {
  if (typeof key === 'string' || typeof key === 'boolean' || isInt(key)) return key
  if (key instanceof Uint) return uintKey(key.value)
  const double = doubleOf(key)
  if (double !== undefined) return Number.isNaN(double) ? {} : `${mark}double ${double}`
  if (isUnhashable(key)) return undefined
  const text = comparedText(key)
  return text === undefined ? Object(key) : `${mark}${text}`
}

/** The same for numbers of all types that stand for the same whole number. */
export function mapKeyOf(key: unknown): MapKey | undefined {
  if (typeof key === 'string' || isInt(key)) return key
  const whole = wholeOf(key)
  return whole === undefined ? heldKeyOf(key) : (intOf(whole) ?? whole)
}

/** The entry of a key; where there is none, of the int and then of the uint that is equal to it. */
export function entryOf<V>({ entries }: CelMap<V>, key: unknown): MapEntry<V> | undefined {
  const held = heldKeyOf(key)
  if (held === undefined) return undefined
  const found = entries.get(held)
  if (found !== undefined) return found
  const whole = wholeOf(key)
  if (whole === undefined) return undefined
  return entries.get(intOf(whole) ?? whole) ?? entries.get(uintKey(whole))
}

function uintKey(value: bigint): MapKey {
  return `${mark}uint ${value}`
}

function doubleOf(key: unknown): number | undefined {
  if (key instanceof Double) return key.value
  return typeof key === 'number' ? key : undefined
}

/** The whole number that a number of any type stands for; of a double Go does not take the smallest int. */
function wholeOf(key: unknown): bigint | undefined {
  if (isInt(key)) return BigInt(key)
  if (key instanceof Uint) return key.value
  const double = doubleOf(key)
  if (double === undefined || !Number.isInteger(double)) return undefined
  return double > -(2 ** 63) ? BigInt(double) : undefined
}

/** No text of a well-formed document begins with half a surrogate pair. */
const mark = '\udfff'

function isUnhashable(key: unknown): boolean {
  return key instanceof Bytes || key instanceof SemanticVersion || key instanceof NamedFormat
}

/** A text for values that Go compares by their contents; any other is compared by its identity. */
function comparedText(key: unknown): string | undefined {
  if (key === null) return 'null'
  if (key instanceof Timestamp) return `timestamp ${key.seconds} ${key.nanos}`
  if (key instanceof Duration) return `duration ${key.nanoseconds}`
  if (key instanceof IpAddress) return `ip ${printAddress(key)}`
  if (key instanceof Cidr) return `cidr ${printCidr(key)}`
  return key instanceof TypeValue ? `type ${key.typeName}` : undefined
}
