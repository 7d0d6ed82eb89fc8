import { fieldOf, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'

/** `apiVersion`, or empty. */
export function apiVersionOf(object: JsonValue | undefined): string {
  return textOf(fieldOf(object, 'apiVersion'))
}

/** `kind`, or empty. */
export function kindOf(object: JsonValue | undefined): string {
  return textOf(fieldOf(object, 'kind'))
}

/** Version and kind as Go prints them: `apps/v1, Kind=Deployment`, `/v1, Kind=Pod`. */
export function printKind(object: JsonValue | undefined): string {
  const apiVersion = apiVersionOf(object)
  return `${apiVersion.includes('/') ? '' : '/'}${apiVersion}, Kind=${kindOf(object)}`
}

/** `metadata.name`, or empty. */
export function nameOf(object: JsonValue | undefined): string {
  return textOf(fieldOf(fieldOf(object, 'metadata'), 'name'))
}

/** `metadata.namespace`, or empty. */
export function namespaceOf(object: JsonValue | undefined): string {
  return textOf(fieldOf(fieldOf(object, 'metadata'), 'namespace'))
}

/** `metadata.labels`, or an empty object. */
export function labelsOf(object: JsonValue | undefined): JsonObject {
  return objectOf(fieldOf(fieldOf(object, 'metadata'), 'labels'))
}

/** `metadata.annotations`, or an empty object. */
export function annotationsOf(object: JsonValue | undefined): JsonObject {
  return objectOf(fieldOf(fieldOf(object, 'metadata'), 'annotations'))
}

function textOf(value: JsonValue | undefined): string {
  return typeof value === 'string' ? value : ''
}

const none: JsonObject = {}

function objectOf(value: JsonValue | undefined): JsonObject {
  return isObject(value) ? value : none
}
