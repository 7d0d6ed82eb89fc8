import type { Value } from '../cel/value.ts'
import type { MergeList } from '../kubernetes/merge-type.ts'
import { quoteForGo } from '../source/go-quote.ts'
import { fieldsOf, formOf, printGoValue } from './go-value.ts'

/** What tells an item of a list from its siblings, as it is printed; or why nothing does. */
export type ElementKey =
  | { readonly kind: 'key'; readonly key: string }
  | { readonly kind: 'error'; readonly message: string }

/** https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.4.2/typed/helpers.go (listItemToPathElement) */
export function elementKey(item: Value, { keys }: MergeList): ElementKey {
  return keys.length === 0 ? keyInSet(item) : keyInMap(item, keys)
}

/** The keys of items of which each is known to have one. */
export function knownKey(item: Value, list: MergeList): string {
  const key = elementKey(item, list)
  return key.kind === 'key' ? key.key : ''
}

function keyInMap(item: Value, keys: MergeList['keys']): ElementKey {
  const form = formOf(item)
  if (form === 'null') return error('associative list with keys may not have a null element')
  if (form !== 'map') return notMap
  const fields = new Map(fieldsOf(item))
  const found = keys.flatMap(({ name, default: standard }): readonly string[] => {
    const value = fields.has(name) ? fields.get(name) : standard
    return value === undefined ? [] : [`${name}=${printKeyValue(value)}`]
  })
  if (found.length === 0) {
    const names = keys.map(({ name }) => quoteForGo(name)).join(' ')
    return error(
      `associative list with keys has an element that omits all key fields [${names}] (and doesn't have default values for any key fields)`,
    )
  }
  return { kind: 'key', key: `[${[...found].sort().join(',')}]` }
}

function keyInSet(item: Value): ElementKey {
  switch (formOf(item)) {
    case 'map':
      return error("associative list without keys has an element that's a map type")
    case 'list':
      return error('not supported: associative list with lists as elements')
    case 'null':
      return error("associative list without keys has an element that's an explicit null")
    default:
      return { kind: 'key', key: `[=${printKeyValue(item)}]` }
  }
}

/** https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.4.2/value/value.go (ToString) */
function printKeyValue(value: Value): string {
  switch (formOf(value)) {
    case 'text':
      return quoteForGo(value as string)
    case 'list':
      return `[${(value as readonly Value[]).map(printKeyValue).join(',')}]`
    case 'map':
      return fieldsOf(value)
        .map(([name, field]) => `${name}=${printKeyValue(field)}`)
        .join('')
    case 'other':
    case 'null':
      return '{{undefined}}'
    default:
      return printGoValue(value)
  }
}

/** Of an item that is no map. */
export const notMap: ElementKey = error('associative list with keys may not have non-map elements')

function error(message: string): ElementKey {
  return { kind: 'error', message }
}
