import type { GroupVersionResource } from '../admission/request.ts'
import { nameOf, namespaceOf } from '../kubernetes/object.ts'
import type { ParamKind } from '../policy/model.ts'
import type { JsonObject } from '../source/json-value.ts'

/** The objects of one kind, as they stood at one moment. */
export interface ObjectTable {
  readonly kind: ParamKind
  readonly objects: readonly JsonObject[]
  /** Under which resource the cluster serves the kind; undefined where nobody asked it. */
  readonly served: ServedAs | undefined
  /** Why not all objects of the kind are known; undefined where they are. */
  readonly problem: string | undefined
  readonly get: (namespace: string, name: string) => JsonObject | undefined
  /** Sorted by name. */
  readonly list: (namespace: string) => readonly JsonObject[]
  /** Sorted by namespace, then name. */
  readonly listAll: () => readonly JsonObject[]
  /** Whether an object of it stands outside of namespaces. */
  readonly hasGlobal: boolean
}

interface ServedAs extends GroupVersionResource {
  readonly namespaced: boolean
}

type TableParts = Pick<ObjectTable, 'kind' | 'objects'> & Partial<ObjectTable>

/** A table over objects that do not change; of two with one name the later counts. What was sorted once is kept for the next who asks. */
export function objectTable({
  kind,
  objects,
  served,
  problem,
}: Pick<TableParts, 'kind' | 'objects' | 'served' | 'problem'>): ObjectTable {
  const named = byNamespace(objects)
  const sorted = new Map<string, readonly JsonObject[]>()
  const list = (namespace: string) => {
    const known = sorted.get(namespace) ?? sortedByKey(named.get(namespace))
    if (known.length > 0) sorted.set(namespace, known)
    return known
  }
  let all: readonly JsonObject[] | undefined
  return {
    kind,
    objects,
    served,
    problem,
    get: (namespace, name) => named.get(namespace)?.get(name),
    list,
    listAll: () => {
      all ??= [...named.keys()].sort().flatMap(list)
      return all
    },
    hasGlobal: named.has(''),
  }
}

const nothing: readonly never[] = []

function byNamespace(
  objects: readonly JsonObject[],
): ReadonlyMap<string, ReadonlyMap<string, JsonObject>> {
  const namespaces = new Map<string, Map<string, JsonObject>>()
  for (const object of objects) {
    const namespace = namespaceOf(object)
    const named = namespaces.get(namespace) ?? new Map<string, JsonObject>()
    namespaces.set(namespace, named)
    named.set(nameOf(object), object)
  }
  return namespaces
}

function sortedByKey(named: ReadonlyMap<string, JsonObject> | undefined): readonly JsonObject[] {
  if (named === undefined) return nothing
  return [...named].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, object]) => object)
}
