import { contains } from '../membership.ts'
import type { ListValue } from '../value.ts'
import { argument } from './cost-rules.ts'
import { type CostRule, globalFunction, introducedIn, type Library } from './library.ts'
import { sizeOf } from './size-of.ts'

/** Lists as sets. https://github.com/google/cel-go/blob/master/ext/sets.go */
export const setsLibrary: Library = {
  name: 'sets',
  overloads: introducedIn('1.29', [
    globalFunction(
      'sets.contains',
      'list_sets_contains_list',
      ['list(A)', 'list(A)'],
      'bool',
      containsAll,
      { cost: comparisons(1) },
    ),
    globalFunction(
      'sets.equivalent',
      'list_sets_equivalent_list',
      ['list(A)', 'list(A)'],
      'bool',
      (left, right) => containsAll(left, right) && containsAll(right, left),
      { cost: comparisons(2) },
    ),
    globalFunction(
      'sets.intersects',
      'list_sets_intersects_list',
      ['list(A)', 'list(A)'],
      'bool',
      (left, right) => left.some((element) => contains(right, element) === true),
      { cost: comparisons(1) },
    ),
  ]),
}

/** Each element of one list with each of the other one, so many times. */
function comparisons(times: number): CostRule {
  return ([left, right]) => 1 + sizeOf(argument(left)) * sizeOf(argument(right)) * times
}

function containsAll(list: ListValue, part: ListValue): boolean {
  return part.every((element) => contains(list, element) === true)
}
