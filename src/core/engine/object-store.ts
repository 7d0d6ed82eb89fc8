import type { GroupVersionResource } from '../admission/request.ts'
import { guessedResource } from '../admission/request-for.ts'
import { splitApiVersion } from '../kubernetes/group-version.ts'
import type { Kinds } from '../kubernetes/kinds.ts'
import type { ObjectStore } from '../matching/params.ts'
import type { ParamKind } from '../policy/model.ts'
import type { ObjectTable } from './object-table.ts'

/** What an object store is made of. */
interface Held {
  readonly tables: readonly ObjectTable[]
  readonly kinds: Kinds
  readonly isLive: boolean
}

/** An object store over the objects of several kinds, a table each. */
export function objectStore({ tables, kinds, isLive }: Held): ObjectStore {
  const ofKinds = new Map(tables.map((table) => [keyOf(table.kind), table]))
  const ofKind = (kind: ParamKind) => ofKinds.get(keyOf(kind))
  let resources: ReadonlyMap<string, ParamKind> | undefined
  return {
    get: (kind, namespace, name) => ofKind(kind)?.get(namespace, name),
    list: (kind, namespace) => ofKind(kind)?.list(namespace) ?? nothing,
    listAll: (kind) => ofKind(kind)?.listAll() ?? nothing,
    kindOf: (resource) => {
      resources ??= byResource(tables, kinds)
      return resources.get(resourceKey(resource))
    },
    isKnown: (kind) =>
      kinds.find(kind.apiVersion, kind.kind) !== undefined || ofKind(kind) !== undefined,
    isNamespaced: (kind) =>
      kinds.find(kind.apiVersion, kind.kind)?.served.namespaced ?? isNamespaced(ofKind(kind)),
    problemOf: (kind) => ofKind(kind)?.problem,
    isLive,
  }
}

const nothing: readonly never[] = []

function keyOf({ apiVersion, kind }: ParamKind): string {
  return `${apiVersion}/${kind}`
}

function isNamespaced(table: ObjectTable | undefined): boolean {
  return table?.served?.namespaced ?? table?.hasGlobal !== true
}

/** The kinds that are served, then those that objects have; the resource of these is guessed as Kubernetes does. */
function byResource(tables: readonly ObjectTable[], kinds: Kinds): ReadonlyMap<string, ParamKind> {
  const held = tables.map(({ kind, served }): [string, ParamKind] => [
    resourceKey(served ?? guessed(kind)),
    kind,
  ])
  const known = kinds.all().map(({ served: { group, version, kind, resource } }) => {
    const apiVersion = group === '' ? version : `${group}/${version}`
    return [resourceKey({ group, version, resource }), { apiVersion, kind }] as const
  })
  return new Map([...held, ...known])
}

function guessed({ apiVersion, kind }: ParamKind): GroupVersionResource {
  return { ...splitApiVersion(apiVersion), resource: guessedResource(kind) }
}

function resourceKey({ group, version, resource }: GroupVersionResource): string {
  return `${group}/${version}/${resource}`
}
