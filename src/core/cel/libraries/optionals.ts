import { isList, isMap, sizeOfMap } from '../list-and-map.ts'
import { doubleValueOf, wholeValueOf } from '../numbers.ts'
import { printKey } from '../print-value.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Duration } from '../values/duration.ts'
import { ObjectValue } from '../values/object-value.ts'
import { none, Optional } from '../values/optional.ts'
import { minTimestampSeconds, Timestamp } from '../values/timestamp.ts'
import { globalFunction, introducedIn, type Library, method } from './library.ts'

/** What cel-go 0.23 added, which Kubernetes took in 1.33. */
const since = { since: '1.33' } as const

/** Optional values. https://github.com/google/cel-go/blob/master/cel/library.go (optionalLib) */
export const optionalsLibrary: Library = {
  name: 'optionals',
  overloads: [
    ...introducedIn('1.28', [
      globalFunction(
        'optional.of',
        'optional_of',
        ['A'],
        'optional_type(A)',
        (value) => new Optional(value),
      ),
      globalFunction('optional.none', 'optional_none', [], 'optional_type(A)', () => none),
      globalFunction(
        'optional.ofNonZeroValue',
        'optional_ofNonZeroValue',
        ['A'],
        'optional_type(A)',
        ofNonZeroValue,
      ),
      method(
        'hasValue',
        'optional_hasValue',
        ['optional_type(A)'],
        'bool',
        ({ value }) => value !== undefined,
      ),
      method('value', 'optional_value', ['optional_type(A)'], 'A', valueInside),
      // The planner evaluates the argument of these two only where it is needed.
      method(
        'or',
        'optional_or_optional',
        ['optional_type(A)', 'optional_type(A)'],
        'optional_type(A)',
        noSuchOverload,
      ),
      method('orValue', 'optional_orValue_value', ['optional_type(A)', 'A'], 'A', noSuchOverload),
    ]),
    method(
      'first',
      'list_first',
      ['list(A)'],
      'optional_type(A)',
      (list) => new Optional(list[0]),
      since,
    ),
    method(
      'last',
      'list_last',
      ['list(A)'],
      'optional_type(A)',
      (list) => new Optional(list.at(-1)),
      since,
    ),
    globalFunction(
      'optional.unwrap',
      'optional_unwrap',
      ['list(optional_type(A))'],
      'list(A)',
      unwrap,
      since,
    ),
    method('unwrapOpt', 'optional_unwrapOpt', ['list(optional_type(A))'], 'list(A)', unwrap, since),
  ],
}

function ofNonZeroValue(value: Value): Optional<Value> {
  return isZeroValue(value) ? none : new Optional(value)
}

function isZeroValue(value: Value): boolean {
  if (value === null || value === false || value === '') return true
  const number = doubleValueOf(value) ?? wholeValueOf(value)
  if (number !== undefined) return Number(number) === 0
  if (isList(value)) return value.length === 0
  if (isMap(value)) return sizeOfMap(value) === 0
  if (value instanceof Bytes) return value.octets.length === 0
  if (value instanceof Duration) return value.nanoseconds === 0n
  if (value instanceof ObjectValue) return value.typeName !== 'JSONPatch' && value.fields.size === 0
  // Go's zero time is the first second of the year 1.
  return value instanceof Timestamp && value.seconds === minTimestampSeconds && value.nanos === 0
}

function valueInside({ value }: Optional<Value>): Value | CelError {
  return value === undefined ? new CelError('optional.none() dereference') : value
}

function unwrap(list: ListValue): readonly Value[] | CelError {
  const values: Value[] = []
  for (const element of list) {
    if (!(element instanceof Optional)) {
      return new CelError(`value ${printKey(element)} is not optional`)
    }
    if (element.value !== undefined) values.push(element.value)
  }
  return values
}
