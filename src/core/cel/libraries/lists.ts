import { equals } from '../equality.ts'
import { isList } from '../list-and-map.ts'
import { compareValues, isComparable } from '../ordering.ts'
import { costExceeded } from '../plan/frame.ts'
import { typeNameOf } from '../type-of.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import type { Int } from '../values/int.ts'
import { globalFunction, type Library, method } from './library.ts'

const options = { since: '1.34' } as const
const sortOptions = { ...options, mismatch: noList('sort') }
const keysOptions = { ...options, mismatch: noList('@sortByAssociatedKeys') }

/** https://github.com/google/cel-go/blob/master/ext/lists.go, version 3 */
export const listsLibrary: Library = {
  name: 'lists',
  overloads: [
    method('slice', ['list(A)', 'int', 'int'], 'list(A)', slice, options),
    method('flatten', ['list(list(A))'], 'list(A)', (list) => flatten(list, 1), {
      ...options,
      accepts: ['list(A)'],
      mismatch: notFlat,
    }),
    method('flatten', ['list(dyn)', 'int'], 'list(dyn)', flattenToDepth, options),
    method('sort', ['list(A)'], 'list(A)', (list) => sortByKeys(list, list), sortOptions),
    method('@sortByAssociatedKeys', ['list(A)', 'list(B)'], 'list(A)', sortByKeys, keysOptions),
    globalFunction('lists.range', ['int'], 'list(int)', range, options),
    method('reverse', ['list(A)'], 'list(A)', (list) => list.toReversed(), options),
    method('distinct', ['list(A)'], 'list(A)', distinct, options),
  ],
}

/** A list longer than this would not fit the budget of any expression. */
const maxRange = 1_000_000

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

/** A list that holds no list is flat already. */
function notFlat([list]: readonly Value[]): CelError {
  return new CelError(`no such overload: ${typeNameOf(list ?? null)}.flatten()`)
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

function range(count: Int): ListValue | CelError {
  if (count > maxRange) return new CelError(costExceeded)
  return Array.from({ length: Math.max(0, Number(count)) }, (_, index) => index)
}

function distinct(list: ListValue): ListValue {
  const unique: Value[] = []
  for (const element of list) {
    if (!unique.some((seen) => equals(element, seen))) unique.push(element)
  }
  return unique
}

function noList(name: string): (values: readonly Value[]) => CelError {
  return ([list]) => (isList(list) ? noSuchOverload() : new CelError(`no such overload: ${name}`))
}
