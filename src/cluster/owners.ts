import { fieldOf, isArray, type JsonObject, type JsonValue } from '../core/index.ts'
import { textIn } from './text-in.ts'

/** `v1.ObjectReference`, as far as it is known. */
export interface ObjectReference {
  readonly apiVersion: string
  readonly kind: string
  readonly namespace?: string
  readonly name: string
  readonly uid?: string
}

/** Who stands at the top of the objects that a scan has seen. */
export interface Owners {
  /** Remembers who owns the object, where it may own others itself. */
  readonly note: (object: JsonObject) => void
  /** The object itself where nothing owns it. */
  readonly topOf: (object: JsonObject) => ObjectReference
}

/** Some 10 MiB; of what is owned by more than these the next owner is named. */
const mostKept = 50_000
/** Owners of owners, of which Kubernetes itself has two. */
const highest = 8

/** Owners are known by the objects that were seen: nothing is asked for. */
export function ownerTree(): Owners {
  const owners = new Map<string, ObjectReference>()
  return {
    note: (object) => {
      const { kind, uid } = referenceTo(object)
      const owner = controllerOf(object)
      if (owner === undefined || uid === undefined || kind === 'Pod') return
      if (owners.size < mostKept) owners.set(uid, owner)
    },
    topOf: (object) => {
      let top = controllerOf(object) ?? referenceTo(object)
      for (let height = 1; height < highest; height++) {
        const next: ObjectReference | undefined =
          owners.get(top.uid ?? '') ?? deploymentOf(top, object)
        if (next === undefined) break
        top = next
      }
      return top
    },
  }
}

/** The object as others refer to it. */
export function referenceTo(object: JsonObject): ObjectReference {
  const metadata = fieldOf(object, 'metadata')
  return reference(object, metadata, textIn(metadata, 'namespace'))
}

/** The one owner that manages the object, in whose namespace it is. https://kubernetes.io/docs/concepts/overview/working-with-objects/owners-dependents/ */
export function controllerOf(object: JsonObject): ObjectReference | undefined {
  const metadata = fieldOf(object, 'metadata')
  const owners = fieldOf(metadata, 'ownerReferences')
  const owner = isArray(owners)
    ? owners.find((one) => fieldOf(one, 'controller') === true)
    : undefined
  if (owner === undefined) return undefined
  const isNode = fieldOf(owner, 'kind') === 'Node'
  return reference(owner, owner, isNode ? '' : textIn(metadata, 'namespace'))
}

/** A Deployment's ReplicaSets are called like it, with the hash that it labels their Pods with. https://kubernetes.io/docs/concepts/workloads/controllers/deployment/#pod-template-hash-label */
function deploymentOf(owner: ObjectReference, object: JsonObject): ObjectReference | undefined {
  const labels = fieldOf(fieldOf(object, 'metadata'), 'labels')
  const hash = textIn(labels, 'pod-template-hash')
  const { apiVersion, kind, name, namespace } = owner
  if (kind !== 'ReplicaSet' || !apiVersion.startsWith('apps/')) return undefined
  if (hash === '' || !name.endsWith(`-${hash}`)) return undefined
  return {
    apiVersion,
    kind: 'Deployment',
    ...(namespace === undefined ? {} : { namespace }),
    name: name.slice(0, -hash.length - 1),
  }
}

function reference(
  typed: JsonValue,
  named: JsonValue | undefined,
  namespace: string,
): ObjectReference {
  const uid = textIn(named, 'uid')
  return {
    apiVersion: textIn(typed, 'apiVersion'),
    kind: textIn(typed, 'kind'),
    ...(namespace === '' ? {} : { namespace }),
    name: textIn(named, 'name'),
    ...(uid === '' ? {} : { uid }),
  }
}
