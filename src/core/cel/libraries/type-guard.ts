import { isList, isMap } from '../list-and-map.ts'
import { doubleValueOf } from '../numbers.ts'
import type { Value } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { Duration } from '../values/duration.ts'
import { isInt } from '../values/int.ts'
import { Optional } from '../values/optional.ts'
import { QuantityValue } from '../values/quantity-value.ts'
import { Timestamp } from '../values/timestamp.ts'
import { TypeValue } from '../values/type-value.ts'
import { Uint } from '../values/uint.ts'

export type TypeGuard = (value: Value) => boolean

const guards: ReadonlyMap<string, TypeGuard> = new Map<string, TypeGuard>([
  ['bool', (value) => typeof value === 'boolean'],
  ['bytes', (value) => value instanceof Bytes],
  ['double', (value) => doubleValueOf(value) !== undefined],
  ['duration', (value) => value instanceof Duration],
  ['int', isInt],
  ['list', isList],
  ['map', isMap],
  ['null_type', (value) => value === null],
  ['optional_type', (value) => value instanceof Optional],
  ['quantity', (value) => value instanceof QuantityValue],
  ['string', (value) => typeof value === 'string'],
  ['timestamp', (value) => value instanceof Timestamp],
  ['type', (value) => value instanceof TypeValue],
  ['uint', (value) => value instanceof Uint],
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
