import {
  isArray,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import type { KubernetesVersion } from '../version.ts'

/** A value while it is being made: nobody else holds it, so it may be changed. */
export type Draft = { [field: string]: DraftValue }
export type DraftValue = JsonValue | Draft | DraftValue[]

/**
 * What the API server sets in a struct that is being decoded, in the form that Go prints: an empty field that Go omits is
 * absent. Parents come before what they hold, as in Kubernetes' generated code.
 */
export interface Defaulter {
  /** The struct in the schema table: `core.v1.Probe`. */
  readonly struct: string
  readonly apply: (draft: Draft, version: KubernetesVersion) => void
}

/** A draft that has everything of the object, at any depth, and shares nothing with it. */
export function draftOf(object: JsonObject): Draft {
  // assigning is safe for any key, as the spread has made all of them the draft's own
  const draft: Draft = { ...object }
  for (const key of Object.keys(object)) {
    const value = object[key]
    if (typeof value === 'object' && value !== null) draft[key] = draftOfNested(value)
  }
  return draft
}

/** The struct at a field, or undefined where there is none. */
export function structAt(draft: Draft, field: string): Draft | undefined {
  const value = draft[field]
  return isStruct(value) ? value : undefined
}

/** The structs of the list at a field; empty where there is none. */
export function structsAt(draft: Draft, field: string): readonly Draft[] {
  const value = draft[field]
  return Array.isArray(value) ? value.filter(isStruct) : []
}

/** Sets a field that is absent or null. */
export function setAbsent(draft: Draft, field: string, value: DraftValue): void {
  if (draft[field] === undefined || draft[field] === null) draft[field] = value
}

/** Takes out a list or map that only stood there to say that it was given (decode/kept-empty.ts). */
export function dropEmpty(draft: Draft, field: string): void {
  const value = draft[field]
  if (typeof value !== 'object' || value === null || Object.keys(value).length > 0) return
  delete draft[field]
}

function isStruct(value: DraftValue | undefined): value is Draft {
  return typeof value === 'object' && value !== null && !Array.isArray(value)
}

/** A draft that nobody will change any more. */
export function finished(draft: Draft): JsonObject {
  return draft as JsonObject
}

function draftOfNested(value: JsonArray | JsonObject): DraftValue {
  return isArray(value) ? value.map(draftOfItem) : draftOf(value)
}

function draftOfItem(item: JsonValue): DraftValue {
  return typeof item === 'object' && item !== null ? draftOfNested(item) : item
}
