import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../../source/json-value.ts'
import { withField } from '../edit.ts'

/** Field names; `[]` stands for every item of a list, `{}` for every value of a map. */
export type FieldPattern = readonly string[]

/** `spec.ports[].name` as a pattern. */
export function fieldPattern(text: string): FieldPattern {
  return text.replaceAll('[]', '.[]').replaceAll('{}', '.{}').split('.')
}

/** The object without what the pattern points at; what is above stays, if empty. The same object where nothing is there. */
export function withoutFields(object: JsonObject, pattern: FieldPattern): JsonObject {
  const dropped = dropIn(object, pattern)
  return isObject(dropped) ? dropped : object
}

function dropIn(value: JsonValue, [step, ...rest]: FieldPattern): JsonValue {
  if (step === undefined) return value
  if (step === '[]') return isArray(value) ? inItems(value, rest) : value
  if (!isObject(value)) return value
  if (step === '{}') return inValues(value, rest)
  const inner = fieldOf(value, step)
  if (inner === undefined) return value
  if (rest.length === 0) return withField(value, step, undefined)
  const dropped = dropIn(inner, rest)
  return dropped === inner ? value : withField(value, step, dropped)
}

function inItems(list: readonly JsonValue[], rest: FieldPattern): JsonValue {
  const dropped = list.map((item) => dropIn(item, rest))
  return dropped.every((item, index) => item === list[index]) ? list : dropped
}

function inValues(map: JsonObject, rest: FieldPattern): JsonValue {
  const entries = Object.entries(map)
  const dropped = entries.map(([key, value]) => [key, dropIn(value, rest)] as const)
  const isSame = dropped.every(([, value], index) => value === entries[index]?.[1])
  return isSame ? map : Object.fromEntries(dropped)
}
