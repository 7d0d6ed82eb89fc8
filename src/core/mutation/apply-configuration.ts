import { entriesOf, isList, isMap } from '../cel/list-and-map.ts'
import { toJson } from '../cel/to-json.ts'
import { CelError, type Value } from '../cel/value.ts'
import { ObjectValue } from '../cel/values/object-value.ts'
import { type Kinds, kindOfObject } from '../kubernetes/kinds.ts'
import type { MergeType } from '../kubernetes/merge-type.ts'
import { mergeTypeOf, metadataOnly } from '../kubernetes/merge-type-of.ts'
import { apiVersionOf, kindOf, printKind } from '../kubernetes/object.ts'
import { structOfSubResource } from '../kubernetes/schema/schema.ts'
import { isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'
import { atomicPlaces } from './atomic-places.ts'
import { fieldsOf } from './go-value.ts'
import { configurationProblem, objectProblem } from './merge-problems.ts'
import { mergeValues } from './merge-values.ts'
import { type Mutated, mutationFailed } from './mutated.ts'
import { withNilLists } from './nil-lists.ts'
import type { Configuration } from './opaque-containers.ts'
import { typeNameMismatches } from './type-names.ts'

/** What is to be changed. */
export interface Target {
  readonly object: JsonObject
  /** The object before any mutation. */
  readonly arrived: JsonObject
  /** They say how it merges. */
  readonly kinds: Kinds
}

/**
 * Merges an `Object{…}` into an object: fields by name, list maps by their keys, sets by value; what is atomic is refused.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/patch/smd.go
 */
export function applyConfiguration(target: Target, given: Configuration): Mutated {
  const { object, kinds } = target
  const configuration = { ...given, value: withoutType(given.value) }
  const mismatch = mismatchIn(configuration.value)
  if (mismatch !== undefined) return mutationFailed(mismatch)
  const kind = kindOfObject(kinds, object)
  if (kind !== undefined) return mergeInto(target, configuration, mergeTypeOf(kind))
  if (hasNoType(target)) return failed(noSuchType(object))
  return isAboutMetadata(configuration.value)
    ? mergeInto(target, configuration, metadataOnly)
    : mutationFailed(notServed(object))
}

/** No configuration makes an object one of another kind: the API server puts the object's in its place. */
function withoutType(value: Value): Value {
  if (!(value instanceof ObjectValue)) return value
  const fields = [...value.fields].filter(([name]) => name !== 'apiVersion' && name !== 'kind')
  return new ObjectValue(value.typeName, new Map(fields))
}

/** What is wrong with the value whatever it is merged into. */
function mismatchIn(value: Value): string | undefined {
  const mismatches = value instanceof ObjectValue ? typeNameMismatches(value) : []
  if (mismatches.length > 0) return `type mismatch: ${mismatches.join('\n')}`
  return hasForeignKey(value) ? 'invalid return type: *dynamic.ObjectVal' : undefined
}

function mergeInto(target: Target, configuration: Configuration, type: MergeType): Mutated {
  const problem = configurationProblem(configuration, type)
  if (problem !== undefined) {
    return failed(`failed to convert patch object to typed object: ${problem}`)
  }
  const json = toJson(configuration.value)
  if (json instanceof CelError) return mutationFailed(json.message)
  const refusal = atomicProblem(json, type) ?? liveProblem(target, type)
  if (refusal !== undefined) return failed(refusal)
  return { kind: 'mutated', object: merged(target, configuration, type) ?? target.object }
}

/** A custom resource keeps a list without elements: nothing decodes it before it is stored. */
function merged(
  { object, kinds }: Target,
  { value }: Configuration,
  type: MergeType,
): JsonObject | undefined {
  const isBuiltIn = kindOfObject(kinds, object)?.origin === 'built-in'
  const patch = toJson(isBuiltIn ? withNilLists(value) : value)
  const result = isObject(patch) ? mergeValues(object, patch, type) : undefined
  return isObject(result) ? result : undefined
}

function atomicProblem(configuration: JsonValue, type: MergeType): string | undefined {
  const atomics = atomicPlaces(configuration, type)
  if (atomics.length === 0) return undefined
  const paths = atomics.join(', ')
  return `invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${paths}`
}

/** What earlier mutations did to a custom resource; one that arrived like that is of a newer schema. */
function liveProblem({ object, arrived, kinds }: Target, type: MergeType): string | undefined {
  if (kindOfObject(kinds, object)?.origin !== 'custom') return undefined
  const problem = objectProblem(object, type)
  if (problem === undefined || objectProblem(arrived, type) !== undefined) return undefined
  return `failed to convert original object to typed object: ${problem}`
}

/**
 * Whether the API server decodes it and has no type to merge it by: what a mutation made of it, and what only sub-resources
 * take. https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/mutating/patch/typeconverter.go
 */
function hasNoType({ arrived, kinds }: Target): boolean {
  return (
    kindOfObject(kinds, arrived) !== undefined ||
    structOfSubResource(apiVersionOf(arrived), kindOf(arrived)) !== undefined
  )
}

/** All that is known of every kind. */
function isAboutMetadata(value: Value): boolean {
  return fieldsOf(value).every(([name]) => name === 'metadata')
}

/** Whether a map has a key that is no text. */
function hasForeignKey(value: Value): boolean {
  if (value instanceof ObjectValue)
    return [...value.fields.values()].some((field) => hasForeignKey(field as Value))
  if (isList(value)) return value.some(hasForeignKey)
  if (!isMap(value)) return false
  return entriesOf(value).some(([key, field]) => typeof key !== 'string' || hasForeignKey(field))
}

function noSuchType(object: JsonObject): string {
  return `failed to convert patch object to typed object: no corresponding type for ${printKind(object)}`
}

function notServed(object: JsonObject): string {
  return `Resource kind ${printKind(object)} not found. There can be a delay between when CustomResourceDefinitions are created and when they are available.`
}

function failed(reason: string): Mutated {
  return mutationFailed(`error applying patch: ${reason}`)
}
