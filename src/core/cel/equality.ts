import { compareQuantities } from '../kubernetes/quantity.ts'
import { isList, isMap, isPlainMap, keysOf, ownField, sizeOfMap } from './list-and-map.ts'
import { compareNumbers } from './numbers.ts'
import type { ListValue, MapValue, Value } from './value.ts'
import { Boxed } from './values/boxed.ts'
import { Bytes, compareBytes } from './values/bytes.ts'
import { CelMap, mapKeyOf } from './values/cel-map.ts'
import { Cidr, equalCidrs } from './values/cidr.ts'
import { Duration } from './values/duration.ts'
import { equalAddresses, IpAddress } from './values/ip-address.ts'
import { NamedFormat } from './values/named-format.ts'
import { ObjectValue } from './values/object-value.ts'
import { Optional } from './values/optional.ts'
import { QuantityValue } from './values/quantity-value.ts'
import { compareVersions, SemanticVersion } from './values/semantic-version.ts'
import { Timestamp } from './values/timestamp.ts'
import { TypeValue } from './values/type-value.ts'
import { Url } from './values/url.ts'

/**
 * CEL's `==`: values of different types differ, except that numbers of all types are one type; NaN equals nothing;
 * lists and maps by their contents. https://github.com/google/cel-spec/blob/master/doc/langdef.md#equality
 */
export function equals(left: Value, right: Value): boolean {
  if (typeof left === 'string' || typeof left === 'boolean' || left === null) return left === right
  if (typeof right === 'string' || typeof right === 'boolean' || right === null) return false
  if (isList(left)) return isList(right) && equalLists(left, right)
  if (isPlainMap(left) && isPlainMap(right)) return equalPlainMaps(left, right)
  if (isMap(left)) return isMap(right) && equalMaps(left, right)
  return equalBoxed(left, right) ?? compareNumbers(left, right) === 0
}

/** The value of a key, looked up as CEL does: numbers across types; undefined where there is none. */
export function findInMap(map: MapValue | CelMap<Value>, key: Value): Value | undefined {
  if (map instanceof CelMap) {
    const found = mapKeyOf(key)
    return found === undefined ? undefined : map.entries.get(found)?.value
  }
  return typeof key === 'string' ? ownField(map, key) : undefined
}

function equalLists(left: ListValue, right: ListValue): boolean {
  return (
    left.length === right.length &&
    left.every((element, index) => equals(element, right[index] as Value))
  )
}

function equalPlainMaps(left: MapValue, right: MapValue): boolean {
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every(
    (key) => Object.hasOwn(right, key) && equals(left[key] as Value, right[key] as Value),
  )
}

function equalMaps(left: MapValue | CelMap<Value>, right: MapValue | CelMap<Value>): boolean {
  if (sizeOfMap(left) !== sizeOfMap(right)) return false
  return keysOf(left).every((key) => {
    const other = findInMap(right, key)
    return other !== undefined && equals(findInMap(left, key) as Value, other)
  })
}

/** undefined where the values are of no boxed type that compares by itself. */
function equalBoxed(left: Value, right: Value): boolean | undefined {
  if (!(left instanceof Boxed)) return undefined
  if (left instanceof Bytes) {
    return right instanceof Bytes && compareBytes(left.octets, right.octets) === 0
  }
  if (left instanceof Timestamp) {
    return (
      right instanceof Timestamp && left.seconds === right.seconds && left.nanos === right.nanos
    )
  }
  if (left instanceof Duration) {
    return right instanceof Duration && left.nanoseconds === right.nanoseconds
  }
  if (left instanceof TypeValue) return right instanceof TypeValue && left.name === right.name
  return equalContainers(left, right) ?? equalLibraryValues(left, right)
}

/** Values of Kubernetes' own types. */
function equalLibraryValues(left: Boxed, right: Value): boolean | undefined {
  if (left instanceof QuantityValue) {
    return right instanceof QuantityValue && compareQuantities(left.quantity, right.quantity) === 0
  }
  if (left instanceof Url) return right instanceof Url && left.text === right.text
  if (left instanceof IpAddress) return right instanceof IpAddress && equalAddresses(left, right)
  if (left instanceof Cidr) return right instanceof Cidr && equalCidrs(left, right)
  if (left instanceof NamedFormat) return right instanceof NamedFormat && left.name === right.name
  if (left instanceof SemanticVersion) {
    return right instanceof SemanticVersion && compareVersions(left, right) === 0
  }
  return undefined
}

function equalContainers(left: Boxed, right: Value): boolean | undefined {
  if (left instanceof Optional) return right instanceof Optional && equalOptionals(left, right)
  if (left instanceof ObjectValue) return right instanceof ObjectValue && equalObjects(left, right)
  return undefined
}

function equalOptionals(left: Optional<Value>, right: Optional<Value>): boolean {
  if (left.value === undefined || right.value === undefined) return left.value === right.value
  return equals(left.value, right.value)
}

function equalObjects(left: ObjectValue<Value>, right: ObjectValue<Value>): boolean {
  if (left.typeName !== right.typeName || left.fields.size !== right.fields.size) return false
  return [...left.fields].every(([name, value]) => {
    const other = right.fields.get(name)
    return other !== undefined && equals(value, other)
  })
}
