import { builtInKindsOnly, type Kinds, kindOfObject } from '../kubernetes/kinds.ts'
import type { MergeFacts } from '../kubernetes/merge-facts.ts'
import { mergeFactsOf } from '../kubernetes/merge-facts-of.ts'
import { printJson } from '../source/json.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import { mergeOrder } from './merge-order.ts'

export type ApplyResult =
  | { readonly kind: 'applied'; readonly object: JsonObject }
  | { readonly kind: 'error'; readonly message: string }

/**
 * Merges an apply configuration into an object: fields by name, list maps by their keys, sets by value; what is atomic
 * is refused. https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/policy/mutating/patch/smd.go
 */
export function applyConfiguration(
  object: JsonObject,
  configuration: JsonObject,
  kinds: Kinds = builtInKindsOnly,
): ApplyResult {
  const facts = mergeFactsOf(kindOfObject(kinds, object))
  const atomics = atomicPaths(configuration, facts, '')
  if (atomics.length > 0) {
    const paths = atomics.join(', ')
    return failed(
      `invalid ApplyConfiguration: may not mutate atomic arrays, maps or structs: ${paths}`,
    )
  }
  const duplicate = duplicateKey(configuration, facts, '')
  if (duplicate !== undefined) {
    return failed(`failed to convert patch object to typed object: ${duplicate}`)
  }
  return { kind: 'applied', object: mergeObjects(object, configuration, facts) }
}

function failed(reason: string): ApplyResult {
  return { kind: 'error', message: `error applying patch: ${reason}` }
}

function atomicPaths(value: JsonValue, facts: MergeFacts, path: string): readonly string[] {
  if (isArray(value)) {
    if (facts.list === undefined) return [path]
    const item = itemFacts(facts)
    return value.flatMap((element, index) => atomicPaths(element, item, `${path}[${index}]`))
  }
  if (!isObject(value)) return []
  const below = Object.entries(value).flatMap(([name, field]) =>
    atomicPaths(field, factsOfField(facts, name), `${path}.${name}`),
  )
  return facts.atomic === true ? [path, ...below] : below
}

function duplicateKey(value: JsonValue, facts: MergeFacts, path: string): string | undefined {
  if (isArray(value)) {
    const keys = new Set<string>()
    const repeated = value
      .map((item) => keyOf(item, facts))
      .find((key) => keys.size === keys.add(key).size)
    if (repeated !== undefined) return `${path}: duplicate entries for key ${repeated}`
    return firstDefined(value.map((item) => duplicateKey(item, itemFacts(facts), path)))
  }
  if (!isObject(value)) return undefined
  return firstDefined(
    Object.entries(value).map(([name, field]) =>
      duplicateKey(field, factsOfField(facts, name), `${path}.${name}`),
    ),
  )
}

function firstDefined(values: readonly (string | undefined)[]): string | undefined {
  return values.find((value) => value !== undefined)
}

function merge(before: JsonValue | undefined, patch: JsonValue, facts: MergeFacts): JsonValue {
  if (patch === null && before !== undefined && isMerged(before, facts)) return before
  if (isObject(patch) && isObject(before)) return mergeObjects(before, patch, facts)
  if (isArray(patch) && isArray(before)) return mergeLists(before, patch, facts)
  return patch
}

/** Whether something is in there that nothing is merged into: then it stays. */
function isMerged(before: JsonValue, facts: MergeFacts): boolean {
  if (isArray(before)) return before.length > 0 && facts.list !== undefined
  return isObject(before) && Object.keys(before).length > 0 && facts.atomic !== true
}

function mergeObjects(before: JsonObject, patch: JsonObject, facts: MergeFacts): JsonObject {
  const merged = Object.entries(patch).map(([name, value]): [string, JsonValue] => [
    name,
    merge(fieldOf(before, name), value, factsOfField(facts, name)),
  ])
  return { ...before, ...Object.fromEntries(merged) }
}

function mergeLists(before: JsonArray, patch: JsonArray, facts: MergeFacts): JsonArray {
  const item = itemFacts(facts)
  const left = before.map((value) => ({ key: keyOf(value, facts), value }))
  const right = patch.map((value) => ({ key: keyOf(value, facts), value }))
  return mergeOrder(left, right, (old, replacement) => merge(old, replacement, item))
}

/** What tells an item from its siblings: its key fields, or its value. */
function keyOf(item: JsonValue, facts: MergeFacts): string {
  if (facts.list?.type !== 'map') return printJson(item)
  const named = facts.list.keys.map((key): [string, JsonValue] => [
    key.name,
    fieldOf(item, key.name) ?? key.default,
  ])
  return `[${named.map(([name, value]) => `${name}=${printJson(value)}`).join(',')}]`
}

function itemFacts(facts: MergeFacts): MergeFacts {
  return facts.list?.type === 'map' ? facts.list.item : {}
}

function factsOfField(facts: MergeFacts, name: string): MergeFacts {
  const fields = facts.fields ?? {}
  return (Object.hasOwn(fields, name) ? fields[name] : undefined) ?? facts.values ?? {}
}
