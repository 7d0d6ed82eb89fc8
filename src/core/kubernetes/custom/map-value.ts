import type { JsonArray, JsonObject, JsonValue } from '../../source/json-value.ts'

/** The object with its fields replaced, those that become undefined left out; the same object where nothing changes. */
export function mapFields(
  value: JsonObject,
  replace: (field: JsonValue, name: string) => JsonValue | undefined,
): JsonObject {
  let changed = false
  const entries: [string, JsonValue][] = []
  for (const [name, field] of Object.entries(value)) {
    const next = replace(field, name)
    if (next !== field) changed = true
    if (next !== undefined) entries.push([name, next])
  }
  return changed ? Object.fromEntries(entries) : value
}

/** The list with its items replaced; the same list where nothing changes. */
export function mapItems(
  value: JsonArray,
  replace: (item: JsonValue, at: number) => JsonValue,
): JsonArray {
  const items = value.map(replace)
  return items.some((item, at) => item !== value[at]) ? items : value
}
