import {
  isArray,
  isObject,
  type JsonValue,
  jsonEqual,
  type Path,
  printJson,
  printPath,
} from '../../core/index.ts'

/** A field whose value is another one; undefined where there is none. */
export interface FieldChange {
  readonly path: string
  readonly expected: string | undefined
  readonly actual: string | undefined
}

/** The fields in which two values differ, as deep as both have fields or items; none where one of them has neither. */
export function fieldChanges(expected: JsonValue, actual: JsonValue): readonly FieldChange[] {
  if (!(isObject(expected) || isArray(expected)) || !isSameSort(expected, actual)) return []
  return changesAt([], expected, actual)
}

function changesAt(
  path: Path,
  expected: JsonValue | undefined,
  actual: JsonValue | undefined,
): readonly FieldChange[] {
  if (expected !== undefined && actual !== undefined) {
    if (jsonEqual(expected, actual)) return []
    if (isSameSort(expected, actual)) {
      return keysOf(expected, actual).flatMap((key) =>
        changesAt([...path, key], childOf(expected, key), childOf(actual, key)),
      )
    }
  }
  return [{ path: printPath(path), expected: printed(expected), actual: printed(actual) }]
}

function isSameSort(one: JsonValue, other: JsonValue): boolean {
  return (isObject(one) && isObject(other)) || (isArray(one) && isArray(other))
}

function keysOf(one: JsonValue, other: JsonValue): readonly (string | number)[] {
  if (isArray(one) && isArray(other)) {
    return Array.from({ length: Math.max(one.length, other.length) }, (_, index) => index)
  }
  return [...new Set([one, other].flatMap((value) => Object.keys(value as object)))]
}

function childOf(value: JsonValue, key: string | number): JsonValue | undefined {
  if (isArray(value)) return value[Number(key)]
  return isObject(value) && Object.hasOwn(value, key) ? value[key] : undefined
}

function printed(value: JsonValue | undefined): string | undefined {
  return value === undefined ? undefined : printJson(value)
}
