import type { CelError, Value } from './value.ts'
import { AccessDecision } from './values/access-decision.ts'
import { Authorizer } from './values/authorizer.ts'
import { Boxed } from './values/boxed.ts'
import { Bytes } from './values/bytes.ts'
import { Cidr } from './values/cidr.ts'
import { Double } from './values/double.ts'
import { Duration } from './values/duration.ts'
import { GroupCheck } from './values/group-check.ts'
import { IpAddress } from './values/ip-address.ts'
import { NamedFormat } from './values/named-format.ts'
import { ObjectValue } from './values/object-value.ts'
import { Optional } from './values/optional.ts'
import { PathCheck } from './values/path-check.ts'
import { QuantityValue } from './values/quantity-value.ts'
import { ResourceCheck } from './values/resource-check.ts'
import { SemanticVersion } from './values/semantic-version.ts'
import { Timestamp } from './values/timestamp.ts'
import { TypeValue } from './values/type-value.ts'
import { Uint } from './values/uint.ts'
import { Url } from './values/url.ts'

/** The name of the value's type as cel-go prints it: `int`, `null_type`, `google.protobuf.Duration`, … */
export function typeNameOf(value: Value | CelError): string {
  switch (typeof value) {
    case 'string':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'bigint':
      return 'int'
    case 'number':
      return Number.isSafeInteger(value) ? 'int' : 'double'
    default:
      if (value === null) return 'null_type'
      if (Array.isArray(value)) return 'list'
      return value instanceof Boxed ? boxedTypeName(value) : 'map'
  }
}

const boxedTypes = [
  [Double, 'double'],
  [Uint, 'uint'],
  [Bytes, 'bytes'],
  [Timestamp, 'google.protobuf.Timestamp'],
  [Duration, 'google.protobuf.Duration'],
  [Optional, 'optional_type'],
  [QuantityValue, 'kubernetes.Quantity'],
  [Url, 'kubernetes.URL'],
  [IpAddress, 'net.IP'],
  [Cidr, 'net.CIDR'],
  [NamedFormat, 'kubernetes.NamedFormat'],
  [SemanticVersion, 'kubernetes.Semver'],
  [TypeValue, 'type'],
  [Authorizer, 'kubernetes.authorization.Authorizer'],
  [PathCheck, 'kubernetes.authorization.PathCheck'],
  [GroupCheck, 'kubernetes.authorization.GroupCheck'],
  [ResourceCheck, 'kubernetes.authorization.ResourceCheck'],
  [AccessDecision, 'kubernetes.authorization.Decision'],
] as const

function boxedTypeName(value: Boxed): string {
  if (value instanceof ObjectValue) return value.typeName
  return boxedTypes.find(([type]) => value instanceof type)?.[1] ?? 'map'
}
