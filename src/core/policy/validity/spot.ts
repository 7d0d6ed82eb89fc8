import { child, type FieldPath, index } from '../../kubernetes/custom/field-path.ts'
import type { SourceDocument } from '../../source/document.ts'
import { fieldOf, isArray, isObject, type JsonValue } from '../../source/json-value.ts'

/** A place of a document, and what is written there: `undefined` where nothing is, or null. */
export interface Spot {
  readonly document: SourceDocument
  readonly path: FieldPath | undefined
  readonly value: JsonValue | undefined
}

/** The document itself. */
export function rootOf(document: SourceDocument): Spot {
  return { document, path: undefined, value: document.value }
}

/** The field of that name, or of the last name in the fields of the others. */
export function fieldAt(spot: Spot, ...names: readonly string[]): Spot {
  return names.reduce((parent, name) => {
    const value = fieldOf(parent.value, name) ?? undefined
    return { document: parent.document, path: child(parent.path, name), value }
  }, spot)
}

/** The items of a list; none where it is not one. */
export function itemsAt({ document, path, value }: Spot): readonly Spot[] {
  if (!isArray(value)) return []
  return value.map((item, at) => ({ document, path: index(path, at), value: item ?? undefined }))
}

/** A text; empty where none is written, as Go holds it. */
export function textAt({ value }: Spot): string {
  return typeof value === 'string' ? value : ''
}

/** A list of texts; empty where none is written. */
export function textsAt(spot: Spot): readonly string[] {
  return itemsAt(spot).map(textAt)
}

export function isWritten({ value }: Spot): boolean {
  return value !== undefined
}

/** The keys and texts of a mapping. */
export function entriesAt({ value }: Spot): readonly (readonly [string, string])[] {
  if (!isObject(value)) return []
  return Object.entries(value).map(([key, text]) => [key, typeof text === 'string' ? text : ''])
}
