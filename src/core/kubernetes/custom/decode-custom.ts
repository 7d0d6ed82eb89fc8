import { isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import { type Coerced, coerceResources, type DecodeMetadata } from './coerce-resources.ts'
import type { CustomKind } from './custom-kind.ts'
import { dropNulls } from './drop-nulls.ts'
import { printFieldError } from './field-error.ts'
import { type FieldPath, printUnknownField, stepsOf } from './field-path.ts'
import { compareAsBytes } from './go-text.ts'
import { mapFields } from './map-value.ts'
import { pruneRoot } from './prune.ts'
import { setDefaults } from './set-defaults.ts'

/**
 * What decoding finds: a field that the kind does not have (refused only by `fieldValidation: Strict`), or a value that
 * cannot be decoded at all, which is always refused. `message` is the API server's text, `field` its name of the place.
 */
interface CustomDecodeProblem {
  readonly kind: 'unknown-field' | 'undecodable'
  readonly path: Path
  readonly field: string
  readonly message: string
}

export interface DecodedCustom {
  readonly object: JsonObject
  readonly problems: readonly CustomDecodeProblem[]
}

/**
 * What the API server makes of an object that was sent, before admission: metadata decoded, unknown fields pruned, stray
 * nulls dropped, embedded resources decoded, defaults set. Problems stand in the API server's order. The object of one that
 * cannot be decoded holds what could be done. Its apiVersion and kind are those of the kind.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/customresource_handler.go
 */
export function decodeCustom(
  object: JsonObject,
  { schema }: CustomKind,
  decodeMetadata: DecodeMetadata,
): DecodedCustom {
  const metadata = rootMetadata(object, decodeMetadata)
  const pruned = pruneRoot(object, schema)
  const coerced = coerceResources(dropNulls(pruned.value, schema), schema, decodeMetadata)
  return {
    object: withDefaults(restored(coerced.value, metadata.entries), schema),
    problems: [
      ...metadata.problems,
      ...inFieldOrder(pruned.unknown.map(unknownField)),
      ...embeddedProblems(coerced),
    ],
  }
}

/**
 * The defaults alone, which the API server sets again after admission has changed an object; nothing is pruned then.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/webhook/mutating/dispatcher.go
 */
export function defaultCustom(object: JsonObject, { schema }: CustomKind): JsonObject {
  return withDefaults(object, schema)
}

function withDefaults(object: JsonObject, schema: CustomKind['schema']): JsonObject {
  const value = setDefaults(object, schema)
  return isObject(value) ? value : object
}

interface RootMetadata {
  /** The fields that are put back, whatever the schema says about them. */
  readonly entries: ReadonlyMap<string, JsonValue>
  readonly problems: readonly CustomDecodeProblem[]
}

function rootMetadata(object: JsonObject, decodeMetadata: DecodeMetadata): RootMetadata {
  const types = ['apiVersion', 'kind']
    .filter((name) => Object.hasOwn(object, name))
    .map((name): [string, JsonValue] => [name, object[name] ?? null])
  if (!Object.hasOwn(object, 'metadata')) return { entries: new Map(types), problems: [] }
  const sent = object['metadata'] ?? null
  const { metadata, unknown, error } = decodeMetadata(sent)
  const entries = new Map([...types, ['metadata', error === undefined ? metadata : sent] as const])
  const path = ['metadata']
  return error === undefined
    ? { entries, problems: unknown.map((name) => unknownMetadata(path, `metadata.${name}`)) }
    : { entries, problems: [{ kind: 'undecodable', path, field: 'metadata', message: error }] }
}

function restored(value: JsonValue, entries: ReadonlyMap<string, JsonValue>): JsonObject {
  const object = isObject(value) ? value : {}
  const kept = mapFields(object, (field, name) => entries.get(name) ?? field)
  const lost = [...entries].filter(([name]) => !Object.hasOwn(kept, name))
  return lost.length === 0 ? kept : Object.fromEntries([...lost, ...Object.entries(kept)])
}

function unknownField(path: FieldPath): CustomDecodeProblem {
  const field = printUnknownField(path)
  return {
    kind: 'unknown-field',
    path: stepsOf(path),
    field,
    message: `unknown field "${field}"`,
  }
}

function unknownMetadata(path: Path, field: string): CustomDecodeProblem {
  return { kind: 'unknown-field', path, field, message: `unknown field "${field}"` }
}

function embeddedProblems({ unknown, errors }: Coerced): readonly CustomDecodeProblem[] {
  const fields = unknown.map(({ metadata, field }) => unknownMetadata(stepsOf(metadata), field))
  const undecodable = errors.map(
    (error): CustomDecodeProblem => ({
      kind: 'undecodable',
      path: error.path,
      field: error.field,
      message: printFieldError(error),
    }),
  )
  return [...inFieldOrder(fields), ...undecodable]
}

function inFieldOrder(problems: readonly CustomDecodeProblem[]): readonly CustomDecodeProblem[] {
  return [...problems].sort((a, b) => compareAsBytes(a.field, b.field))
}
