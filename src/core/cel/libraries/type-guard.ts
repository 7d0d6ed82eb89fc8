import { isList, isMap } from '../list-and-map.ts'
import { doubleValueOf } from '../numbers.ts'
import type { Value } from '../value.ts'
import { AccessDecision } from '../values/access-decision.ts'
import { Authorizer } from '../values/authorizer.ts'
import { Bytes } from '../values/bytes.ts'
import { Cidr } from '../values/cidr.ts'
import { Duration } from '../values/duration.ts'
import { GroupCheck } from '../values/group-check.ts'
import { isInt } from '../values/int.ts'
import { IpAddress } from '../values/ip-address.ts'
import { NamedFormat } from '../values/named-format.ts'
import { Optional } from '../values/optional.ts'
import { PathCheck } from '../values/path-check.ts'
import { QuantityValue } from '../values/quantity-value.ts'
import { ResourceCheck } from '../values/resource-check.ts'
import { SemanticVersion } from '../values/semantic-version.ts'
import { Timestamp } from '../values/timestamp.ts'
import { TypeValue } from '../values/type-value.ts'
import { Uint } from '../values/uint.ts'
import { Url } from '../values/url.ts'

export type TypeGuard = (value: Value) => boolean

const guards: ReadonlyMap<string, TypeGuard> = new Map<string, TypeGuard>([
  ['authorizer', (value) => value instanceof Authorizer],
  ['bool', (value) => typeof value === 'boolean'],
  ['bytes', (value) => value instanceof Bytes],
  ['cidr', (value) => value instanceof Cidr],
  ['decision', (value) => value instanceof AccessDecision],
  ['double', (value) => doubleValueOf(value) !== undefined],
  ['duration', (value) => value instanceof Duration],
  ['format', (value) => value instanceof NamedFormat],
  ['group_check', (value) => value instanceof GroupCheck],
  ['int', isInt],
  ['ip', (value) => value instanceof IpAddress],
  ['list', isList],
  ['map', isMap],
  ['null_type', (value) => value === null],
  ['optional_type', (value) => value instanceof Optional],
  ['path_check', (value) => value instanceof PathCheck],
  ['quantity', (value) => value instanceof QuantityValue],
  ['resource_check', (value) => value instanceof ResourceCheck],
  ['semver', (value) => value instanceof SemanticVersion],
  ['string', (value) => typeof value === 'string'],
  ['timestamp', (value) => value instanceof Timestamp],
  ['type', (value) => value instanceof TypeValue],
  ['uint', (value) => value instanceof Uint],
  ['url', (value) => value instanceof Url],
])

const anything: TypeGuard = () => true

/**
 * Whether a value has the type, as cel-go looks at run time: of a list only the first element counts.
 * https://github.com/google/cel-go/blob/master/common/types/types.go (defaultIsAssignableRuntimeType)
 */
export function typeGuardOf(type: string): TypeGuard {
  const [head = '', element] = splitType(type)
  const guard = guards.get(head) ?? anything
  if (head !== 'list' || element === undefined) return guard
  const elementGuard = typeGuardOf(element)
  if (elementGuard === anything) return guard
  return (value) => isList(value) && (value.length === 0 || elementGuard(value[0] as Value))
}

/** `list(string)` is `list` of `string`. */
function splitType(type: string): readonly [string, string?] {
  const open = type.indexOf('(')
  return open < 0 ? [type] : [type.slice(0, open), type.slice(open + 1, -1)]
}
