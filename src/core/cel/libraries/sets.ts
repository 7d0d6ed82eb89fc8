import { contains } from '../membership.ts'
import type { ListValue } from '../value.ts'
import { globalFunction, type Library } from './library.ts'

const options = { since: '1.29' } as const

/** Lists as sets. https://github.com/google/cel-go/blob/master/ext/sets.go */
export const setsLibrary: Library = {
  name: 'sets',
  overloads: [
    globalFunction('sets.contains', ['list(A)', 'list(A)'], 'bool', containsAll, options),
    globalFunction(
      'sets.equivalent',
      ['list(A)', 'list(A)'],
      'bool',
      (left, right) => containsAll(left, right) && containsAll(right, left),
      options,
    ),
    globalFunction(
      'sets.intersects',
      ['list(A)', 'list(A)'],
      'bool',
      (left, right) => left.some((element) => contains(right, element) === true),
      options,
    ),
  ],
}

function containsAll(list: ListValue, part: ListValue): boolean {
  return part.every((element) => contains(list, element) === true)
}
