import type { FieldChange, JsonValue, MutationRecord } from '../../../core/index.ts'
import { recordPlaceText } from '../../place-text.ts'
import type { Paint } from '../../reporters/reporter.ts'
import { expressionLines } from './expression-lines.ts'
import { indented } from './indented.ts'
import { type Detail, treeLines } from './tree-lines.ts'

/** What a mutation changed, field by field, or why it failed. */
export function mutationLines(
  { index, patchType, verdict, expression, error, changes }: MutationRecord,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const heading = `mutations[${index}]  ${patchType}  ${paint.faint(recordPlaceText(expression.place))}`
  const tree = detail === 'all' ? indented(treeLines(expression.tree, 'all', paint)) : []
  switch (verdict) {
    case 'changed':
      return [...changes.map(changeLine), ...(detail === 'all' ? [heading, ...tree] : [])]
    case 'error':
      return [
        heading,
        ...indented([paint.bad(error ?? '')]),
        ...indented(expressionLines(expression, detail, paint)),
      ]
    case 'unchanged':
      return detail === 'all' ? [heading, '  changes nothing', ...tree] : []
    case 'not-evaluated':
      return detail === 'all' ? [`${heading}  not carried out`] : []
  }
}

function changeLine({ path, op, before, after }: FieldChange): string {
  const [from, to] = [
    op === 'add' ? 'nothing' : jsonText(before),
    op === 'remove' ? 'nothing' : jsonText(after),
  ]
  return `${path}: ${from} → ${to}`
}

const mostCharacters = 120

function jsonText(value: JsonValue): string {
  const text = JSON.stringify(value, (_, inner: unknown) =>
    typeof inner === 'bigint' ? Number(inner) : inner,
  )
  return text.length <= mostCharacters ? text : `${text.slice(0, mostCharacters - 1)}…`
}
