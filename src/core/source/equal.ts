import { isArray, isObject, type JsonValue } from './json-value.ts'

/** Deep equality of JSON values: own fields in any order, elements in theirs. Deep nesting does not exhaust the stack. */
export function jsonEqual(a: JsonValue, b: JsonValue): boolean {
  const pairs: [JsonValue, JsonValue][] = [[a, b]]
  for (let pair = pairs.pop(); pair !== undefined; pair = pairs.pop()) {
    const [left, right] = pair
    if (left === right) continue
    if (!pushChildren(left, right, pairs)) return false
  }
  return true
}

/** Adds the pairs of children that must be equal; false where the two cannot be. */
function pushChildren(left: JsonValue, right: JsonValue, pairs: [JsonValue, JsonValue][]): boolean {
  if (isArray(left)) {
    if (!isArray(right) || left.length !== right.length) return false
    for (const [index, item] of left.entries()) pairs.push([item, right[index] as JsonValue])
    return true
  }
  if (!isObject(left) || !isObject(right)) return false
  const keys = Object.keys(left)
  if (keys.length !== Object.keys(right).length) return false
  for (const key of keys) {
    if (!Object.hasOwn(right, key)) return false
    pairs.push([left[key] as JsonValue, right[key] as JsonValue])
  }
  return true
}
