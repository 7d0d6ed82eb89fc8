import { equals } from '../equality.ts'
import { isList, isMap } from '../list-and-map.ts'
import { compareValues, isComparable } from '../ordering.ts'
import { costExceeded } from '../plan/frame.ts'
import { typeNameOf } from '../type-of.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Duration } from '../values/duration.ts'
import { type Int, isInt } from '../values/int.ts'
import { Optional } from '../values/optional.ts'
import { Timestamp } from '../values/timestamp.ts'
import { argument, stringFactor } from './cost-rules.ts'
import { notAList, notAnInt } from './go-types.ts'
import {
  changedIn,
  globalFunction,
  introducedIn,
  type Library,
  method,
  type Overload,
} from './library.ts'
import { sizeOf } from './size-of.ts'

const comparableTypes = [
  'int',
  'uint',
  'double',
  'bool',
  'duration',
  'timestamp',
  'string',
  'bytes',
] as const

const messageTypes: ReadonlyMap<string, string> = new Map([
  ['duration', 'google.protobuf.Duration'],
  ['timestamp', 'google.protobuf.Timestamp'],
])

const sortOptions = {
  accepts: ['list(A)'],
  mismatch: noList('sort'),
  cost: ([list]: readonly Sized[]) => comparisonCost(list),
}
const keysOptions = {
  accepts: ['list(A)', 'list(B)'],
  mismatch: noList('@sortByAssociatedKeys'),
  cost: ([, keys]: readonly Sized[]) => comparisonCost(keys),
}

/** https://github.com/google/cel-go/blob/v0.29.2/ext/lists.go, version 3 */
export const listsLibrary: Library = {
  name: 'lists',
  overloads: introducedIn('1.34', [
    method('slice', 'list_slice', ['list(A)', 'int', 'int'], 'list(A)', slice, {
      cost: resultCost,
    }),
    ...changedIn(
      '1.37',
      flattenings({ optional: 'optional_type', depthCost: signedDepth }),
      flattenings({ optional: 'optional_type(dyn)', depthCost: positiveDepth }),
    ),
    ...comparableTypes.map((type) => sortOf(`list(${type})`, `list_${runtimeName(type)}_sort`)),
    ...comparableTypes.map((type) =>
      method(
        '@sortByAssociatedKeys',
        `list_${runtimeName(type)}_sortByAssociatedKeys`,
        ['list(A)', `list(${type})`],
        'list(A)',
        sortByKeys,
        keysOptions,
      ),
    ),
    ...changedIn(
      '1.37',
      [
        globalFunction('lists.range', 'lists_range', ['int'], 'list(int)', unlimitedRange, {
          cost: unlimitedRangeCost,
        }),
      ],
      [
        globalFunction('lists.range', 'lists_range', ['int'], 'list(int)', range, {
          cost: resultCost,
        }),
      ],
    ),
    method('reverse', 'list_reverse', ['list(A)'], 'list(A)', (list) => list.toReversed(), {
      cost: resultCost,
    }),
    method('distinct', 'list_distinct', ['list(A)'], 'list(A)', distinct, {
      cost: ([list]) => comparisonCost(list),
    }),
  ]),
}

interface Flattening {
  /** How the type of an optional is called. */
  readonly optional: string
  readonly depthCost: (size: number, depth: number) => number
}

function flattenings({ optional, depthCost }: Flattening): readonly Overload[] {
  const mismatch = (values: readonly Value[]) => notFlat(values, optional)
  return [
    method('flatten', 'list_flatten', ['list(list(A))'], 'list(A)', (list) => flatten(list, 1), {
      accepts: ['list(A)'],
      mismatch,
      cost: ([list]) => sizeOf(argument(list)) + listCost,
    }),
    method('flatten', 'list_flatten_int', ['list(dyn)', 'int'], 'list(dyn)', flattenToDepth, {
      mismatch,
      cost: ([list, depth]) =>
        isInt(depth) ? depthCost(sizeOf(argument(list)), Number(depth)) : notAnInt(argument(depth)),
    }),
  ]
}

function sortOf(type: `list(${string})`, id: string): Overload {
  return method('sort', id, [type], type, (list) => sortByKeys(list, list), sortOptions)
}

/** cel-go writes the ids of these with the types' full names. */
function runtimeName(type: string): string {
  return messageTypes.get(type) ?? type
}

