import type { Kinds } from '../../kubernetes/kinds.ts'
import { mayBeSame, mayShareObjects } from './overlap.ts'
import type { Wish } from './wanted-rules.ts'
import type { WebhookRule } from './webhook-entry.ts'

/**
 * What wishes want converted, in as few rooms as there are versions of one resource: the API server sends a webhook each
 * object in one version only.
 */
export function conversionRooms(
  wishes: readonly Wish[],
  kinds: Kinds,
): readonly (readonly WebhookRule[])[] {
  const rules = wishes.flatMap((wish) => conversionsOf(wish, kinds))
  const distinct = [...new Map(rules.map((rule) => [JSON.stringify(rule), rule])).values()]
  const rooms: WebhookRule[][] = []
  for (const rule of distinct) {
    const room = rooms.find((others) => !others.some((other) => excludes(other, rule, kinds)))
    if (room === undefined) rooms.push([rule])
    else room.push(rule)
  }
  return rooms
}

/** A rule for each group and resource of which other versions, or other groups, are wanted converted: to the first one named. */
function conversionsOf({ rules, matchPolicy }: Wish, kinds: Kinds): readonly WebhookRule[] {
  if (matchPolicy === 'Exact') return []
  return rules.flatMap((rule) =>
    rule.apiGroups.flatMap((group) =>
      rule.resources.flatMap((resource): readonly WebhookRule[] => {
        const version = firstVersion(rule.apiVersions, { group, resource }, kinds)
        const named = { apiGroups: [group], resources: [resource] }
        return version === undefined ? [] : [{ ...rule, ...named, apiVersions: [version] }]
      }),
    ),
  )
}

/** In the order of the API server, where the resource is known; undefined where every version is named, and no group is left out. */
function firstVersion(
  versions: readonly string[],
  { group, resource }: { readonly group: string; readonly resource: string },
  { equivalents }: Kinds,
): string | undefined {
  const served = equivalents(group, resource.split('/', 1)[0] ?? '')
  const own = served.filter((one) => one.group === group)
  if (versions.includes('*')) return own.length < served.length ? own[0]?.version : undefined
  return own.find(({ version }) => versions.includes(version))?.version ?? versions[0]
}

/** Whether both name the objects of one resource, or its sub-resources, in two versions or groups. */
function excludes(one: WebhookRule, other: WebhookRule, kinds: Kinds): boolean {
  const [resource, otherResource] = [resourceOf(one), resourceOf(other)]
  if (!mayBeSame(resource, otherResource)) return false
  const [group = '', otherGroup = ''] = [one.apiGroups[0], other.apiGroups[0]]
  if (mayBeSame(group, otherGroup)) return one.apiVersions[0] !== other.apiVersions[0]
  const name = resource === '*' ? otherResource : resource
  return mayShareObjects(group, otherGroup, name, kinds)
}

function resourceOf({ resources }: WebhookRule): string {
  return resources[0]?.split('/', 1)[0] ?? ''
}
