import { isArray, isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import { dns1035LabelFaults } from '../name-formats.ts'
import { type FieldError, invalid, required } from './field-error.ts'
import { child, type FieldPath, index, key } from './field-path.ts'
import { type CustomSchema, schemaOfOthers } from './schema.ts'

/**
 * What apiVersion and kind of embedded resources must be. Their metadata is not judged here.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta/validation.go
 */
export function embeddedErrors(
  value: JsonValue,
  schema: CustomSchema | undefined,
  path?: FieldPath,
): readonly FieldError[] {
  if (schema === undefined) return []
  if (isArray(value)) {
    return value.flatMap((item, at) => embeddedErrors(item, schema.items, index(path, at)))
  }
  if (!isObject(value)) return []
  const own = schema.embeddedResource ? resourceErrors(value, path) : []
  const others = schemaOfOthers(schema)
  const inside = Object.entries(value).flatMap(([name, field]) => {
    const known = schema.properties.get(name)
    return known === undefined
      ? embeddedErrors(field, others, key(path, name))
      : embeddedErrors(field, known, child(path, name))
  })
  return [...own, ...inside]
}

function resourceErrors(value: JsonObject, path: FieldPath | undefined): readonly FieldError[] {
  return [
    ...typeFieldErrors(value, child(path, 'apiVersion'), apiVersionFault),
    ...typeFieldErrors(value, child(path, 'kind'), kindFault),
  ]
}

function typeFieldErrors(
  value: JsonObject,
  path: FieldPath,
  faultOf: (text: string) => string | undefined,
): readonly FieldError[] {
  const name = String(path.step)
  if (!Object.hasOwn(value, name)) return [required(path)]
  const text = value[name] ?? null
  if (typeof text !== 'string') return [invalid(path, text, 'must be a string')]
  const fault = text === '' ? 'must not be empty' : faultOf(text)
  return fault === undefined ? [] : [invalid(path, text, fault)]
}

function apiVersionFault(text: string): string | undefined {
  return text.split('/').length > 2 ? `unexpected GroupVersion string: ${text}` : undefined
}

function kindFault(text: string): string | undefined {
  const faults = dns1035LabelFaults(text.toLowerCase())
  return faults.length === 0 ? undefined : mixedCase(faults)
}

/** What is said about a name that may have capitals. */
export function mixedCase(faults: readonly string[]): string {
  return `may have mixed case, but should otherwise match: ${faults.join(',')}`
}
