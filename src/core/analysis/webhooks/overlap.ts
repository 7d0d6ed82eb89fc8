import type { Kinds } from '../../kubernetes/kinds.ts'

/** Whether two items of `apiGroups` or `apiVersions` may mean the same one. */
export function mayBeSame(one: string, other: string): boolean {
  return one === '*' || other === '*' || one === other
}

/** Whether two items of `resources` may mean the same resource or sub-resource. */
export function mayBeSameResource(one: string, other: string): boolean {
  const [resource = '', subResource = ''] = one.split('/', 2)
  const [otherResource = '', otherSub = ''] = other.split('/', 2)
  return mayBeSame(resource, otherResource) && mayBeSame(subResource, otherSub)
}

/** Whether objects of the resource in one group may be objects of it in the other: Events are. */
export function mayShareObjects(
  one: string,
  other: string,
  resource: string,
  kinds: Kinds,
): boolean {
  if (mayBeSame(one, other)) return true
  const name = resource.split('/', 1)[0] ?? ''
  if (name === '*')
    return kinds.all().some(({ served }) => hasBoth(served.resource, one, other, kinds))
  return hasBoth(name, one, other, kinds)
}

function hasBoth(resource: string, one: string, other: string, { equivalents }: Kinds): boolean {
  return equivalents(one, resource).some(({ group }) => group === other)
}
