import type { ServedKind } from './schema/field-type.ts'
import { builtInKinds } from './schema/schema.ts'

/** Finds the kinds that the resource serves in all its versions, itself included; empty for one that is not known. */
export type Equivalents = (group: string, resource: string) => readonly ServedKind[]

/**
 * Which resources hold the same objects: the versions of a custom resource, and built-in ones of one name, whatever
 * their group (Events).
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/server/config.go (EquivalentResourceRegistry)
 */
export function equivalentsWith(custom: readonly ServedKind[]): Equivalents {
  const defined = grouped(custom, ({ group, resource }) => `${group}/${resource}`)
  return (group, resource) => {
    const builtIn = builtInsCalled(resource)
    return builtIn.some((kind) => kind.group === group)
      ? builtIn
      : (defined.get(`${group}/${resource}`) ?? none)
  }
}

const none: readonly ServedKind[] = []
let byResource: Groups | undefined

function builtInsCalled(resource: string): readonly ServedKind[] {
  byResource ??= grouped(builtInKinds(), (kind) => kind.resource)
  return byResource.get(resource) ?? none
}

type Groups = ReadonlyMap<string, readonly ServedKind[]>

function grouped(kinds: readonly ServedKind[], keyOf: (kind: ServedKind) => string): Groups {
  const groups = new Map<string, ServedKind[]>()
  for (const kind of kinds) {
    const key = keyOf(kind)
    const others = groups.get(key)
    if (others === undefined) groups.set(key, [kind])
    else others.push(kind)
  }
  return groups
}
