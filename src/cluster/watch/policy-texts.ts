import {
  fieldOf,
  isObject,
  type JsonObject,
  type JsonValue,
  jsonEqual,
  type SourceText,
} from '../../core/index.ts'
import { policyText } from '../object-text.ts'

/** A policy or an exemption as the cluster holds it, and as it is read. */
export interface PolicyObject {
  readonly object: JsonObject
  readonly text: SourceText
}

/** The objects with their texts: the very same text while only the status of an object, or its version, is another. */
export function policyTexts(): (objects: readonly JsonObject[]) => readonly PolicyObject[] {
  let known = new Map<string, PolicyObject>()
  return (objects) => {
    const next = objects.map((object): PolicyObject => {
      const before = known.get(keyOf(object))
      if (before?.object === object) return before
      const text =
        before !== undefined && saysTheSame(before.object, object)
          ? before.text
          : policyText(withoutStatus(object))
      return { object, text }
    })
    known = new Map(next.map((one) => [keyOf(one.object), one]))
    return next
  }
}

function saysTheSame(one: JsonObject, other: JsonObject): boolean {
  return jsonEqual(withoutVersion(one), withoutVersion(other))
}

function withoutStatus({ status: _left, ...object }: JsonObject): JsonObject {
  return object
}

function withoutVersion(object: JsonObject): JsonValue {
  const { metadata, ...others } = withoutStatus(object)
  if (!isObject(metadata)) return others
  const { resourceVersion: _left, ...named } = metadata
  return { ...others, metadata: named }
}

function keyOf(object: JsonObject): string {
  const metadata = fieldOf(object, 'metadata')
  return JSON.stringify([
    fieldOf(object, 'kind') ?? null,
    fieldOf(metadata, 'namespace') ?? null,
    fieldOf(metadata, 'name') ?? null,
  ])
}
