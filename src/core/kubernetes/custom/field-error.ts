import { quoteForGo } from '../../source/go-quote.ts'
import type { JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import { printGoDouble } from '../../source/print-number.ts'
import { type FieldPath, printField, stepsOf } from './field-path.ts'
import { compareAsBytes, printBadValue } from './go-text.ts'

/** What kind of mistake a field error is, as `reason` in a Status' causes has it. */
type FieldErrorReason =
  | 'FieldValueRequired'
  | 'FieldValueInvalid'
  | 'FieldValueTypeInvalid'
  | 'FieldValueNotSupported'
  | 'FieldValueForbidden'
  | 'FieldValueTooLong'
  | 'FieldValueTooMany'
  | 'FieldValueDuplicate'

/**
 * A refused value, as a cause of a Status has it; `path` is the place. The API server prints it as `field: message`.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/util/validation/field/errors.go
 */
export interface FieldError {
  readonly reason: FieldErrorReason
  readonly path: Path
  readonly field: string
  readonly message: string
}

const titles: { readonly [reason in FieldErrorReason]: string } = {
  FieldValueRequired: 'Required value',
  FieldValueInvalid: 'Invalid value',
  FieldValueTypeInvalid: 'Invalid value',
  FieldValueNotSupported: 'Unsupported value',
  FieldValueForbidden: 'Forbidden',
  FieldValueTooLong: 'Too long',
  FieldValueTooMany: 'Too many',
  FieldValueDuplicate: 'Duplicate value',
}

/** Where an error stands, and what its field is called where that is another text. */
export type Place = FieldPath | undefined | NamedPlace

export interface NamedPlace {
  readonly steps: Path
  readonly field: string
}

export function required(place: Place, detail = ''): FieldError {
  return fieldError('FieldValueRequired', place, [detail])
}

export function forbidden(place: Place, detail: string): FieldError {
  return fieldError('FieldValueForbidden', place, [detail])
}

export function invalid(place: Place, value: JsonValue, detail: string): FieldError {
  return fieldError('FieldValueInvalid', place, [printBadValue(value), detail])
}

/** Of a number that Go holds as a double, although it is integral. */
export function invalidDouble(place: Place, value: number, detail: string): FieldError {
  return fieldError('FieldValueInvalid', place, [printGoDouble(value), detail])
}

export function typeInvalid(place: Place, value: JsonValue, detail: string): FieldError {
  return fieldError('FieldValueTypeInvalid', place, [printBadValue(value), detail])
}

export function duplicate(place: Place, value: JsonValue): FieldError {
  return fieldError('FieldValueDuplicate', place, [printBadValue(value)])
}

export function notSupported(
  place: Place,
  value: JsonValue,
  supported: readonly string[],
): FieldError {
  const list = `supported values: ${supported.map(quoteForGo).join(', ')}`
  return fieldError('FieldValueNotSupported', place, [
    printBadValue(value),
    supported.length === 0 ? '' : list,
  ])
}

export function tooLong(place: Place, most: number | bigint): FieldError {
  const unit = Number(most) === 1 ? 'byte' : 'bytes'
  const detail = most < 0 ? 'value is too long' : `may not be more than ${most} ${unit}`
  return fieldError('FieldValueTooLong', place, [detail])
}

export function tooMany(place: Place, actual: number, most: number | bigint): FieldError {
  const unit = Number(most) === 1 ? 'item' : 'items'
  const detail = most < 0 ? 'has too many items' : `must have at most ${most} ${unit}`
  return fieldError('FieldValueTooMany', place, [String(actual), detail])
}

function fieldError(
  reason: FieldErrorReason,
  place: Place,
  details: readonly string[],
): FieldError {
  const { steps, field } = named(place)
  const message = [titles[reason], ...details.filter((text) => text !== '')].join(': ')
  return { reason, path: steps, field, message }
}

function named(place: Place): NamedPlace {
  return place !== undefined && 'field' in place
    ? place
    : { steps: stepsOf(place), field: printField(place) }
}

/** The API server's text of it. */
export function printFieldError({ field, message }: FieldError): string {
  return `${field}: ${message}`
}

/** In the order of their texts, which makes an order of what Go finds in that of its maps. */
export function inTextOrder(errors: readonly FieldError[]): readonly FieldError[] {
  return [...errors].sort((a, b) => compareAsBytes(printFieldError(a), printFieldError(b)))
}

/** Each text once. */
export function distinct(errors: readonly FieldError[]): readonly FieldError[] {
  const byText = new Map<string, FieldError>()
  for (const error of errors) {
    const text = printFieldError(error)
    if (!byText.has(text)) byText.set(text, error)
  }
  return [...byText.values()]
}
