import { isObject, type JsonValue } from '../../core/index.ts'

/** The value with a JSON Merge Patch applied: objects are merged, null removes, all else replaces. https://www.rfc-editor.org/rfc/rfc7396 */
export function mergePatched(value: JsonValue | undefined, patch: JsonValue): JsonValue {
  if (!isObject(patch)) return patch
  const fields = new Map<string, JsonValue>(isObject(value) ? Object.entries(value) : [])
  for (const [key, change] of Object.entries(patch)) {
    if (change === null) fields.delete(key)
    else fields.set(key, mergePatched(fields.get(key), change))
  }
  return Object.fromEntries(fields)
}
