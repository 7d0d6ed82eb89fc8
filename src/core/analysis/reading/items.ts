import type { ComprehensionNode } from '../../cel/ast.ts'
import { type Abstract, type Origin, type Place, unknown } from './abstract.ts'
import type { Form } from './form.ts'
import { binding, type Scope } from './scope.ts'

/** The scope of a macro's body: its variables are any item of the range. */
export function insideMacro(node: ComprehensionNode, range: Abstract, scope: Scope): Scope {
  const { variable, secondVariable, accumulator } = node
  const within = binding(scope, accumulator, unknown, [])
  const given = range.kind === 'place' ? range.given : []
  if (secondVariable !== undefined) {
    const inside = binding(within, variable, unknown, [])
    return binding(inside, secondVariable, itemOf(range, secondVariable), given)
  }
  return isMap(range)
    ? binding(within, variable, unknown, [])
    : binding(within, variable, itemOf(range, variable), given)
}

/** Any item of a list, or any value of a map, under a name. */
export function itemOf(range: Abstract, name: string): Abstract {
  if (range.kind !== 'place') return unknown
  return {
    kind: 'place',
    origins: range.origins.flatMap(itemOrigin),
    key: `${range.key}[${name}]`,
    given: [],
  }
}

function itemOrigin({ root, holder, at, form, isMade }: Origin): readonly Origin[] {
  const item = itemForm(form)
  if (item === undefined) return []
  return [
    { root, holder, at: isMade ? at : [...at, form.kind === 'map' ? '{}' : '[]'], form: item },
  ]
}

function itemForm(form: Form): Form | undefined {
  if (form.kind === 'list') return form.items
  return form.kind === 'map' ? form.values : undefined
}

function isMap(range: Abstract): range is Place {
  return range.kind === 'place' && range.origins.some(({ form }) => form.kind !== 'list')
}
