/**
 * A JSON value as the core holds it. Integers beyond 2^53 are `bigint`, so that nothing of a review is lost.
 * Objects are plain, with own properties only; any key is allowed (`__proto__` too), so read with `fieldOf`.
 */
export type JsonValue = null | boolean | number | bigint | string | JsonArray | JsonObject
export type JsonArray = readonly JsonValue[]
export interface JsonObject {
  readonly [key: string]: JsonValue
}

export function isObject(value: unknown): value is JsonObject {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

export function isArray(value: unknown): value is JsonArray {
  return Array.isArray(value)
}

const inherited: unknown = Object.prototype

/**
 * The own property of that name, or undefined where the value is no object or has none. What a plain object inherits is a
 * function, or itself what is inherited from, and never JSON, which is told faster than whether the property is its own.
 */
export function fieldOf(value: JsonValue | undefined, key: string): JsonValue | undefined {
  if (!isObject(value)) return undefined
  const found: unknown = value[key]
  return found === inherited || typeof found === 'function' ? undefined : (found as JsonValue)
}

/** The value at the path, or undefined where a step is missing. */
export function valueAt(
  value: JsonValue | undefined,
  path: readonly (string | number)[],
): JsonValue | undefined {
  let current = value
  for (const step of path) {
    current =
      typeof step === 'number'
        ? isArray(current)
          ? current[step]
          : undefined
        : fieldOf(current, step)
    if (current === undefined) return undefined
  }
  return current
}
