import type { Operation } from '../../admission/request.ts'
import type { Kinds, KnownKind } from '../../kubernetes/kinds.ts'
import { operationsOf } from './operations.ts'

/** A resource, or one of its sub-resources, and what admission is asked of it. */
export interface Offered {
  readonly group: string
  readonly version: string
  readonly resource: string
  readonly subResource: string
  readonly namespaced: boolean
  readonly operations: readonly Operation[]
  /** The kind of `object`; undefined where it is another than the resource's and not known. */
  readonly kind: KnownKind | undefined
}

/** All that an API server with these kinds offers to admission, in the order of the kinds. */
export function offeredBy(kinds: Kinds): readonly Offered[] {
  return kinds.all().flatMap((known) => {
    const { group, version, resource, namespaced, subResources } = known.served
    return ['', ...subResources].map((subResource) => ({
      group,
      version,
      resource,
      subResource,
      namespaced,
      operations: operationsOf(group, resource, subResource),
      kind: kindOf(known, subResource, kinds),
    }))
  })
}

/** Sub-resources whose object is the resource's own. */
const own: ReadonlySet<string> = new Set([
  '',
  'approval',
  'ephemeralcontainers',
  'finalize',
  'resize',
  'status',
])

function kindOf(known: KnownKind, subResource: string, kinds: Kinds): KnownKind | undefined {
  if (own.has(subResource)) return known
  return subResource === 'binding' ? kinds.find('v1', 'Binding') : undefined
}
