import { describedValue } from '../source/described-value.ts'
import type { SourceDocument } from '../source/document.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'
import { nearestName } from '../source/nearest-name.ts'
import type { Path } from '../source/path.ts'
import type { Problem } from '../source/problem.ts'
import { problemAt } from './problem-at.ts'

/**
 * What a field may hold: the structure of a document kind as data. The description is for editors; `nullable` is for what
 * we write: a field that is always there may hold null, which in what users write means that it is absent.
 */
export type Shape = Structure & { readonly description?: string; readonly nullable?: boolean }

type Structure =
  | { readonly type: 'any' }
  | { readonly type: 'string'; readonly oneOf?: readonly string[]; readonly notEmpty?: boolean }
  | { readonly type: 'boolean' }
  | { readonly type: 'integer' }
  | { readonly type: 'list'; readonly of: Shape; readonly notEmpty?: boolean }
  | { readonly type: 'map'; readonly of: Shape }
  | { readonly type: 'object'; readonly fields: Fields; readonly required?: readonly string[] }

export type Fields = { readonly [name: string]: Shape }

/**
 * Everything in which the value at the path differs from its shape: unknown fields, wrong types, missing fields, values
 * that are not on the list. `null` stands for a field that is absent, as the API server decodes it; no item is `null`.
 */
export function shapeProblems(
  document: SourceDocument,
  path: Path,
  value: JsonValue,
  shape: Shape,
): readonly Problem[] {
  if (value === null) return []
  switch (shape.type) {
    case 'any':
      return []
    case 'string':
      return stringProblems(document, path, value, shape)
    case 'boolean':
      return typeof value === 'boolean' ? [] : [wrongType(document, path, value, nameOf.boolean)]
    case 'integer':
      return Number.isInteger(value) ? [] : [wrongType(document, path, value, nameOf.integer)]
    case 'list':
      return listProblems(document, path, value, shape)
    case 'map':
      if (!isObject(value)) return [wrongType(document, path, value, nameOf.object)]
      return Object.entries(value).flatMap(([key, item]) =>
        shapeProblems(document, [...path, key], item, shape.of),
      )
    case 'object':
      return objectProblems(document, path, value, shape)
  }
}

function stringProblems(
  document: SourceDocument,
  path: Path,
  value: JsonValue,
  shape: Extract<Shape, { type: 'string' }>,
): readonly Problem[] {
  if (typeof value !== 'string') {
    return [wrongType(document, path, value, nameOf.string, 'put the value in quotes')]
  }
  if (shape.oneOf !== undefined && !shape.oneOf.includes(value)) {
    const expected = shape.oneOf.map((item) => `"${item}"`).join(', ')
    return [
      problemAt(document, path, {
        code: 'unsupported-value',
        message: `Unsupported value: "${value}": supported values: ${expected}`,
        found: value,
        expected,
        remedy: `use one of ${expected}`,
      }),
    ]
  }
  if (shape.notEmpty === true && value.trim() === '') return [missing(document, path)]
  return []
}

function listProblems(
  document: SourceDocument,
  path: Path,
  value: JsonValue,
  shape: Extract<Shape, { type: 'list' }>,
): readonly Problem[] {
  if (!isArray(value)) return [wrongType(document, path, value, nameOf.list)]
  if (shape.notEmpty === true && value.length === 0) return [missing(document, path)]
  return value.flatMap((item, index) =>
    item === null && shape.of.type !== 'any'
      ? [wrongType(document, [...path, index], item, nameOf[shape.of.type])]
      : shapeProblems(document, [...path, index], item, shape.of),
  )
}

/** What an item is to be: nobody writes an item that is absent. */
const nameOf: Readonly<Record<Exclude<Shape['type'], 'any'>, string>> = {
  string: 'a string',
  boolean: 'true or false',
  integer: 'an integer',
  list: 'a list',
  map: 'a mapping',
  object: 'a mapping',
}

function objectProblems(
  document: SourceDocument,
  path: Path,
  value: JsonValue,
  shape: Extract<Shape, { type: 'object' }>,
): readonly Problem[] {
  if (!isObject(value)) return [wrongType(document, path, value, nameOf.object)]
  const absent = (shape.required ?? []).filter((name) => isAbsent(value, name))
  return [
    ...absent.map((name) => missing(document, [...path, name])),
    ...Object.entries(value).flatMap(([name, item]) => {
      const field = Object.hasOwn(shape.fields, name) ? shape.fields[name] : undefined
      return field === undefined
        ? [unknownField(document, [...path, name], shape.fields)]
        : shapeProblems(document, [...path, name], item, field)
    }),
  ]
}

function isAbsent(value: JsonObject, name: string): boolean {
  return !Object.hasOwn(value, name) || value[name] === null
}

function unknownField(document: SourceDocument, path: Path, fields: Fields): Problem {
  const name = String(path.at(-1))
  const near = nearestName(name, Object.keys(fields))
  return problemAt(
    document,
    path,
    {
      code: 'unknown-field',
      message: `unknown field "${name}"`,
      found: name,
      expected: Object.keys(fields).join(', '),
      remedy: near === undefined ? 'remove it' : `did you mean "${near}"?`,
    },
    'key',
  )
}

function missing(document: SourceDocument, path: Path): Problem {
  return problemAt(document, path, {
    code: 'required-field',
    message: 'Required value',
    remedy: `give ${String(path.at(-1))} a value`,
  })
}

function wrongType(
  document: SourceDocument,
  path: Path,
  value: JsonValue,
  expected: string,
  remedy = `give it ${expected}`,
): Problem {
  const found = describedValue(value)
  return problemAt(document, path, {
    code: 'wrong-type',
    message: `expected ${expected}, found ${found}`,
    found,
    expected,
    remedy,
  })
}
