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
import { accumulator, twoVariables } from './variables.ts'

const mapInsert = 'cel.@mapInsert'

/** The macros with two variables. https://github.com/google/cel-go/blob/v0.29.2/ext/comprehensions.go */
export const twoVariableMacros: readonly Macro[] = [
  overTwo('all', 3, () => foldAll),
  overTwo('exists', 3, () => foldExists),
  overTwo('existsOne', 3, () => foldExistsOne),
  overTwo('exists_one', 3, () => foldExistsOne),
  overTwo('transformList', 3, () => foldList),
  overTwo('transformList', 4, () => foldList),
  overTwo('transformMap', 3, foldMap),
  overTwo('transformMap', 4, foldMap),
  overTwo('transformMapEntry', 3, () => foldMapEntry),
  overTwo('transformMapEntry', 4, () => foldMapEntry),
]

/** The map from the first variable to the transformed values. */
function foldMap(variable: string): FoldOf {
  return (make, accumulated, rest) =>
    collect(make, accumulated, rest, make.emptyMap(), (value) =>
      make.call(mapInsert, accumulated(), make.identifier(variable), value),
    )
}

/** The map of all the entries of the maps that the transformation gives. */
const foldMapEntry: FoldOf = (make, accumulated, rest) =>
  collect(make, accumulated, rest, make.emptyMap(), (value) =>
    make.call(mapInsert, accumulated(), value),
  )

function overTwo(name: string, count: number, foldFor: (variable: string) => FoldOf): Macro {
  return {
    name,
    style: 'method',
    arguments: count,
    since: '1.32',
    delayed: true,
    expand: (call, make) => {
      const parts = twoVariables(call, make)
      if (parts.kind !== 'variables') return parts
      const fold = foldFor(parts.variable)(make, () => make.identifier(accumulator), parts.rest)
      return expanded(comprehension(name, parts, fold, make))
    },
  }
}
