import { isArray, isObject, type JsonValue } from '../source/json-value.ts'
import type { Shape } from './shape.ts'

/**
 * A value of that shape without the fields that are null, which the API server decodes as absent; a null text of a map
 * is empty, as Go decodes it. What may hold anything is left alone.
 */
export function withoutNulls(value: JsonValue, shape: Shape): JsonValue {
  switch (shape.type) {
    case 'list':
      return isArray(value) ? value.map((item) => withoutNulls(item, shape.of)) : value
    case 'map':
      return isObject(value) ? mapWithoutNulls(value, shape.of) : value
    case 'object':
      return isObject(value) ? objectWithoutNulls(value, shape) : value
    default:
      return value
  }
}

function mapWithoutNulls(value: { readonly [key: string]: JsonValue }, of: Shape): JsonValue {
  return Object.fromEntries(
    Object.entries(value).map(([key, item]) => [
      key,
      item === null && of.type === 'string' ? '' : withoutNulls(item, of),
    ]),
  )
}

function objectWithoutNulls(
  value: { readonly [key: string]: JsonValue },
  { fields }: Extract<Shape, { type: 'object' }>,
): JsonValue {
  return Object.fromEntries(
    Object.entries(value).flatMap(([name, item]) => {
      const field = Object.hasOwn(fields, name) ? fields[name] : undefined
      if (item === null || field === undefined) return []
      return [[name, withoutNulls(item, field)]]
    }),
  )
}
