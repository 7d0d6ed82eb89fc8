import { printJson } from '../../source/json.ts'
import type { JsonObject } from '../../source/json-value.ts'
import { namespaceOf } from '../object.ts'
import { editAt, itemsOf, withField } from './edit.ts'
import type { StagedKind, Surroundings } from './surroundings.ts'

/** What a request to create cannot set. */
const systemFields = [
  'creationTimestamp',
  'uid',
  'deletionTimestamp',
  'deletionGracePeriodSeconds',
  'selfLink',
]

/**
 * What the API server does with an object that is to be created before any plugin sees it: system fields go, the namespace is
 * the request's, owners are there once.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/endpoints/handlers/create.go
 */
export function handleCreate(
  object: JsonObject,
  kind: StagedKind,
  surroundings: Surroundings,
): JsonObject {
  const namespace = kind.namespaced
    ? (surroundings.namespace ?? (namespaceOf(object) || 'default'))
    : undefined
  return editAt(object, ['metadata'], (metadata) => {
    const wiped = systemFields.reduce(
      (before, field) => withField(before, field, undefined),
      metadata,
    )
    return withOwnersOnce(withField(wiped, 'namespace', namespace))
  })
}

/** Managed fields belong to the cluster; the object's own are replaced by it. */
export function withoutManagedFields(object: JsonObject): JsonObject {
  return editAt(object, ['metadata'], (metadata) => withField(metadata, 'managedFields', undefined))
}

/** The metadata with every owner once, which happens before the webhooks and after them. */
export function withOwnersOnce(metadata: JsonObject): JsonObject {
  const owners = itemsOf(metadata, 'ownerReferences')
  const once = [...new Map(owners.map((owner) => [textOf(owner), owner])).values()]
  return once.length === owners.length ? metadata : { ...metadata, ownerReferences: once }
}

/** Equal owners have equal texts, whatever the order of their fields. */
function textOf(owner: JsonObject): string {
  return printJson(Object.entries(owner).sort(([left], [right]) => (left < right ? -1 : 1)))
}
