import { Boxed } from './boxed.ts'
import { Double } from './double.ts'
import { intOf, isInt } from './int.ts'
import { Uint } from './uint.ts'

/** A map with keys that are not all strings: ints, uints, bools and strings. Numbers find each other across types. */
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

/** Equal for keys that CEL holds equal: 1, 1u and 1.0 are one key. */
export type MapKey = string | number | bigint | boolean

/** undefined for what can never be a key of a map. */
export function mapKeyOf(key: unknown): MapKey | undefined {
  if (typeof key === 'string' || typeof key === 'boolean') return key
  if (isInt(key)) return key
  if (key instanceof Uint) return intOf(key.value) ?? key.value
  if (key instanceof Double) return key.value === 0 ? 0 : key.value
  if (typeof key === 'number' && Number.isInteger(key)) return BigInt(key)
  return undefined
}
