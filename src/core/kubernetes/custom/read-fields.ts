import {
  fieldOf,
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import { child, type FieldPath, index } from './field-path.ts'
import { isGoInteger } from './go-text.ts'

/** A value of a type that its field cannot hold. */
export interface WrongType {
  readonly path: FieldPath
  readonly expected: string
  readonly found: JsonValue
}

/** An object being read: where it stands, and who hears of wrong types. Null is as good as absent. */
export interface Reading {
  readonly object: JsonObject
  readonly path: FieldPath | undefined
  readonly wrong: WrongType[]
}

export function readText(reading: Reading, name: string): string {
  return expectType(reading, name, isText) ?? ''
}

/** Undefined where it is absent. */
export function readOptionalText(reading: Reading, name: string): string | undefined {
  return expectType(reading, name, isText)
}

export function readFlag(reading: Reading, name: string): boolean {
  return readOptionalFlag(reading, name) ?? false
}

export function readOptionalFlag(reading: Reading, name: string): boolean | undefined {
  return expectType(reading, name, isFlag)
}

export function readNumber(reading: Reading, name: string): number | undefined {
  const value = expectType(reading, name, isNumber)
  return value === undefined ? undefined : Number(value)
}

export function readInteger(reading: Reading, name: string): number | bigint | undefined {
  return expectType(reading, name, isInteger)
}

export function readObject(reading: Reading, name: string): JsonObject | undefined {
  return expectType(reading, name, isObjectType)
}

export function readList(reading: Reading, name: string): JsonArray {
  return expectType(reading, name, isList) ?? []
}

export function readTexts(reading: Reading, name: string): readonly string[] {
  return readList(reading, name).map((item, at) => {
    if (typeof item === 'string') return item
    if (item !== null) {
      reading.wrong.push({
        path: index(child(reading.path, name), at),
        expected: 'string',
        found: item,
      })
    }
    return ''
  })
}

interface Type<T extends JsonValue> {
  readonly name: string
  readonly holds: (value: JsonValue) => value is T
}

const isText: Type<string> = { name: 'string', holds: (value) => typeof value === 'string' }
const isFlag: Type<boolean> = { name: 'boolean', holds: (value) => typeof value === 'boolean' }
const isNumber: Type<number | bigint> = {
  name: 'number',
  holds: (value) => typeof value === 'number' || typeof value === 'bigint',
}
const isInteger: Type<number | bigint> = { name: 'integer', holds: isGoInteger }
const isObjectType: Type<JsonObject> = { name: 'object', holds: isObject }
const isList: Type<JsonArray> = { name: 'array', holds: isArray }

function expectType<T extends JsonValue>(
  reading: Reading,
  name: string,
  type: Type<T>,
): T | undefined {
  const value = present(reading, name)
  if (value === undefined || type.holds(value)) return value
  reading.wrong.push({ path: child(reading.path, name), expected: type.name, found: value })
  return undefined
}

function present({ object }: Reading, name: string): JsonValue | undefined {
  return fieldOf(object, name) ?? undefined
}
