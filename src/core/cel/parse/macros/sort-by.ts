import type { Expression } from '../../ast.ts'
import { comprehension, foldList } from './fold.ts'
import { expanded, type Macro, problem } from './macro.ts'
import { accumulator, oneVariable } from './variables.ts'

const input = '@__sortBy_input__'
const sortable: readonly Expression['kind'][] = [
  'list',
  'select',
  'identifier',
  'comprehension',
  'bind',
  'call',
]

/**
 * `list.sortBy(x, key)`: the list, bound to a name, is sorted by the list of its keys.
 * https://github.com/google/cel-go/blob/v0.29.2/ext/lists.go
 */
export const sortBy: Macro = {
  name: 'sortBy',
  style: 'method',
  arguments: 2,
  since: '1.34',
  delayed: true,
  expand: (call, make) => {
    const value = call.target ?? make.list()
    if (!sortable.includes(value.kind)) {
      return problem(
        value,
        'sortBy can only be applied to a list, identifier, comprehension, call or select expression',
      )
    }
    const parts = oneVariable(
      { ...call, target: make.identifier(input) },
      make,
      'argument is not an identifier',
    )
    if (parts.kind !== 'variables') return parts
    const keys = comprehension(
      'map',
      parts,
      foldList(make, () => make.identifier(accumulator), parts.rest),
      make,
    )
    const body = make.method(make.identifier(input), '@sortByAssociatedKeys', keys)
    return expanded({
      id: make.id(),
      span: make.macroCall.span,
      at: make.macroCall.at,
      kind: 'bind',
      macroCall: make.macroCall,
      macro: 'sortBy',
      name: input,
      value,
      body,
    })
  },
}
