import { isList, isMap } from '../list-and-map.ts'
import { doubleValueOf } from '../numbers.ts'
import { CelError, type Value } from '../value.ts'
import { AccessDecision } from '../values/access-decision.ts'
import { Authorizer } from '../values/authorizer.ts'
import { Bytes } from '../values/bytes.ts'
import { Cidr } from '../values/cidr.ts'
import { Duration } from '../values/duration.ts'
import { GroupCheck } from '../values/group-check.ts'
import { isInt } from '../values/int.ts'
import { IpAddress } from '../values/ip-address.ts'
import { NamedFormat } from '../values/named-format.ts'
import { ObjectValue } from '../values/object-value.ts'
import { Optional } from '../values/optional.ts'
import { PathCheck } from '../values/path-check.ts'
import { QuantityValue } from '../values/quantity-value.ts'
import { ResourceCheck } from '../values/resource-check.ts'
import { SemanticVersion } from '../values/semantic-version.ts'
import { Timestamp } from '../values/timestamp.ts'
import { TypeValue } from '../values/type-value.ts'
import { Uint } from '../values/uint.ts'
import { Url } from '../values/url.ts'

/** Go's text where its cost counting takes a value for a list that is none, as the evaluation's error shows it. */
export function notAList(value: Value | CelError): CelError {
  const [name, canAdd] = goTypeOf(value)
  const method = canAdd ? 'Contains' : 'Add'
  return broken(`${name} is not traits.Lister: missing method ${method}`)
}

/** Likewise where it takes a value for an int. */
export function notAnInt(value: Value | CelError): CelError {
  return broken(`ref.Val is ${goTypeNameOf(value)}, not types.Int`)
}

/** Likewise where Go cannot look a value up in a map. */
export function unhashable(value: Value | CelError): CelError {
  return new CelError(
    `internal error: runtime error: hash of unhashable type ${goTypeNameOf(value)}`,
  )
}

/** The type of Go that holds the value. */
export function goTypeNameOf(value: Value | CelError): string {
  return goTypeOf(value)[0]
}

function broken(reason: string): CelError {
  return new CelError(`internal error: interface conversion: ${reason}`)
}

/** A type of Go, and whether its values can be added. */
type GoType = readonly [name: string, canAdd: boolean]

const goTypes: readonly (readonly [(value: Value | CelError) => boolean, GoType])[] = [
  [(value) => value instanceof CelError, ['*types.Err', false]],
  [(value) => typeof value === 'string', ['types.String', true]],
  [(value) => typeof value === 'boolean', ['types.Bool', false]],
  [(value) => value === null, ['types.Null', false]],
  [isInt, ['types.Int', true]],
  [(value) => doubleValueOf(value) !== undefined, ['types.Double', true]],
  [isList, ['*types.baseList', true]],
  [isMap, ['*types.baseMap', false]],
  [(value) => value instanceof Uint, ['types.Uint', true]],
  [(value) => value instanceof Bytes, ['types.Bytes', true]],
  [(value) => value instanceof Timestamp, ['types.Timestamp', true]],
  [(value) => value instanceof Duration, ['types.Duration', true]],
  [(value) => value instanceof Optional, ['*types.Optional', false]],
  [(value) => value instanceof TypeValue, ['*types.Type', false]],
  [(value) => value instanceof QuantityValue, ['cel.Quantity', false]],
  [(value) => value instanceof Url, ['cel.URL', false]],
  [(value) => value instanceof IpAddress, ['cel.IP', false]],
  [(value) => value instanceof Cidr, ['cel.CIDR', false]],
  [(value) => value instanceof NamedFormat, ['cel.Format', false]],
  [(value) => value instanceof SemanticVersion, ['cel.Semver', false]],
  [(value) => value instanceof ObjectValue, ['*dynamic.ObjectVal', false]],
  [(value) => value instanceof Authorizer, ['library.authorizerVal', false]],
  [(value) => value instanceof PathCheck, ['library.pathCheckVal', false]],
  [(value) => value instanceof GroupCheck, ['library.groupCheckVal', false]],
  [(value) => value instanceof ResourceCheck, ['library.resourceCheckVal', false]],
  [(value) => value instanceof AccessDecision, ['library.decisionVal', false]],
]

function goTypeOf(value: Value | CelError): GoType {
  return goTypes.find(([isOfType]) => isOfType(value))?.[1] ?? ['ref.Val', false]
}
