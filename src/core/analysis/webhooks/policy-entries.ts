import type { Snapshot } from '../../engine/snapshot.ts'
import { isInSubset, type Subset, subsetPath } from '../../engine/subset.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { conversionRooms } from './conversion-rooms.ts'
import { disagree } from './deliveries.ts'
import { convertedGuard, heartbeatGuard, systemGuard, userGuard } from './guards.ts'
import { podSecurityWishes } from './pod-security-wishes.ts'
import { namespaceSelectorFor, objectSelectorFor } from './selectors.ts'
import { smallestRules } from './smallest-rules.ts'
import { partWishes } from './system-resources.ts'
import { type Wish, wishesOf } from './wanted-rules.ts'
import type { WebhookEntry, WebhookRule, WebhookSurroundings } from './webhook-entry.ts'

/**
 * The webhooks for the policies of a subset: one, another that never fails closed for what the cluster lives on, and more
 * where policies want one resource in several versions. None where no policy wants anything.
 */
export function policyEntries(
  subset: Subset,
  snapshot: Snapshot,
  surroundings: WebhookSurroundings,
): readonly WebhookEntry[] {
  const policies = snapshot.policySet.policies.filter((compiled) => isInSubset(compiled, subset))
  const wished = policies
    .map((compiled) => ({ compiled, wishes: wishesOf(compiled, snapshot) }))
    .filter(({ wishes }) => wishes.length > 0)
  const ofPodSecurity = podSecurityWishes(subset, snapshot)
  const all = distinct([...wished.flatMap(({ wishes }) => wishes), ...ofPodSecurity])
  const { ordinary, system } = partWishes(all)
  const asking = ofPodSecurity.length > 0 ? [] : wished.map(({ compiled }) => compiled)
  const given = { subset, snapshot, surroundings, asking }
  return [...entriesFor(ordinary, 'ordinary', given), ...entriesFor(system, 'system', given)]
}

interface Given {
  readonly subset: Subset
  readonly snapshot: Snapshot
  readonly surroundings: WebhookSurroundings
  /** The policies that are all that is asked; empty where something else is. */
  readonly asking: readonly CompiledPolicy[]
}

type Part = 'ordinary' | 'system'

function distinct(wishes: readonly Wish[]): readonly Wish[] {
  return [...new Map(wishes.map((wish) => [JSON.stringify(wish), wish])).values()]
}

function entriesFor(wishes: readonly Wish[], part: Part, given: Given): readonly WebhookEntry[] {
  if (wishes.length === 0) return []
  const { kinds } = given.snapshot
  const rules = wishes.flatMap((wish) => wish.rules)
  const isExact = wishes.every(({ matchPolicy }) => matchPolicy === 'Exact')
  if (isExact || !disagree(wishes, kinds)) {
    const matchPolicy = isExact ? 'Exact' : 'Equivalent'
    return [entry(rules, { matchPolicy, part, number: 1, conditions: [] }, given)]
  }
  return [
    entry(rules, { matchPolicy: 'Exact', part, number: 1, conditions: [] }, given),
    ...conversionRooms(wishes, kinds).map((room, index) => {
      const form = { matchPolicy: 'Equivalent', part, number: index + 2 } as const
      return entry(room, { ...form, conditions: convertedGuard(room) }, given)
    }),
  ]
}

interface Form {
  readonly matchPolicy: WebhookEntry['matchPolicy']
  readonly part: Part
  readonly number: number
  readonly conditions: WebhookEntry['matchConditions']
}

function entry(
  wanted: readonly WebhookRule[],
  { matchPolicy, part, number, conditions }: Form,
  { subset, surroundings, asking }: Given,
): WebhookEntry {
  const rules = smallestRules(wanted)
  const { failurePolicy, reinvocationPolicy } = subset
  return {
    name: nameOf(subset, part, number),
    path: subsetPath(subset),
    rules,
    matchPolicy,
    failurePolicy: part === 'system' ? 'Ignore' : failurePolicy,
    namespaceSelector: namespaceSelectorFor(asking, surroundings),
    objectSelector: objectSelectorFor(asking),
    matchConditions: [
      ...userGuard(surroundings),
      ...(part === 'system' ? heartbeatGuard : systemGuard(rules)),
      ...conditions,
    ],
    ...(subset.door === 'mutate' ? { reinvocationPolicy } : {}),
  }
}

function nameOf(
  { door, failurePolicy, reinvocationPolicy }: Subset,
  part: Part,
  number: number,
): string {
  const words = [
    door,
    failurePolicy.toLowerCase(),
    ...(reinvocationPolicy === 'IfNeeded' ? ['ifneeded'] : []),
    ...(part === 'system' ? ['system'] : []),
    ...(number === 1 ? [] : [`${number}`]),
  ]
  return `${words.join('-')}.sallyport.dev`
}
