import type { JsonObject } from '../../source/json-value.ts'
import type { StructType } from '../schema/field-type.ts'
import type { KubernetesVersion } from '../version.ts'
import { coreDefaulters } from './core/core-defaulters.ts'
import { type Draft, type DraftValue, draftOf, finished, setAbsent } from './defaulter.ts'
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
  return completed(draftOf(object), struct, version)
}

/** The same for an object that was decoded for this and that nobody else holds: it is not copied first. */
export function withDefaultsSet(
  decoded: JsonObject,
  struct: StructType,
  version: KubernetesVersion,
): JsonObject {
  return completed(decoded as Draft, struct, version)
}

function completed(draft: Draft, struct: StructType, version: KubernetesVersion): JsonObject {
  setDefaults(draft, planOf(struct), version)
  return finished(draft)
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
