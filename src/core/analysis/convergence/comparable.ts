import type { MergeList, MergeType } from '../../kubernetes/merge-type.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'

/**
 * An object without what means nothing: the order of lists whose items are told apart by keys, and of sets. Init containers
 * run in their order, so that it counts.
 */
export function comparable(object: JsonObject, type: MergeType): JsonValue {
  return sorted(object, type)
}

const ordered: ReadonlySet<string> = new Set(['initContainers'])

function sorted(value: JsonValue, type: MergeType | undefined): JsonValue {
  if (type === undefined) return value
  if (isArray(value)) return type.list === undefined ? value : sortedList(value, type.list)
  if (!isObject(value)) return value
  return Object.fromEntries(
    Object.entries(value).map(([name, field]) => {
      const below = type.map?.field(name) ?? type.map?.others
      return [name, ordered.has(name) && isArray(field) ? field : sorted(field, below)]
    }),
  )
}

function sortedList(list: readonly JsonValue[], { atomic, keys, items }: MergeList): JsonValue {
  if (atomic) return list
  if (keys.length === 0) return [...list].sort(byText)
  const id = (value: JsonValue) =>
    JSON.stringify(keys.map(({ name }) => (isObject(value) ? value[name] : null) ?? null))
  return list
    .map((value) => sorted(value, items))
    .map((value) => ({ value, id: id(value) }))
    .sort((a, b) => byText(a.id, b.id))
    .map(({ value }) => value)
}

function byText(a: JsonValue, b: JsonValue): number {
  const [one, other] = [JSON.stringify(a), JSON.stringify(b)]
  return one < other ? -1 : one > other ? 1 : 0
}
