import type { Request } from '../admission/request.ts'
import { isNamespaceRequest } from '../matching/match-resources.ts'
import type { NamespaceAnswer } from '../matching/subject.ts'
import { jsonEqual } from '../source/equal.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../source/json-value.ts'
import type { Path } from '../source/path.ts'

/**
 * Whether the request only goes on with a deletion that was let pass before: the DELETE of what is being deleted or stands
 * in a namespace that is, and an update there that only takes finalizers away, or owners, as the garbage collector does.
 * A namespace that nobody knows counts as one that stays.
 * https://kubernetes.io/docs/concepts/overview/working-with-objects/finalizers/
 */
export function finishesDeletion(request: Request, namespace: () => NamespaceAnswer): boolean {
  const { operation, object, oldObject } = request
  if (operation === 'DELETE') return isBeingDeleted(oldObject) || isTerminating(request, namespace)
  if (operation !== 'UPDATE' || object === null || oldObject === null) return false
  return (
    onlyLetsGo(oldObject, object, request) &&
    (isBeingDeleted(oldObject) || isTerminating(request, namespace))
  )
}

function isBeingDeleted(object: JsonObject | null): boolean {
  return (valueAt(object, ['metadata', 'deletionTimestamp']) ?? null) !== null
}

function isTerminating(request: Request, namespace: () => NamespaceAnswer): boolean {
  if (request.namespace === '' || isNamespaceRequest(request)) return false
  const answer = namespace()
  return answer.kind === 'namespace' && isBeingDeleted(answer.object)
}

/** Whether what holds the object back became less, and nothing else changed. */
function onlyLetsGo(before: JsonObject, after: JsonObject, request: Request): boolean {
  const isNamespace = isNamespaceRequest(request)
  const held = new Set(holdsOf(before, isNamespace))
  const holds = new Set(holdsOf(after, isNamespace))
  return (
    holds.size < held.size &&
    [...holds].every((hold) => held.has(hold)) &&
    jsonEqual(withoutHolds(before, isNamespace), withoutHolds(after, isNamespace))
  )
}

function holdsOf(object: JsonObject, isNamespace: boolean): readonly string[] {
  return [
    ...listAt(object, ['metadata', 'finalizers']).map((name) => `finalizer ${String(name)}`),
    ...listAt(object, isNamespace ? ['spec', 'finalizers'] : []).map(
      (name) => `spec ${String(name)}`,
    ),
    ...listAt(object, ['metadata', 'ownerReferences']).flatMap(ownerHolds),
  ]
}

/** The owner itself, and that it waits for the object. */
function ownerHolds(owner: JsonValue): readonly string[] {
  const texts = ['apiVersion', 'kind', 'name', 'uid', 'controller'].map(
    (name) => fieldOf(owner, name) ?? null,
  )
  const key = JSON.stringify(texts)
  return fieldOf(owner, 'blockOwnerDeletion') === true ? [key, `${key} waits`] : [key]
}

/** What the API server counts up with every update says nothing of what the user changed. */
const countedUp = ['managedFields', 'resourceVersion', 'generation']

function withoutHolds(object: JsonObject, isNamespace: boolean): JsonObject {
  const { metadata, spec, ...rest } = object
  return {
    ...rest,
    metadata: without(metadata, [...countedUp, 'finalizers', 'ownerReferences']),
    spec: isNamespace ? without(spec, ['finalizers']) : (spec ?? null),
  }
}

function without(value: JsonValue | undefined, names: readonly string[]): JsonValue {
  if (!isObject(value)) return value ?? null
  return Object.fromEntries(Object.entries(value).filter(([name]) => !names.includes(name)))
}

function listAt(object: JsonObject, path: Path): readonly JsonValue[] {
  const value = valueAt(object, path)
  return isArray(value) ? value : []
}
