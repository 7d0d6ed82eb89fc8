import { printJson } from '../source/json.ts'
import {
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { shareEqual } from '../source/share-equal.ts'
import { defaultCustom } from './custom/decode-custom.ts'
import { decodeError } from './decode/decode-error.ts'
import type { DecodeProblem } from './decode/decode-problem.ts'
import { decodeStruct } from './decode/decode-struct.ts'
import { applyDefaults } from './defaults/defaults.ts'
import { type Kinds, type KnownKind, kindOfObject } from './kinds.ts'
import { apiVersionOf, kindOf, printKind } from './object.ts'
import type { StructType } from './schema/field-type.ts'
import { structOfSubResource } from './schema/schema.ts'
import { convert } from './stages/convert/convert.ts'
import type { KubernetesVersion } from './version.ts'

/** A mutated object as the API server holds it before the next mutation; `strict` errors refuse the request. */
type Settled =
  | { readonly kind: 'settled'; readonly object: JsonObject }
  | { readonly kind: 'undecodable'; readonly message: string }

/**
 * What the API server makes of an object after a mutation: it decodes it and sets defaults. Of the object that arrived
 * nothing is dropped that our table does not know: an API server sends only what it knows itself.
 */
export interface Settler {
  /** After a JSON Patch, decoded strictly. */
  readonly afterPatch: (object: JsonObject) => Settled
  /** After an apply configuration, whose fields and types were looked at before. */
  readonly afterMerge: (object: JsonObject) => Settled
  /** After all of them: turned into the internal type and back too. */
  readonly atEnd: (object: JsonObject) => JsonObject
}

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/dispatcher.go (dispatchOne) */
export function settlerOf(arrived: JsonObject, kinds: Kinds, version: KubernetesVersion): Settler {
  const kind = kindOfObject(kinds, arrived)
  if (kind?.origin === 'custom') return ofCustom(kind)
  const struct = kind?.struct ?? structOfSubResource(apiVersionOf(arrived), kindOf(arrived))
  return struct === undefined ? asItIs : ofBuiltIn(arrived, struct, { kinds, version })
}

const asItIs: Settler = { afterPatch: settled, afterMerge: settled, atEnd: (object) => object }

function settled(object: JsonObject): Settled {
  return { kind: 'settled', object }
}

function undecodable(message: string): Settled {
  return { kind: 'undecodable', message }
}

function ofCustom({ custom }: Extract<KnownKind, { origin: 'custom' }>): Settler {
  const withDefaults = (object: JsonObject) => shareEqual(defaultCustom(object, custom), object)
  return {
    afterPatch: (object) => {
      const missing = ['kind', 'apiVersion'].find((name) => typeof object[name] !== 'string')
      return missing === undefined
        ? settled(withDefaults(object))
        : undecodable(missingType(missing, object))
    },
    afterMerge: (object) => settled(withDefaults(object)),
    atEnd: withDefaults,
  }
}

function missingType(name: string, object: JsonObject): string {
  const shown = name === 'kind' ? 'Kind' : name
  return `Object '${shown}' is missing in '${printJson(inOrder(object))}'`
}

/** Go prints the fields of an object in the order of their names. */
function inOrder(value: JsonValue): JsonValue {
  if (isArray(value)) return value.map(inOrder)
  if (!isObject(value)) return value
  const entries = Object.entries(value).map(([name, field]) => [name, inOrder(field)] as const)
  return Object.fromEntries(entries.sort(([left], [right]) => (left < right ? -1 : 1)))
}

interface Around {
  readonly kinds: Kinds
  readonly version: KubernetesVersion
}

function ofBuiltIn(arrived: JsonObject, struct: StructType, { kinds, version }: Around): Settler {
  const first = decodeStruct(arrived, struct)
  if (first.problems.some(isUndecodable)) return asItIs
  const own: ReadonlySet<string> = new Set(first.problems.map(({ path }) => placeInSchema(path)))
  const isOwn = ({ kind, path }: DecodeProblem): boolean =>
    kind === 'unknown-field' && own.has(placeInSchema(path))
  const complete = (object: JsonObject, decoded: JsonObject, kept: readonly DecodeProblem[]) => {
    const defaulted = applyDefaults(decoded, struct, version)
    return shareEqual(withFields(defaulted, object, kept), object)
  }
  const decode = (object: JsonObject) => {
    const { object: decoded, problems } = decodeStruct(object, struct, 'sorted')
    const foreign = problems.filter((problem) => !isOwn(problem))
    return { decoded, foreign, kept: problems.filter(isOwn) }
  }
  return {
    afterPatch: (object) => {
      const typed = withType(object, arrived)
      const other = otherKind(typed, arrived, kinds)
      if (other !== undefined) return undecodable(other)
      const { decoded, foreign, kept } = decode(typed)
      const error = decodeError(foreign, { strict: true })
      return error === undefined ? settled(complete(typed, decoded, kept)) : undecodable(error)
    },
    afterMerge: (object) => {
      const fitting = withWrappedIntegers(object, decode(object).foreign)
      const { decoded, foreign, kept } = decode(fitting)
      const error = decodeError(foreign)
      return error === undefined
        ? settled(complete(fitting, decoded, kept))
        : undecodable(conversionError(arrived, foreign, error))
    },
    atEnd: (object) => {
      const { decoded, kept } = decode(object)
      const defaulted = complete(object, decoded, kept)
      const converted = convert(defaulted, typeOf(arrived), version)
      return converted.kind === 'object' ? converted.object : defaulted
    },
  }
}

function isUndecodable({ kind }: DecodeProblem): boolean {
  return kind === 'undecodable'
}

/** Where a field stands whatever the index in a list. */
function placeInSchema(path: Path): string {
  return path.map((step) => (typeof step === 'number' ? '[]' : `.${step}`)).join('')
}

function typeOf(object: JsonObject) {
  return { apiVersion: apiVersionOf(object), kind: kindOf(object) }
}

/** What a patch took away of its type an object gets back: the decoder knows what it decodes into. */
function withType(object: JsonObject, arrived: JsonObject): JsonObject {
  const { apiVersion, kind } = typeOf(arrived)
  const isTyped = apiVersionOf(object) !== '' && kindOf(object) !== ''
  if (isTyped) return object
  return {
    ...object,
    apiVersion: apiVersionOf(object) || apiVersion,
    kind: kindOf(object) || kind,
  }
}

/** What the API server says of an object that a patch made one of another kind. */
function otherKind(object: JsonObject, arrived: JsonObject, kinds: Kinds): string | undefined {
  const { apiVersion, kind } = typeOf(object)
  const before = typeOf(arrived)
  if (apiVersion === before.apiVersion && kind === before.kind) return undefined
  const found = kinds.find(apiVersion, kind)
  if (found?.origin !== 'built-in') {
    return `no kind "${kind}" is registered for version "${apiVersion}" in scheme "pkg/runtime/scheme.go:111"`
  }
  const { problems } = decodeStruct(object, found.struct, 'sorted')
  const error = decodeError(problems, { strict: true })
  return error ?? `failed to convert object: ${unknownConversion(apiVersion, kind, before)}`
}

function unknownConversion(
  apiVersion: string,
  kind: string,
  before: ReturnType<typeof typeOf>,
): string {
  const [group = ''] = before.apiVersion.includes('/') ? before.apiVersion.split(/[./]/) : ['core']
  const version = apiVersion.slice(apiVersion.indexOf('/') + 1)
  return `converting (${version}.${kind}) to (${group}.${before.kind}): unknown conversion`
}

/** The object with the fields back that decoding dropped. */
function withFields(
  object: JsonObject,
  from: JsonObject,
  dropped: readonly DecodeProblem[],
): JsonObject {
  return dropped.reduce<JsonObject>((whole, { path }) => {
    const value = valueAt(from, path)
    return value === undefined ? whole : (replacedAt(whole, path, value) as JsonObject)
  }, object)
}

function replacedAt(value: JsonValue, path: Path, replacement: JsonValue): JsonValue {
  const [step, ...rest] = path
  if (step === undefined) return replacement
  if (typeof step === 'number') {
    if (!isArray(value)) return value
    return value.map((item, index) => (index === step ? replacedAt(item, rest, replacement) : item))
  }
  if (!isObject(value)) return value
  const child = Object.hasOwn(value, step) ? (value[step] as JsonValue) : {}
  return Object.fromEntries([
    ...Object.entries(value).filter(([name]) => name !== step),
    [step, replacedAt(child, rest, replacement)],
  ])
}

/** Go's conversion lets an integer that is too long for its field overflow. */
function withWrappedIntegers(object: JsonObject, problems: readonly DecodeProblem[]): JsonObject {
  return problems.reduce<JsonObject>((whole, { path, text }) => {
    const value = valueAt(object, path)
    const wraps =
      typeof value === 'number' && Number.isInteger(value) && text.endsWith(' of type int32')
    if (!wraps) return whole
    return replacedAt(whole, path, Number(BigInt.asIntN(32, BigInt(value)))) as JsonObject
  }, object)
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/runtime/converter.go */
function conversionError(
  object: JsonObject,
  problems: readonly DecodeProblem[],
  error: string,
): string {
  const ends = problems.some((problem) => problem.text === error && problem.ends)
  const reason = conversionReason(error, { ends })
  return `unable to convert unstructured object to ${printKind(object)}: ${reason}`
}

/** `ends`: a type with a decoder of its own. */
function conversionReason(text: string, { ends }: Pick<DecodeProblem, 'ends'>): string {
  const number =
    /^json: cannot unmarshal number \S+ into Go struct field \S+ of type (int32|int64)$/
  const integer = number.exec(text)?.[1]
  if (integer !== undefined && !ends) return `cannot convert float64 to ${integer}`
  if (text.startsWith('illegal base64')) return `error decoding from json: ${text}`
  return text.replace(/into Go struct field \S+ of type/, 'into Go value of type')
}
