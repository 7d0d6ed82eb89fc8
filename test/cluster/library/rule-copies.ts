import { type JsonObject, printJson } from '#src/core/index.ts'
import { isExemption, type PlacedCase } from './placed-case.ts'
import type { Names } from './renamed.ts'

/** Rules as they are installed: for the requests only that name them. */
export interface RuleCopies {
  /** What a request says of itself that the rules are for. */
  readonly slot: string
  /** What the rules are called in the cluster. */
  readonly names: Names
  readonly objects: readonly JsonObject[]
}

/** Copies for each choice of policies, params and exemptions; the rules of the first choice keep their names. */
export function ruleCopies(): (one: PlacedCase) => RuleCopies {
  const known = new Map<string, RuleCopies>()
  const taken = new Set<string>()
  return ({ policies, row }) => {
    const exemptions = row.context.filter(isExemption)
    const key = printJson([...policies, ...exemptions.map(withoutEnd)])
    const copies =
      known.get(key) ?? copiesOf(policies, exemptions, { taken, slot: `rules-${known.size}` })
    known.set(key, copies)
    return copies
  }
}

/** It is counted from now, so that no two are the same. */
function withoutEnd(exemption: JsonObject): JsonObject {
  return { ...exemption, spec: { ...(exemption['spec'] as JsonObject), expires: '' } }
}

interface Place {
  readonly slot: string
  readonly taken: Set<string>
}

function copiesOf(
  policies: readonly JsonObject[],
  exemptions: readonly JsonObject[],
  { slot, taken }: Place,
): RuleCopies {
  const names = new Map(
    policies.map((policy) => {
      const name = nameOf(policy)
      return [name, taken.has(name) ? `${name}-${slot}` : name]
    }),
  )
  for (const name of names.values()) taken.add(name)
  const rules = policies.map((policy) => forSlot(withName(policy, names), slot))
  const freed = exemptions.map((one) => forRules(one, slot, names))
  return { slot, names, objects: [...freed, ...rules] }
}

/** The user's extra of that name; it comes with the request, and nothing else of the user changes. */
export const slotKey = 'rules'

/** Holds of requests that name the slot. */
export function slotCondition(slot: string): string {
  return `has(request.userInfo.extra) && '${slotKey}' in request.userInfo.extra && request.userInfo.extra['${slotKey}'] == ['${slot}']`
}

function forSlot(policy: JsonObject, slot: string): JsonObject {
  const spec = policy['spec'] as JsonObject
  const conditions = (spec['matchConditions'] ?? []) as readonly JsonObject[]
  const own = { name: 'slot-of-the-test', expression: slotCondition(slot) }
  return { ...policy, spec: { ...spec, matchConditions: [...conditions, own] } }
}

function withName(policy: JsonObject, names: Names): JsonObject {
  const metadata = policy['metadata'] as JsonObject
  return { ...policy, metadata: { ...metadata, name: names.get(nameOf(policy)) ?? '' } }
}

function forRules(exemption: JsonObject, slot: string, names: Names): JsonObject {
  const metadata = exemption['metadata'] as JsonObject
  const spec = exemption['spec'] as JsonObject
  const policies = (spec['policies'] as readonly JsonObject[]).map((one) => ({
    ...one,
    name: names.get(String(one['name'])) ?? String(one['name']),
  }))
  return {
    ...exemption,
    metadata: { ...metadata, name: `${metadata['name']}-${slot}` },
    spec: { ...spec, policies },
  }
}

export function nameOf({ metadata }: JsonObject): string {
  return (metadata as { readonly name: string }).name
}
