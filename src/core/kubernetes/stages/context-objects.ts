import type { JsonObject } from '../../source/json-value.ts'
import { nameOf, namespaceOf } from '../object.ts'
import type { Surroundings } from './surroundings.ts'

/** The object of the context with that name, as a cluster holds it; undefined where the context has none. */
export function namedObject(
  surroundings: Surroundings,
  apiVersion: string,
  kind: string,
  key: { readonly name: string; readonly namespace?: string },
): JsonObject | undefined {
  return surroundings
    .objectsOf(apiVersion, kind)
    .find((one) => nameOf(one) === key.name && isIn(one, key.namespace))
}

/** The context's objects of a kind in a namespace, or all of them, as a cluster holds them. */
export function objectsIn(
  surroundings: Surroundings,
  apiVersion: string,
  kind: string,
  namespace?: string,
): readonly JsonObject[] {
  return surroundings.objectsOf(apiVersion, kind).filter((one) => isIn(one, namespace))
}

/** Where an object of the context says no namespace, it is meant for `default`, as kubectl would send it. */
function isIn(object: JsonObject, namespace: string | undefined): boolean {
  return namespace === undefined || (namespaceOf(object) || 'default') === namespace
}
