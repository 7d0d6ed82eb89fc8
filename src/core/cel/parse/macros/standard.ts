import {
  collect,
  comprehension,
  type FoldOf,
  foldAll,
  foldExists,
  foldExistsOne,
  foldList,
} from './fold.ts'
import { expanded, type Macro } from './macro.ts'
import { accumulator, notSimple, oneVariable } from './variables.ts'

/** The elements that pass the test. The variable's own node is the element that is added, as in cel-go. */
const foldFilter: FoldOf = (make, accumulated, [variable = make.list(), test = make.list()]) =>
  collect(make, accumulated, [test, variable], make.list(), (value) =>
    make.call('_+_', accumulated(), make.list(value)),
  )

const notIdentifier = 'argument is not an identifier'

/** The language's macros with one variable. https://github.com/google/cel-go/blob/v0.29.2/parser/macro.go */
export const standardMacros: readonly Macro[] = [
  overOne('all', 2, notSimple, foldAll),
  overOne('exists', 2, notSimple, foldExists),
  overOne('exists_one', 2, notSimple, foldExistsOne),
  overOne('map', 2, notIdentifier, foldList),
  overOne('map', 3, notIdentifier, foldList),
  filter(),
]

function overOne(name: string, count: number, wording: string, fold: FoldOf): Macro {
  return {
    name,
    style: 'method',
    arguments: count,
    since: '1.28',
    delayed: false,
    expand: (call, make) => {
      const parts = oneVariable(call, make, wording)
      if (parts.kind !== 'variables') return parts
      return expanded(
        comprehension(
          name,
          parts,
          fold(make, () => make.identifier(accumulator), parts.rest),
          make,
        ),
      )
    },
  }
}

function filter(): Macro {
  return {
    name: 'filter',
    style: 'method',
    arguments: 2,
    since: '1.28',
    delayed: false,
    expand: (call, make) => {
      const parts = oneVariable(call, make, notIdentifier)
      if (parts.kind !== 'variables') return parts
      return expanded(
        comprehension(
          'filter',
          parts,
          foldFilter(make, () => make.identifier(accumulator), call.arguments),
          make,
        ),
      )
    },
  }
}
