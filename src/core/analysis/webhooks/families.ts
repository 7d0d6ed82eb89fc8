import type { Kinds } from '../../kubernetes/kinds.ts'
import { mayBeSame } from './overlap.ts'
import type { WebhookRule } from './webhook-entry.ts'

/** A resource in one group and version. */
export interface Member {
  readonly group: string
  readonly version: string
  readonly resource: string
}

/** Stands for a group, resource, version or sub-resource that no rule names. */
export const unnamed = '-'

/**
 * The resources that rules may mean and that may be served in more than one version, with these: those that are known, those
 * that are named, and of a resource that nobody knows another one.
 */
export function familiesOf(
  rules: readonly WebhookRule[],
  kinds: Kinds,
): readonly (readonly Member[])[] {
  const some = distinct(rules, ({ apiGroups, resources, apiVersions }) =>
    JSON.stringify([apiGroups, resources.map(resourceIn), apiVersions]),
  )
  const named = some.flatMap(({ apiGroups, resources }) =>
    apiGroups.flatMap((group) =>
      resources.map((one) => ({ group: concreteOf(group), resource: concreteOf(resourceIn(one)) })),
    ),
  )
  const families = [
    ...kinds.all().map(({ served }) => kinds.equivalents(served.group, served.resource)),
    ...distinct(named, JSON.stringify).map((one) => familyOf(one, some, kinds)),
  ]
  return distinct(
    families.filter(({ length }) => length > 1),
    (family) =>
      JSON.stringify(family.map(({ group, version, resource }) => [group, version, resource])),
  )
}

/** Whether the rule may mean a resource of the family. */
export function namesFamily(
  { apiGroups, resources }: WebhookRule,
  family: readonly Pick<Member, 'group' | 'resource'>[],
): boolean {
  return family.some(
    ({ group, resource }) =>
      apiGroups.some((one) => mayBeSame(one, group)) &&
      resources.some((one) => mayBeSame(resourceIn(one), resource)),
  )
}

function familyOf(
  place: Pick<Member, 'group' | 'resource'>,
  rules: readonly WebhookRule[],
  { equivalents }: Kinds,
): readonly Member[] {
  const served = equivalents(place.group, place.resource)
  const named = rules
    .filter((rule) => namesFamily(rule, [place]))
    .flatMap(({ apiVersions }) => apiVersions)
    .filter((version) => version !== '*')
  const versions = served.length === 0 ? [...named, unnamed] : named
  const missing = [...new Set(versions)].filter(
    (version) => !served.some((one) => one.group === place.group && one.version === version),
  )
  return [...served, ...missing.map((version) => ({ ...place, version }))]
}

function resourceIn(item: string): string {
  return item.split('/', 1)[0] ?? ''
}

function concreteOf(item: string): string {
  return item === '*' ? unnamed : item
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
