import type { JsonValue } from '../../source/json-value.ts'
import { type FieldError, invalid, type NamedPlace } from './field-error.ts'
import { type FieldPath, printField, printInBody, stepsOf } from './field-path.ts'

/**
 * What a schema says about a value: the errors, and how many checks passed, which chooses the errors that explain a failed
 * `anyOf` best. https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/result.go
 */
export interface BodyResult {
  readonly errors: readonly BodyError[]
  readonly matches: number
}

export interface BodyError {
  /** Errors of equal text are one. */
  readonly text: string
  readonly error: FieldError
}

/** Where the validation stands: the value that it began with, and the way from there. */
export interface BodyPlace {
  /** Where the whole value stands; undefined for an object of the API. */
  readonly base: FieldPath | undefined
  readonly path: FieldPath | undefined
  /** Whether the value is a default, which is judged by the structural schema instead of the written one. */
  readonly isDefault: boolean
}

export function merged(results: readonly BodyResult[], matches = 0): BodyResult {
  const errors = results.flatMap((result) => result.errors)
  return { errors, matches: results.reduce((sum, result) => sum + result.matches, matches) }
}

/** The name of the place in texts. */
export function nameOf({ path }: BodyPlace): string {
  return printInBody(path)
}

/** The place as field errors have it. */
export function fieldOf(place: BodyPlace, name = nameOf(place)): NamedPlace {
  return {
    steps: [...stepsOf(place.base), ...stepsOf(place.path)],
    field: fieldText(place, name.startsWith('.') ? name.slice(1) : name),
  }
}

function fieldText({ base }: BodyPlace, name: string): string {
  if (name === '') return printField(base)
  return base === undefined ? name : `${printField(base)}.${name}`
}

/** An error that says where it is only in its text. */
export function textError(place: BodyPlace, text: string): BodyError {
  const { steps } = fieldOf(place)
  return { text, error: invalid({ steps, field: printField(place.base) }, '', text) }
}

/** An error whose text is its detail. */
export function invalidInBody(place: BodyPlace, value: JsonValue, text: string): BodyError {
  return { text, error: invalid(fieldOf(place), value, text) }
}
