import { fieldOf, isArray, isObject, type JsonObject, type JsonValue } from './json-value.ts'

/**
 * The items of a Kubernetes list, or undefined where the value is none. Items without kind and apiVersion, which an API
 * server's own lists have, get those of the list.
 * https://github.com/kubernetes/apimachinery/blob/master/pkg/apis/meta/v1/unstructured/helpers.go (decodeToList)
 */
export function listItems(value: JsonValue): readonly JsonValue[] | undefined {
  const kind = fieldOf(value, 'kind')
  const items = fieldOf(value, 'items')
  if (typeof kind !== 'string' || !kind.endsWith('List') || !isArray(items)) return undefined
  const itemKind = kind.slice(0, -'List'.length)
  const apiVersion = fieldOf(value, 'apiVersion')
  if (itemKind === '' || apiVersion === undefined) return items
  return items.map((item) =>
    isObject(item) && isUntyped(item) ? { apiVersion, kind: itemKind, ...item } : item,
  )
}

function isUntyped(item: JsonObject): boolean {
  return !fieldOf(item, 'kind') && !fieldOf(item, 'apiVersion')
}
