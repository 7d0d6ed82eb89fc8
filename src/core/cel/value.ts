import type { JsonValue } from '../source/json-value.ts'
import type { AuthorizationValue } from './values/authorization-value.ts'
import type { Bytes } from './values/bytes.ts'
import type { CelMap } from './values/cel-map.ts'
import type { Cidr } from './values/cidr.ts'
import type { Double } from './values/double.ts'
import type { Duration } from './values/duration.ts'
import type { IpAddress } from './values/ip-address.ts'
import { LazyObject as LazyObjectOf } from './values/lazy-object.ts'
import type { NamedFormat } from './values/named-format.ts'
import type { ObjectValue } from './values/object-value.ts'
import type { Optional } from './values/optional.ts'
import type { QuantityValue } from './values/quantity-value.ts'
import type { SemanticVersion } from './values/semantic-version.ts'
import type { Timestamp } from './values/timestamp.ts'
import type { TypeValue } from './values/type-value.ts'
import type { Uint } from './values/uint.ts'
import type { Url } from './values/url.ts'

export { CelError } from './values/cel-error.ts'

/**
 * A CEL value. JSON is a value as it is, without copying: an integral number that is exact (and a bigint) is an int,
 * any other number a double, an array a list, a plain object a map with string keys. The rest has a class of its own.
 */
export type Value =
  | JsonValue
  | ListValue
  | MapValue
  | AuthorizationValue
  | Bytes
  | CelMap<Value>
  | Cidr
  | Double
  | Duration
  | IpAddress
  | LazyObjectOf<Value>
  | NamedFormat
  | ObjectValue<Value>
  | Optional<Value>
  | QuantityValue
  | SemanticVersion
  | Timestamp
  | TypeValue
  | Uint
  | Url

export type ListValue = readonly Value[]

/** A map with string keys: own properties only, any key. */
export interface MapValue {
  readonly [key: string]: Value
}

/** An object of CEL values that are computed when they are read. */
export type LazyObject = LazyObjectOf<Value>
export const LazyObject = LazyObjectOf<Value>
