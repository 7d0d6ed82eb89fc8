import type { JsonObject } from '../source/json-value.ts'
import type { CustomKind } from './custom/custom-kind.ts'
import { type Equivalents, equivalentsWith } from './equivalents.ts'
import { apiVersionOf, kindOf } from './object.ts'
import type { ServedKind, StructType } from './schema/field-type.ts'
import { builtInKind, builtInKinds, structOfKind } from './schema/schema.ts'

/** A kind whose fields are known: one of Kubernetes' own, or one that a CustomResourceDefinition describes. */
export type KnownKind =
  | { readonly origin: 'built-in'; readonly served: ServedKind; readonly struct: StructType }
  | { readonly origin: 'custom'; readonly served: ServedKind; readonly custom: CustomKind }

/** The kinds of a cluster. */
export interface Kinds {
  readonly find: (apiVersion: string, kind: string) => KnownKind | undefined
  /** All of them, Kubernetes' own first. */
  readonly all: () => readonly KnownKind[]
  readonly equivalents: Equivalents
}

/** Kubernetes' kinds and these; a definition cannot take the place of a built-in kind. */
export function kindsWith(custom: readonly CustomKind[]): Kinds {
  const defined = new Map(
    custom.map((kind): [string, KnownKind] => [
      `${kind.group}/${kind.version}/${kind.kind}`,
      { origin: 'custom', served: servedKind(kind), custom: kind },
    ]),
  )
  return {
    find: (apiVersion, kind) => builtIn(apiVersion, kind) ?? defined.get(`${apiVersion}/${kind}`),
    all: () => [...allBuiltIn(), ...defined.values()],
    equivalents: equivalentsWith([...defined.values()].map(({ served }) => served)),
  }
}

/** The kinds of a cluster without custom resources. */
export const builtInKindsOnly: Kinds = {
  find: builtIn,
  all: allBuiltIn,
  equivalents: equivalentsWith([]),
}

/** The kind of an object. */
export function kindOfObject(kinds: Kinds, object: JsonObject): KnownKind | undefined {
  return kinds.find(apiVersionOf(object), kindOf(object))
}

function allBuiltIn(): readonly KnownKind[] {
  return builtInKinds().flatMap(({ group, version, kind }) => {
    const found = builtIn(group === '' ? version : `${group}/${version}`, kind)
    return found === undefined ? [] : [found]
  })
}

function builtIn(apiVersion: string, kind: string): KnownKind | undefined {
  const served = builtInKind(apiVersion, kind)
  const struct = structOfKind(apiVersion, kind)
  return served && struct && { origin: 'built-in', served, struct }
}

function servedKind(custom: CustomKind): ServedKind {
  const { group, version, kind, resource, namespaced, shortNames, subresources } = custom
  return {
    group,
    version,
    kind,
    resource,
    namespaced,
    creatable: true,
    shortNames,
    subResources: [
      ...(subresources.scale === undefined ? [] : ['scale']),
      ...(subresources.status ? ['status'] : []),
    ],
  }
}
