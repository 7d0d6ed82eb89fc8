import type { GroupVersionResource } from '../admission/request.ts'
import { guessedResource } from '../admission/request-for.ts'
import { splitApiVersion } from '../kubernetes/group-version.ts'
import { type Kinds, kindOfObject } from '../kubernetes/kinds.ts'
import { apiVersionOf, kindOf, nameOf, namespaceOf } from '../kubernetes/object.ts'
import type { ObjectStore } from '../matching/params.ts'
import type { ParamKind } from '../policy/model.ts'
import { isObject, type JsonObject } from '../source/json-value.ts'

/** The objects of a kind; what was sorted once is kept for the next who asks. */
interface OfKind {
  readonly kind: ParamKind
  /** By namespace and name. */
  readonly named: Map<string, Map<string, JsonObject>>
  readonly sorted: Map<string, readonly JsonObject[]>
  all: readonly JsonObject[] | undefined
}

/** An object store over a fixed list of objects. */
export function objectStore(objects: readonly JsonObject[], served: Kinds): ObjectStore {
  const kinds = byKind(objects, served)
  const ofKind = ({ apiVersion, kind }: ParamKind) => kinds.get(`${apiVersion}/${kind}`)
  let resources: ReadonlyMap<string, ParamKind> | undefined
  return {
    get: (kind, namespace, name) => ofKind(kind)?.named.get(namespace)?.get(name),
    list: (kind, namespace) => listOf(ofKind(kind), namespace),
    listAll: (kind) => allOf(ofKind(kind)),
    kindOf: (resource) => {
      resources ??= byResource(kinds, served)
      return resources.get(resourceKey(resource))
    },
    isKnown: (kind) =>
      served.find(kind.apiVersion, kind.kind) !== undefined || ofKind(kind) !== undefined,
    isNamespaced: (kind) =>
      served.find(kind.apiVersion, kind.kind)?.served.namespaced ?? !ofKind(kind)?.named.has(''),
  }
}

const nothing: readonly never[] = []

function listOf(found: OfKind | undefined, namespace: string): readonly JsonObject[] {
  const objects = found?.named.get(namespace)
  if (found === undefined || objects === undefined) return nothing
  const known = found.sorted.get(namespace)
  if (known !== undefined) return known
  const list = [...objects].sort(byKey).map(([, object]) => object)
  found.sorted.set(namespace, list)
  return list
}

function allOf(found: OfKind | undefined): readonly JsonObject[] {
  if (found === undefined) return nothing
  found.all ??= [...found.named.keys()].sort().flatMap((namespace) => listOf(found, namespace))
  return found.all
}

function byKey([a]: readonly [string, unknown], [b]: readonly [string, unknown]): number {
  return a < b ? -1 : 1
}

function byKind(objects: readonly JsonObject[], served: Kinds): ReadonlyMap<string, OfKind> {
  const kinds = new Map<string, OfKind>()
  for (const object of objects) {
    const kind = { apiVersion: apiVersionOf(object), kind: kindOf(object) }
    const key = `${kind.apiVersion}/${kind.kind}`
    const found = kinds.get(key) ?? { kind, named: new Map(), sorted: new Map(), all: undefined }
    kinds.set(key, found)
    const namespace = namespaceIn(object, served)
    const named = found.named.get(namespace) ?? new Map<string, JsonObject>()
    found.named.set(namespace, named)
    named.set(nameOf(object), withNamespace(object, namespace))
  }
  return kinds
}

/** A namespaced kind without a namespace stands in `default`, as kubectl puts it there. */
function namespaceIn(object: JsonObject, kinds: Kinds): string {
  const given = namespaceOf(object)
  if (given !== '') return given
  return kindOfObject(kinds, object)?.served.namespaced === true ? 'default' : ''
}

function withNamespace(object: JsonObject, namespace: string): JsonObject {
  const metadata = object['metadata']
  if (namespace === namespaceOf(object) || !isObject(metadata)) return object
  return { ...object, metadata: { ...metadata, namespace } }
}

/** The kinds that are served, then those that objects have; the resource of these is guessed as Kubernetes does. */
function byResource(
  kinds: ReadonlyMap<string, OfKind>,
  served: Kinds,
): ReadonlyMap<string, ParamKind> {
  const guessed = [...kinds.values()].map(({ kind }): [string, ParamKind] => [
    resourceKey({ ...splitApiVersion(kind.apiVersion), resource: guessedResource(kind.kind) }),
    kind,
  ])
  const known = served.all().map(({ served: { group, version, kind, resource } }) => {
    const apiVersion = group === '' ? version : `${group}/${version}`
    return [resourceKey({ group, version, resource }), { apiVersion, kind }] as const
  })
  return new Map([...guessed, ...known])
}

function resourceKey({ group, version, resource }: GroupVersionResource): string {
  return `${group}/${version}/${resource}`
}
