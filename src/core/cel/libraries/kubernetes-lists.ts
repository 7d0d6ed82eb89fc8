import { add } from '../arithmetic.ts'
import { equals } from '../equality.ts'
import { isList } from '../list-and-map.ts'
import { compareValues, isComparable } from '../ordering.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { noSuchOverload } from '../values/cel-error.ts'
import { Double } from '../values/double.ts'
import { Duration } from '../values/duration.ts'
import { Uint } from '../values/uint.ts'
import { argument } from './cost-rules.ts'
import { introducedIn, type Library, method } from './library.ts'
import { traversalCost } from './traversal-cost.ts'

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

const sums: readonly (readonly [string, Value])[] = [
  ['int', 0],
  ['uint', new Uint(0n)],
  ['double', new Double(0)],
  ['duration', new Duration(0n)],
]

/** https://github.com/kubernetes/apiserver/blob/master/pkg/cel/library/lists.go */
export const kubernetesListsLibrary: Library = {
  name: 'kubernetes.lists',
  overloads: [
    ...comparableTypes.map((type) =>
      method('isSorted', `list_${type}_is_sorted_bool`, [`list(${type})`], 'bool', isSorted),
    ),
    ...sums.map(([type, zero]) =>
      method('sum', `list_${type}_sum_${type}`, [`list(${type})`], type, (list) =>
        sum(list as ListValue, zero),
      ),
    ),
    ...comparableTypes.map((type) =>
      method('max', `list_${type}_max_${type}`, [`list(${type})`], type, extreme('max', -1)),
    ),
    ...comparableTypes.map((type) =>
      method('min', `list_${type}_min_${type}`, [`list(${type})`], type, extreme('min', 1)),
    ),
    method('indexOf', 'list_a_index_of_int', ['list(A)', 'A'], 'int', indexOf),
    method('lastIndexOf', 'list_a_last_index_of_int', ['list(A)', 'A'], 'int', lastIndexOf),
    ...introducedIn('1.37', [
      method('includes', 'list_includes_dyn_dyn', ['dyn', 'dyn'], 'bool', includes),
    ]),
  ],
  costs: new Map(
    ['isSorted', 'sum', 'max', 'min', 'indexOf', 'lastIndexOf', 'includes'].map((name) => [
      name,
      ([list]) => traversalCost(argument(list)),
    ]),
  ),
}

/** An element that cannot be compared with the one before it does not break the order. */
function isSorted(value: Value): boolean | CelError {
  const list = value as ListValue
  for (const [index, element] of list.entries()) {
    if (!isComparable(element)) return noSuchOverload()
    const order = index === 0 ? 0 : compareValues(list[index - 1] as Value, element, '')
    if (typeof order === 'number' && order > 0) return false
  }
  return true
}

/** Replaces the best so far by an element where comparing the two has the sign `replaces`. */
function extreme(name: string, replaces: 1 | -1): (value: Value) => Value | CelError {
  return (value) => {
    const list = value as ListValue
    let best = list[0]
    if (best === undefined) return new CelError(`${name} called on empty list`)
    for (const element of list) {
      if (!isComparable(element)) return noSuchOverload()
      const order = compareValues(best, element, '')
      if (typeof order === 'number' && Math.sign(order) === replaces) best = element
    }
    return best
  }
}

function sum(list: ListValue, zero: Value): Value | CelError {
  let total: Value = zero
  for (const element of list) {
    const next = add(total, element)
    if (next instanceof CelError) return next
    total = next
  }
  return total
}

function indexOf(list: ListValue, item: Value): number {
  return list.findIndex((element) => equals(element, item))
}

function lastIndexOf(list: ListValue, item: Value): number {
  return list.findLastIndex((element) => equals(element, item))
}

function includes(target: Value, item: Value): boolean {
  return isList(target) ? indexOf(target, item) >= 0 : equals(target, item)
}
