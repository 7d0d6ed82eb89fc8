import {
  isArray,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import type { StructType } from '../schema/field-type.ts'
import type { KubernetesVersion } from '../version.ts'
import { coreDefaulters } from './core/core-defaulters.ts'
import { type Draft, type DraftValue, finished, setAbsent } from './defaulter.ts'
import { otherDefaulters } from './other-groups.ts'
import { type Plan, planner } from './plan.ts'

const planOf = planner([...coreDefaulters, ...otherDefaulters])

/**
 * The decoded object as the API server holds it once its defaults are set: in each struct first what its defaulters say, then
 * the schema's constants, then the structs below. The input is not changed and nothing of it is shared.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/zz_generated.defaults.go
 */
export function applyDefaults(
  object: JsonObject,
  struct: StructType,
  version: KubernetesVersion,
): JsonObject {
  const draft = copyOf(object)
  setDefaults(draft, planOf(struct), version)
  return finished(draft)
}

/** Assigning is safe for any key, as the spread has made all of them the copy's own. */
function copyOf(object: JsonObject): Draft {
  const copy: Draft = { ...object }
  for (const key of Object.keys(object)) {
    const value = object[key]
    if (typeof value === 'object' && value !== null) copy[key] = copyOfNested(value)
  }
  return copy
}

function copyOfNested(value: JsonArray | JsonObject): DraftValue {
  return isArray(value) ? value.map(copyOfItem) : copyOf(value)
}

function copyOfItem(item: JsonValue): DraftValue {
  return typeof item === 'object' && item !== null ? copyOfNested(item) : item
}

function setDefaults(draft: Draft, plan: Plan, version: KubernetesVersion): void {
  for (const apply of plan.apply) apply(draft, version)
  for (const { name, value } of plan.constants) setAbsent(draft, name, value)
  for (const { name, shape, plan: below } of plan.nested) {
    const value = draft[name]
    if (shape === 'struct') setIn(value, below, version)
    else if (isHolder(value)) for (const each of Object.values(value)) setIn(each, below, version)
  }
}

function setIn(value: DraftValue | undefined, plan: Plan, version: KubernetesVersion): void {
  if (isHolder(value) && !Array.isArray(value)) setDefaults(value as Draft, plan, version)
}

function isHolder(value: DraftValue | undefined): value is Draft | DraftValue[] {
  return typeof value === 'object' && value !== null
}
