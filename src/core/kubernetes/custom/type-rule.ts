import { quoteForGo } from '../../source/go-quote.ts'
import { isArray, type JsonValue } from '../../source/json-value.ts'
import { isFormat } from '../formats/formats.ts'
import { type BodyError, type BodyPlace, fieldOf, nameOf } from './body-result.ts'
import { typeInvalid } from './field-error.ts'
import { isGoInteger } from './go-text.ts'
import type { CustomSchema } from './schema.ts'

/** What the type rule reads of a schema. */
export interface TypeRule {
  readonly types: readonly string[]
  readonly format: string
  readonly nullable: boolean
}

const integerFormats: ReadonlySet<string> = new Set(['int32', 'int64'])
const numberFormats: ReadonlySet<string> = new Set(['float', 'double'])

/** A default is judged by the structural schema: a format that is not known stays, and int-or-string has no type. */
export function typeRuleOf(schema: CustomSchema, isDefault: boolean): TypeRule {
  const { type, intOrString, nullable, rules } = schema
  const types = intOrString && !isDefault ? ['integer', 'string'] : type === '' ? [] : [type]
  const format = isDefault || isKnownFormat(types, rules.format) ? rules.format : ''
  return { types, format, nullable }
}

/**
 * Formats that the type does not have are ignored.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/validation/formats.go
 */
function isKnownFormat(types: readonly string[], format: string): boolean {
  const type = types.length === 1 ? types[0] : ''
  if (type === '' || type === 'string') return isFormat(format)
  if (type === 'integer') return integerFormats.has(format)
  return type === 'number' && numberFormats.has(format)
}

/**
 * What is wrong with the value's type. A text or a list under a format of texts passes whatever the type is.
 * https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/type.go
 */
export function typeError(
  value: JsonValue,
  { types, format, nullable }: TypeRule,
  place: BodyPlace,
): BodyError | undefined {
  if (value === null) {
    return types.length > 0 && !nullable ? wrongType(place, types.join(','), 'null') : undefined
  }
  const { type, ownFormat } = typeOf(value)
  const fits = types.includes(type) || isIntegerAnyway(value, types) || isNumberAnyway(type, types)
  const isText = type === 'string' || type === 'array'
  if (format !== '' && !isText && !fits && ownFormat !== format) {
    return wrongType(place, format, ownFormat)
  }
  const numeric = types.includes('number') || types.includes('integer')
  if (format !== '' && isText && !numeric) return undefined
  return fits ? undefined : wrongType(place, types.join(','), type)
}

export function wrongType(place: BodyPlace, expected: string, found: string): BodyError {
  const text = `${nameOf(place)} in body must be of type ${expected}: ${quoteForGo(found)}`
  return { text, error: typeInvalid(fieldOf(place), found, text) }
}

function typeOf(value: NonNullable<JsonValue>): {
  readonly type: string
  readonly ownFormat: string
} {
  if (typeof value === 'string') return { type: 'string', ownFormat: '' }
  if (typeof value === 'boolean') return { type: 'boolean', ownFormat: '' }
  if (isArray(value)) return { type: 'array', ownFormat: '' }
  if (typeof value === 'object') return { type: 'object', ownFormat: '' }
  return isGoInteger(value)
    ? { type: 'integer', ownFormat: 'int64' }
    : { type: 'number', ownFormat: 'float64' }
}

function isIntegerAnyway(value: JsonValue, types: readonly string[]): boolean {
  if (typeof value !== 'number' && typeof value !== 'bigint') return false
  return types.includes('integer') && !isGoInteger(value) && isNearlyInteger(Number(value))
}

function isNumberAnyway(type: string, types: readonly string[]): boolean {
  return type === 'integer' && types.includes('number')
}

const tolerance = 1e-9

/** Integral but for a relative 1e-9, within what a double counts. https://github.com/go-openapi/swag/blob/master/conv/convert.go */
export function isNearlyInteger(value: number): boolean {
  if (!Number.isFinite(value) || Math.abs(value) > Number.MAX_SAFE_INTEGER) return false
  const whole = Math.sign(value) * Math.round(Math.abs(value))
  if (value === whole) return true
  return whole !== 0 && Math.abs(value - whole) < tolerance * Math.abs(whole)
}
