import type { GroupVersionKind } from '../admission/request.ts'
import { decodeError } from '../kubernetes/decode/decode-error.ts'
import { decodeStruct } from '../kubernetes/decode/decode-struct.ts'
import { splitApiVersion } from '../kubernetes/group-version.ts'
import { apiVersionOf, kindOf } from '../kubernetes/object.ts'
import { structOfKind } from '../kubernetes/schema/schema.ts'
import { quoteForGo } from '../source/go-quote.ts'
import type { JsonObject } from '../source/json-value.ts'
import { isCertainlyDecodable } from './certainly-decodable.ts'
import { typeMetaFault } from './type-meta.ts'

/** An object of a request, after Kubernetes' decoder. */
export type HeldObject =
  | {
      readonly kind: 'object'
      readonly apiVersion: string
      readonly objectKind: string
      readonly object: JsonObject
    }
  | { readonly kind: 'absent' }
  /** `message` is what Kubernetes' decoder says. */
  | { readonly kind: 'undecodable'; readonly message: string }

/**
 * What Kubernetes' decoder makes of an object of a request: of the kind that the object says, or the request where it does
 * not. A wrong type is an error in Kubernetes' words; the object itself stays as it is, with its nulls and unknown fields.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/pod-security-admission/api/attributes.go
 */
export function heldObject(object: JsonObject | null, requested: GroupVersionKind): HeldObject {
  if (object === null) return { kind: 'absent' }
  const fault = typeMetaFault(object)
  if (fault !== undefined) return { kind: 'undecodable', message: fault.text }
  const apiVersion = apiVersionOf(object) || printGroupVersion(requested)
  const objectKind = kindOf(object) || requested.kind
  const struct = structOfKind(apiVersion, objectKind)
  if (struct === undefined) {
    const message = `no kind ${quoteForGo(objectKind)} is registered for version ${quoteForGo(apiVersion)}`
    return { kind: 'undecodable', message }
  }
  const message = isCertainlyDecodable(object, struct)
    ? undefined
    : decodeError(decodeStruct(object, struct).problems)
  return message === undefined
    ? { kind: 'object', apiVersion, objectKind, object }
    : { kind: 'undecodable', message }
}

/** As Go prints a kind: `apps/v1, Kind=Deployment`. */
export function printKind(held: Exclude<HeldObject, { kind: 'undecodable' }>): string {
  if (held.kind === 'absent') return '/, Kind='
  const { group, version } = splitApiVersion(held.apiVersion)
  return `${group}/${version}, Kind=${held.objectKind}`
}

function printGroupVersion({ group, version }: GroupVersionKind): string {
  return group === '' ? version : `${group}/${version}`
}
