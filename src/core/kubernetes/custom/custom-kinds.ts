import { jsonEqual } from '../../source/equal.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import type { Path } from '../../source/path.ts'
import type { DecodeMetadata } from './coerce-resources.ts'
import { identityErrors, otherErrors } from './crd-rules.ts'
import type { CustomKind } from './custom-kind.ts'
import { distinct, type FieldError, required } from './field-error.ts'
import { child, type FieldPath, printField, stepsOf } from './field-path.ts'
import { pruneDefaults } from './prune-defaults.ts'
import { type CrdText, type CrdVersion, readCrd } from './read-crd.ts'
import type { WrongType } from './read-fields.ts'
import { readSchema } from './read-schema.ts'
import { subresourceErrors, versionSchemaErrors } from './version-rules.ts'

/**
 * What is wrong with a CustomResourceDefinition. `path` is the place in the document; the API server prints `field: message`,
 * where `spec.validation` names what all versions say alike.
 */
export interface CustomProblem {
  /** Which of the given definitions. */
  readonly crd: number
  readonly path: Path
  readonly field: string
  readonly message: string
}

/**
 * The kinds that CustomResourceDefinitions of apiextensions.k8s.io/v1 serve, and what is wrong with them. A version whose
 * schema is broken is left out, and all of them where group, scope or names are; the others work. Printer columns,
 * selectable fields, conversion, and rules (`x-kubernetes-validations`) are not looked at.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apis/apiextensions/validation/validation.go
 */
export function customKinds(
  crds: readonly JsonObject[],
  decodeMetadata: DecodeMetadata,
): {
  readonly kinds: readonly CustomKind[]
  readonly problems: readonly CustomProblem[]
} {
  const read = crds.map((crd, at) => kindsOf(readCrd(crd), at, decodeMetadata))
  return {
    kinds: read.flatMap(({ kinds }) => kinds),
    problems: read.flatMap(({ problems }) => problems),
  }
}

interface Read {
  readonly kinds: readonly CustomKind[]
  readonly problems: readonly CustomProblem[]
}

function kindsOf(crd: CrdText, at: number, decodeMetadata: DecodeMetadata): Read {
  const identity = [...crd.wrong.map(wrongTypeError), ...identityErrors(crd)]
  const shared = sharedFields(crd)
  const versions = crd.versions.map((version) => kindOf(version, { crd, shared, decodeMetadata }))
  const kinds = versions.flatMap(({ kind }) => (kind === undefined ? [] : [kind]))
  const errors = [
    ...identity,
    ...otherErrors(crd),
    ...versions.flatMap((version) => version.errors),
  ]
  const problems = distinct(errors).map(({ path, field, message }) => ({
    crd: at,
    path,
    field,
    message,
  }))
  return { kinds: identity.length > 0 ? [] : served(kinds), problems }
}

/** Of versions with one name the first. */
function served(kinds: readonly CustomKind[]): readonly CustomKind[] {
  const byVersion = new Map(kinds.toReversed().map((kind) => [kind.version, kind]))
  return kinds.filter((kind) => byVersion.get(kind.version) === kind)
}

/** What all versions say alike, the API server holds and names once. */
interface Shared {
  readonly schema: boolean
  readonly subresources: boolean
}

function sharedFields({ versions }: CrdText): Shared {
  const [first] = versions
  const alike = (a: JsonValue | undefined, b: JsonValue | undefined) =>
    jsonEqual(withoutNulls(a), withoutNulls(b))
  return {
    schema: versions.every((one) => alike(one.writtenSchema, first?.writtenSchema)),
    subresources: versions.every((one) =>
      alike(one.writtenSubresources, first?.writtenSubresources),
    ),
  }
}

function withoutNulls(value: JsonValue | undefined): JsonValue {
  if (isArray(value)) return value
  if (!isObject(value)) return value ?? null
  return Object.fromEntries(Object.entries(value).filter(([, field]) => field !== null))
}

interface Context {
  readonly crd: CrdText
  readonly shared: Shared
  readonly decodeMetadata: DecodeMetadata
}

function kindOf(
  version: CrdVersion,
  { crd, shared, decodeMetadata }: Context,
): { readonly kind: CustomKind | undefined; readonly errors: readonly FieldError[] } {
  const place = child(child(version.path, 'schema'), 'openAPIV3Schema')
  if (version.wrong.length > 0)
    return { kind: undefined, errors: version.wrong.map(wrongTypeError) }
  if (version.writtenSchema === undefined) return { kind: undefined, errors: [required(place)] }
  const { schema, wrong } = readSchema(version.writtenSchema, place)
  if (wrong.length > 0) return { kind: undefined, errors: wrong.map(wrongTypeError) }
  const errors = [
    ...moved(
      versionSchemaErrors({
        schema,
        hasStatus: crd.versions.some(
          ({ name, subresources }) =>
            subresources.status && (shared.schema || name === version.name),
        ),
        path: schemaPath(version, shared),
        decodeMetadata,
      }),
      child(version.path, 'schema'),
      shared.schema,
    ),
    ...moved(
      subresourceErrors(version.subresources, subresourcesPath(version, shared)),
      child(version.path, 'subresources'),
      shared.subresources,
    ),
  ]
  if (errors.length > 0 || !version.served) return { kind: undefined, errors }
  const complete = pruneDefaults(schema, decodeMetadata)
  return { kind: { ...namesOf(crd), ...wordsOf(version), schema: complete }, errors }
}

function schemaPath({ path }: CrdVersion, { schema }: Shared): FieldPath {
  return schema ? child(undefined, 'spec', 'validation') : child(path, 'schema')
}

function subresourcesPath({ path }: CrdVersion, { subresources }: Shared): FieldPath {
  return subresources ? child(undefined, 'spec', 'subresources') : child(path, 'subresources')
}

/** The steps of `spec.validation` and `spec.subresources`, which stand for the place of a version. */
const sharedSteps = 2

/** Errors that are named once stand in the document where the version is; steps that are joined are taken apart. */
function moved(
  errors: readonly FieldError[],
  place: FieldPath,
  isShared: boolean,
): readonly FieldError[] {
  const own = stepsOf(place)
  return errors.map((error) => {
    const below = error.path.slice(isShared ? sharedSteps : own.length)
    const [first, ...others] = below
    const steps = typeof first === 'string' ? first.split('.') : []
    return { ...error, path: [...own, ...steps, ...others] }
  })
}

function namesOf({ group, scope, names, conversion }: CrdText) {
  const { kind, listKind, plural, singular, shortNames } = names
  return {
    group,
    kind,
    listKind,
    resource: plural,
    singular,
    shortNames,
    namespaced: scope === 'Namespaced',
    conversion,
  }
}

function wordsOf({ name, storage, subresources }: CrdVersion) {
  return { version: name, storage, subresources }
}

/** In own words: the API server says it in those of Go's decoder. */
function wrongTypeError({ path, expected, found }: WrongType): FieldError {
  const field = printField(path)
  const message = `must be ${withArticle(expected)}, not ${nameOfType(found)}`
  return { reason: 'FieldValueTypeInvalid', path: stepsOf(path), field, message }
}

function withArticle(noun: string): string {
  if (noun.startsWith('a ')) return noun
  return /^[aeiou]/.test(noun) ? `an ${noun}` : `a ${noun}`
}

function nameOfType(value: JsonValue): string {
  if (value === null) return 'deeper'
  if (isArray(value)) return 'an array'
  return withArticle(typeof value === 'bigint' ? 'number' : typeof value)
}
