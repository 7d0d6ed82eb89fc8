import type { JsonObject } from '../source/json-value.ts'
import { defaultCustom } from './custom/decode-custom.ts'
import { joinApiVersion } from './group-version.ts'
import type { Kinds } from './kinds.ts'
import { apiVersionOf, kindOf } from './object.ts'
import type { ServedKind } from './schema/field-type.ts'

/** The way of an object to another version of its resource and back. */
export interface Conversion {
  readonly to: (object: JsonObject) => JsonObject
  readonly back: (object: JsonObject) => JsonObject
}

/**
 * How an object comes to another version: of a custom resource with the strategy None only apiVersion is exchanged and that
 * version's defaults are set; what is of another kind than its resource (Scale) stays as it is. Undefined where code
 * converts, which only a cluster runs.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/conversion/nop_converter.go
 */
export function conversionTo(
  wanted: ServedKind,
  object: JsonObject,
  kinds: Kinds,
): Conversion | undefined {
  if (kindOf(object) !== wanted.kind) return asItIs
  const apiVersion = joinApiVersion(wanted)
  const found = kinds.find(apiVersion, wanted.kind)
  if (found?.origin !== 'custom' || found.custom.conversion !== 'None') return undefined
  const sentVersion = apiVersionOf(object)
  return {
    to: (sent) => defaultCustom({ ...sent, apiVersion }, found.custom),
    back: (converted) => ({ ...converted, apiVersion: sentVersion }),
  }
}

const asItIs: Conversion = { to: (object) => object, back: (object) => object }
