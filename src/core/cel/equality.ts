import { compareQuantities } from '../kubernetes/quantity.ts'
import { isList, isMap, isPlainMap, keysOf, ownField, sizeOfMap } from './list-and-map.ts'
import { compareNumbers } from './numbers.ts'
import type { ListValue, MapValue, Value } from './value.ts'
import { AuthorizationValue } from './values/authorization-value.ts'
import { Boxed } from './values/boxed.ts'
import { Bytes, compareBytes } from './values/bytes.ts'
import { CelMap, entryOf } from './values/cel-map.ts'
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

/**
 * Whether `left == right` is an error instead of an answer: a value of Kubernetes' own types on the left can be compared
 * with its like and with null, what `authorizer` gives with null alone. Inside of lists and maps cel-go takes the error
 * for equality.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/quantity.go (Equal)
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/authz.go (Equal)
 */
export function areIncomparable(left: Value, right: Value): boolean {
  return left instanceof Boxed && right !== null && refuses(left, right)
}

/** Of two optionals cel-go compares the contents without looking for null. */
function refuses(left: Value, right: Value): boolean {
  if (left instanceof Optional && right instanceof Optional) {
    return left.value !== undefined && right.value !== undefined && refuses(left.value, right.value)
  }
  if (left instanceof AuthorizationValue) return true
  const type = kubernetesTypes.find((candidate) => left instanceof candidate)
  return type !== undefined && !(right instanceof type)
}

const kubernetesTypes = [QuantityValue, Url, IpAddress, Cidr, NamedFormat, SemanticVersion] as const

/** The value of a key, looked up as CEL does: numbers across types; undefined where there is none. */
export function findInMap(map: MapValue | CelMap<Value>, key: Value): Value | undefined {
  if (map instanceof CelMap) return entryOf(map, key)?.value
  return typeof key === 'string' ? ownField(map, key) : undefined
}

function equalLists(left: ListValue, right: ListValue): boolean {
  return (
    left.length === right.length &&
    left.every((element, index) => mayBeEqual(element, right[index] as Value))
  )
}

function mayBeEqual(left: Value, right: Value): boolean {
  return equals(left, right) || areIncomparable(left, right)
}

function equalPlainMaps(left: MapValue, right: MapValue): boolean {
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  return keys.every(
    (key) => Object.hasOwn(right, key) && mayBeEqual(left[key] as Value, right[key] as Value),
  )
}

function equalMaps(left: MapValue | CelMap<Value>, right: MapValue | CelMap<Value>): boolean {
  if (sizeOfMap(left) !== sizeOfMap(right)) return false
  return keysOf(left).every((key) => {
    const other = findInMap(right, key)
    return other !== undefined && mayBeEqual(findInMap(left, key) as Value, other)
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
  if (left instanceof TypeValue)
    return right instanceof TypeValue && left.typeName === right.typeName
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
  if (left instanceof NamedFormat)
    return right instanceof NamedFormat && left.formatName === right.formatName
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
