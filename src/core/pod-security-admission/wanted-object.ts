import type { Request } from '../admission/request.ts'
import type { JsonObject } from '../source/json-value.ts'
import { heldObject } from './held-object.ts'
import { badRequest, failed, type Response } from './response.ts'

/** Which object of a request is wanted, and the word that Kubernetes has for its age. */
interface Wanted {
  readonly of: 'object' | 'oldObject'
  readonly objectKind: 'Pod' | 'Namespace'
  readonly age: '' | 'old ' | ' old '
}

/** The decoded object of a request; without one, or with one of another kind, the request is refused. */
export function wantedObject(
  request: Request,
  { of, objectKind, age }: Wanted,
): { readonly kind: 'object'; readonly object: JsonObject } | Response {
  const held = heldObject(request[of], request.kind)
  if (held.kind === 'undecodable') {
    return failed(badRequest(`failed to decode ${age}object`), held.message)
  }
  return held.kind === 'object' && held.apiVersion === 'v1' && held.objectKind === objectKind
    ? held
    : failed(badRequest(`failed to decode ${age}${objectKind.toLowerCase()}`))
}
