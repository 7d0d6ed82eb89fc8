import { declaredResource, type SchemaReading } from '../../cel/schema/custom-type.ts'
import type { DeclaredType } from '../../cel/schema/declared-type.ts'
import { certainSchema, publishedSchema } from '../../cel/schema/schema-readings.ts'
import {
  certainStruct,
  declaredStruct,
  publishedStruct,
  type StructReading,
} from '../../cel/schema/struct-type.ts'
import type { Kinds, KnownKind } from '../../kubernetes/kinds.ts'
import type { GroupVersionKind, GroupVersionResource } from './kinds-to-check.ts'

/** What type checking asks about kinds. */
export interface DeclaredKinds {
  /** The kinds that a resource's name, plural or singular, may mean. */
  readonly kindsOf: (resource: GroupVersionResource) => readonly GroupVersionKind[]
  /** Undefined where the kind is not known. */
  readonly declare: (
    kind: GroupVersionKind,
  ) => { readonly type: DeclaredType | undefined } | undefined
}

/** The kinds of a cluster, typed as the API server publishes them. */
export function publishedKinds(kinds: Kinds): DeclaredKinds {
  return declaredKinds(kinds, { structs: publishedStruct, schemas: publishedSchema })
}

/** The same with only what is certain of objects, so that nothing is said of an expression that works. */
export function certainKinds(kinds: Kinds): DeclaredKinds {
  return declaredKinds(kinds, { structs: certainStruct, schemas: certainSchema })
}

interface Reading {
  readonly structs: StructReading
  readonly schemas: SchemaReading
}

/**
 * The core group has no name, so as for the API server's mapper a rule for it means every group: `events` of `v1` are
 * those of events.k8s.io as well. Kinds of lists, which rules may name there, are not known here.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/api/meta/restmapper.go
 */
function declaredKinds(kinds: Kinds, reading: Reading): DeclaredKinds {
  const all = kinds.all()
  const declared = new Map<string, ReturnType<DeclaredKinds['declare']>>()
  return {
    kindsOf: ({ group, version, resource }) =>
      all
        .filter(
          (known) =>
            (group === '' || known.served.group === group) &&
            known.served.version === version &&
            isNamed(known, resource.toLowerCase()),
        )
        .map(({ served }) => ({ group: served.group, version: served.version, kind: served.kind })),
    declare: ({ group, version, kind }) => {
      const id = `${group}/${version}/${kind}`
      if (!declared.has(id)) {
        const known = kinds.find(group === '' ? version : `${group}/${version}`, kind)
        declared.set(id, known && { type: declaredKind(known, reading) })
      }
      return declared.get(id)
    },
  }
}

function isNamed(known: KnownKind, name: string): boolean {
  const { resource, kind } = known.served
  const singular = known.origin === 'custom' ? known.custom.singular : kind.toLowerCase()
  return name === resource || name === singular
}

function declaredKind(known: KnownKind, { structs, schemas }: Reading): DeclaredType | undefined {
  return known.origin === 'custom'
    ? declaredResource(known.custom.schema, schemas)
    : declaredStruct(known.struct, structs)
}
