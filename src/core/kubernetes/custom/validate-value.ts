import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import { compilePattern, matchesAnywhere } from '../../source/regular-expression.ts'
import { isFormat, meetsFormat } from '../formats/formats.ts'
import {
  type BodyError,
  type BodyPlace,
  type BodyResult,
  fieldOf,
  invalidInBody,
  merged,
  nameOf,
} from './body-result.ts'
import { enumError } from './enum-rule.ts'
import { type FieldError, required, tooLong, tooMany } from './field-error.ts'
import { child, type FieldPath, index, key } from './field-path.ts'
import { printGoJson } from './go-text.ts'
import { junctorResult } from './junctors.ts'
import { numberErrors } from './number-rules.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'
import { typeError, typeRuleOf, wrongType } from './type-rule.ts'

/**
 * What the schema says against a value; errors of equal text once.
 * https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/schema.go
 */
export function validateValue(
  value: JsonValue,
  schema: CustomSchema,
  place: BodyPlace,
): readonly FieldError[] {
  const byText = new Map<string, FieldError>()
  for (const { text, error } of resultOf(value, schema, place).errors) {
    if (!byText.has(text)) byText.set(text, error)
  }
  return [...byText.values()]
}

/** The rules in the order of the API server, each counted as it counts them. */
function resultOf(value: JsonValue, schema: CustomSchema, place: BodyPlace): BodyResult {
  const type = typeRuleOf(schema, place.isDefault)
  const wrong = typeError(value, type, place)
  const stray = enumError(value, schema.rules.enum, place)
  if (value === null) return counted([wrong, stray], wrong === undefined ? 1 : 0)
  const typed = type.types.length > 0 || type.format !== '' ? (wrong === undefined ? 2 : 1) : 0
  return merged(
    [
      counted([typed === 0 ? undefined : wrong], typed),
      junctorResult(value, schema.rules, place, resultOf),
      scalarResult(value, schema, place),
      ...(isArray(value) ? [listResult(value, schema, place)] : []),
      counted([stray], 1),
      ...(isObject(value) ? [objectResult(value, schema, place)] : []),
    ],
    1,
  )
}

function counted(errors: readonly (BodyError | undefined)[], matches: number): BodyResult {
  return { errors: errors.filter((error) => error !== undefined), matches }
}

const nothing: BodyResult = { errors: [], matches: 0 }

function scalarResult(value: JsonValue, schema: CustomSchema, place: BodyPlace): BodyResult {
  const type = typeRuleOf(schema, place.isDefault)
  if (typeof value === 'number' || typeof value === 'bigint') {
    return counted(numberErrors(value, schema.rules, type, place), 2)
  }
  if (typeof value !== 'string') return nothing
  const errors = [textRuleError(value, schema, place)]
  if (!isFormat(type.format)) return counted(errors, 1)
  const fits = meetsFormat(type.format, value)
  return counted([...errors, fits ? undefined : formatError(type.format, value, place)], 2)
}

function formatError(format: string, value: string, place: BodyPlace): BodyError {
  return wrongType(place, format, value)
}

/** The first of length and pattern that fails. */
function textRuleError(
  value: string,
  { rules: { maxLength, minLength, pattern } }: CustomSchema,
  place: BodyPlace,
): BodyError | undefined {
  const name = `${nameOf(place)} in body`
  if (maxLength !== undefined && lengthOf(value) > maxLength) {
    const text = `${name} should be at most ${maxLength} chars long`
    return { text, error: tooLong(fieldOf(place), maxLength) }
  }
  if (minLength !== undefined && lengthOf(value) < minLength) {
    return invalidInBody(place, value, `${name} should be at least ${minLength} chars long`)
  }
  if (pattern === '') return undefined
  const compiled = compilePattern(pattern)
  if (compiled.kind === 'problem') {
    const why = `${pattern}, but pattern is invalid: ${compiled.message}`
    return invalidInBody(place, value, `${name} should match '${why}'`)
  }
  if (matchesAnywhere(compiled.pattern, value)) return undefined
  return invalidInBody(place, value, `${name} should match '${pattern}'`)
}

function lengthOf(text: string): number {
  let length = 0
  for (const _ of text) length++
  return length
}

function listResult(
  value: JsonArray,
  { items, rules: { minItems, maxItems, uniqueItems } }: CustomSchema,
  place: BodyPlace,
): BodyResult {
  const name = `${nameOf(place)} in body`
  const inside =
    items === undefined
      ? []
      : value.map((item, at) => resultOf(item, items, below(place, index(place.path, at))))
  const few =
    minItems !== undefined && value.length < minItems
      ? invalidInBody(place, value.length, `${name} should have at least ${minItems} items`)
      : undefined
  const many =
    maxItems !== undefined && value.length > maxItems
      ? {
          text: `${name} should have at most ${maxItems} items`,
          error: tooMany(fieldOf(place), value.length, maxItems),
        }
      : undefined
  const twice =
    uniqueItems && new Set(value.map(printGoJson)).size < value.length
      ? invalidInBody(place, '', `${name} shouldn't contain duplicates`)
      : undefined
  return merged([...inside, counted([few, many, twice], 0)], 2)
}

function objectResult(value: JsonObject, schema: CustomSchema, place: BodyPlace): BodyResult {
  return merged(
    [
      counted(sizeErrors(Object.keys(value).length, schema, place), 0),
      otherFieldsResult(value, schema, place),
      ...[...schema.properties].flatMap(([name, property]) =>
        Object.hasOwn(value, name)
          ? [resultOf(value[name] ?? null, property, below(place, child(place.path, name)))]
          : [],
      ),
      counted(requiredErrors(value, schema, place), 0),
    ],
    1,
  )
}

function sizeErrors(
  size: number,
  { rules: { minProperties, maxProperties } }: CustomSchema,
  place: BodyPlace,
): readonly (BodyError | undefined)[] {
  const name = `${nameOf(place)} in body`
  return [
    minProperties !== undefined && size < minProperties
      ? invalidInBody(place, size, `${name} should have at least ${minProperties} properties`)
      : undefined,
    maxProperties !== undefined && size > maxProperties
      ? {
          text: `${name} should have at most ${maxProperties} properties`,
          error: tooMany(fieldOf(place), size, maxProperties),
        }
      : undefined,
  ]
}

function otherFieldsResult(value: JsonObject, schema: CustomSchema, place: BodyPlace): BodyResult {
  const { additionalProperties, properties } = schema
  if (additionalProperties === undefined || additionalProperties === true) return nothing
  const others = Object.keys(value).filter((name) => !properties.has(name))
  const rule = schemaOfOthers(schema)
  if (rule === undefined) {
    const path = nameOf(place)
    return counted(
      others.map((name) =>
        invalidInBody(place, name, `${path}.${name} in body is a forbidden property`),
      ),
      0,
    )
  }
  return merged(
    others.map((name) => resultOf(value[name] ?? null, rule, below(place, key(place.path, name)))),
  )
}

function requiredErrors(
  value: JsonObject,
  { rules }: CustomSchema,
  place: BodyPlace,
): readonly BodyError[] {
  return rules.required
    .filter((name) => !Object.hasOwn(value, name))
    .map((name) => {
      const path = `${nameOf(place)}.${name}`
      const at = below(place, child(place.path, name))
      return { text: `${path} in body is required`, error: required(fieldOf(at, path)) }
    })
}

function below(place: BodyPlace, path: FieldPath): BodyPlace {
  return { ...place, path }
}
