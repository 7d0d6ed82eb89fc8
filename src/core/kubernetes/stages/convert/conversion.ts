import type { JsonObject } from '../../../source/json-value.ts'
import type { Path } from '../../../source/path.ts'
import type { KubernetesVersion } from '../../version.ts'

/** What became of an object on its way through the internal type, or why the API server cannot take it (400). */
export type Converted =
  | { readonly kind: 'object'; readonly object: JsonObject }
  | { readonly kind: 'problem'; readonly path: Path; readonly message: string }

/** What the round trip through the internal type changes in the objects of a kind. */
export interface Conversion {
  readonly apiVersion: string
  readonly kind: string
  readonly convert: (object: JsonObject, version: KubernetesVersion) => Converted
}

/** A conversion that takes every object. */
export function always(
  change: (object: JsonObject, version: KubernetesVersion) => JsonObject,
): Conversion['convert'] {
  return (object, version) => ({ kind: 'object', object: change(object, version) })
}
