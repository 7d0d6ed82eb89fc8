import { apiVersionOf, kindOf, nameOf, namespaceOf } from '../kubernetes/object.ts'
import { builtInKind } from '../kubernetes/schema/schema.ts'
import type { ObjectStore } from '../matching/params.ts'
import { type PolicyIndex, policyIndex } from '../matching/policy-index.ts'
import type { ParamKind } from '../policy/model.ts'
import type { PolicySet } from '../policy/policy-set.ts'
import { problemAt } from '../policy/problem-at.ts'
import type { SourceDocument, SourceText } from '../source/document.ts'
import { isObject, type JsonObject } from '../source/json-value.ts'
import type { Problem } from '../source/problem.ts'
import { readYaml } from '../source/read-yaml.ts'

/** Everything that decisions rest on, as it stood at one moment; never changed, only replaced. */
export interface Snapshot {
  readonly policySet: PolicySet
  readonly index: PolicyIndex
  /** Namespace objects by name. */
  readonly namespaces: ReadonlyMap<string, JsonObject>
  readonly objects: ObjectStore
}

interface SnapshotParts {
  readonly policies: PolicySet
  /** Objects that the cluster would hold: namespaces, params. */
  readonly context?: readonly SourceText[]
}

/** A snapshot of policies and context objects; documents that are no objects are problems and left out. */
export function createSnapshot({ policies, context = [] }: SnapshotParts): {
  readonly snapshot: Snapshot
  readonly problems: readonly Problem[]
} {
  const read = context.map(readYaml)
  const documents = read.flatMap(({ documents }) => documents)
  const objects = documents.filter(isNamed).map(({ value }) => value as JsonObject)
  return {
    snapshot: {
      policySet: policies,
      index: policyIndex(policies.policies),
      namespaces: new Map(
        objects
          .filter((object) => isKind(object, 'v1', 'Namespace'))
          .map((object) => [nameOf(object), object]),
      ),
      objects: objectStore(objects),
    },
    problems: [
      ...read.flatMap(({ problems }) => problems),
      ...documents.filter((document) => !isNamed(document)).map(unnamed),
    ],
  }
}

/** An object store over a fixed list of objects. */
function objectStore(objects: readonly JsonObject[]): ObjectStore {
  const kinds = new Map<string, Map<string, Map<string, JsonObject>>>()
  for (const object of objects) {
    const kind = childOf(kinds, `${apiVersionOf(object)}/${kindOf(object)}`)
    childOf(kind, namespaceIn(object)).set(nameOf(object), object)
  }
  const inNamespace = (kind: ParamKind, namespace: string) =>
    kinds.get(`${kind.apiVersion}/${kind.kind}`)?.get(namespace)
  return {
    get: (kind, namespace, name) => inNamespace(kind, namespace)?.get(name),
    list: (kind, namespace) =>
      [...(inNamespace(kind, namespace) ?? new Map<string, JsonObject>())]
        .sort(([a], [b]) => (a < b ? -1 : 1))
        .map(([, object]) => object),
    isNamespaced: ({ apiVersion, kind }) =>
      builtInKind(apiVersion, kind)?.namespaced ??
      ![...(kinds.get(`${apiVersion}/${kind}`)?.keys() ?? [])].includes(''),
  }
}

/** A namespaced built-in kind without a namespace stands in `default`, as kubectl puts it there. */
function namespaceIn(object: JsonObject): string {
  const given = namespaceOf(object)
  if (given !== '') return given
  return builtInKind(apiVersionOf(object), kindOf(object))?.namespaced === true ? 'default' : ''
}

function childOf<V>(map: Map<string, Map<string, V>>, key: string): Map<string, V> {
  const child = map.get(key) ?? new Map<string, V>()
  map.set(key, child)
  return child
}

function isKind(object: JsonObject, apiVersion: string, kind: string): boolean {
  return apiVersionOf(object) === apiVersion && kindOf(object) === kind
}

function isNamed({ value }: SourceDocument): boolean {
  return (
    isObject(value) && apiVersionOf(value) !== '' && kindOf(value) !== '' && nameOf(value) !== ''
  )
}

function unnamed(document: SourceDocument): Problem {
  return problemAt(document, [], {
    code: 'not-an-object',
    message: 'a Kubernetes object with apiVersion, kind and metadata.name is expected',
    remedy: 'add what is missing, or take the document out',
  })
}