function slice(list: ListValue, start: Int, end: Int): ListValue | CelError {
  const call = `cannot slice(${start}, ${end})`
  if (start < 0 || end < 0) return new CelError(`${call}, negative indexes not supported`)
  if (start > end) {
    return new CelError(`${call}, start index must be less than or equal to end index`)
  }
  if (list.length < end) return new CelError(`${call}, list is length ${list.length}`)
  return list.slice(Number(start), Number(end))
}

function flattenToDepth(list: ListValue, depth: Int): ListValue | CelError {
  if (depth < 0) return new CelError('level must be non-negative')
  return flatten(list, Number(depth))
}

function flatten(list: ListValue, depth: number): ListValue {
  if (depth === 0) return list
  return list.flatMap((element) => (isList(element) ? flatten(element, depth - 1) : [element]))
}

function notFlat([list, ...depth]: readonly Value[], optional: string): CelError {
  const types = depth.map(typeNameOf).join(', ')
  return new CelError(`no such overload: ${fullTypeName(list ?? null, optional)}.flatten(${types})`)
}

/** cel-go prints these types with their parameters. */
function fullTypeName(value: Value, optional: string): string {
  if (value instanceof Optional) return optional
  return isMap(value) ? 'map(dyn, dyn)' : typeNameOf(value)
}

function sortByKeys(list: ListValue, keys: ListValue): ListValue | CelError {
  if (list.length !== keys.length) {
    return new CelError(
      `@sortByAssociatedKeys() expected a list of the same size as the associated keys list, but got ${list.length} and ${keys.length} elements respectively`,
    )
  }
  const [first] = keys
  if (first === undefined) return list
  if (!isComparable(first)) return new CelError('list elements must be comparable')
  if (keys.some((key) => typeNameOf(key) !== typeNameOf(first))) {
    return new CelError('list elements must have the same type')
  }
  const order = keys.map((_, index) => index)
  order.sort((left, right) => compareKeys(keys[left] as Value, keys[right] as Value))
  return order.map((index) => list[index] as Value)
}

function compareKeys(left: Value, right: Value): number {
  const order = compareValues(left, right, '')
  return order instanceof CelError ? 0 : order
}

const maxRange = 1_000_000

function range(count: Int): ListValue | CelError {
  if (count < 0) return new CelError(`lists.range: size must be non-negative, got ${count}`)
  if (count > maxRange) {
    return new CelError(`lists.range: size ${count} exceeds maximum allowed (${maxRange})`)
  }
  return numbersBelow(Number(count))
}

/** Up to 1.36 there is no limit but the budget, which ends the evaluation before anyone sees the list. */
function unlimitedRange(count: Int): ListValue | CelError {
  return count > maxRange ? new CelError(costExceeded) : numbersBelow(Math.max(0, Number(count)))
}

function numbersBelow(count: number): ListValue {
  return Array.from({ length: count }, (_, index) => index)
}

function distinct(list: ListValue): ListValue {
  const unique: Value[] = []
  for (const element of list) {
    if (!unique.some((seen) => equals(element, seen))) unique.push(element)
  }
  return unique
}

/** Texts and times have methods of their own, which makes cel-go's text another one. */
function noList(name: string): (values: readonly Value[]) => CelError {
  return ([list]) => {
    const hasMethods =
      typeof list === 'string' || list instanceof Timestamp || list instanceof Duration
    return isList(list) || hasMethods ? noSuchOverload() : new CelError(`no such overload: ${name}`)
  }
}

type Sized = Value | CelError

/** A call that makes a list. https://github.com/google/cel-go/blob/v0.29.2/ext/lists.go (trackAllocatingListCall) */
const listCost = 11

function resultCost(_: readonly Sized[], result: Sized): number {
  return sizeOf(result) + listCost
}

function unlimitedRangeCost([count]: readonly Sized[], result: Sized): number {
  return isInt(count) && count > maxRange ? Number(count) + listCost : sizeOf(result) + listCost
}

/** Up to 1.36 a negative depth makes a call cheaper, and below zero Go's unsigned number is more than any budget. */
function signedDepth(size: number, depth: number): number {
  const cost = size * depth + listCost
  return cost < 0 ? Number.MAX_SAFE_INTEGER : cost
}

function positiveDepth(size: number, depth: number): number {
  return size * (depth < 0 ? 1 : depth) + listCost
}

/** Each element is compared with each; texts cost more. */
function comparisonCost(list: Sized | undefined): number | CelError {
  if (!isList(list)) return notAList(argument(list))
  const [first] = list
  const factor = typeof first === 'string' || first instanceof Bytes ? 2 + stringFactor : 2
  return Math.trunc(list.length * list.length * factor) + listCost
}
