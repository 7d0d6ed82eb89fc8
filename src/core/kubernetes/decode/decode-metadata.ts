import { isObject, type JsonObject, type JsonValue } from '../../source/json-value.ts'
import { structNamed } from '../schema/schema.ts'
import { decodeError } from './decode-error.ts'
import { decodeStruct } from './decode-struct.ts'
import { strictPath } from './go-path.ts'
import { goValueName } from './value-name.ts'

/** The `metadata` of a resource that has no Go type, as ObjectMeta holds it. */
export interface DecodedMetadata {
  readonly metadata: JsonObject
  /** Fields that ObjectMeta does not have: `labelz`, `ownerReferences[0].x`. */
  readonly unknown: readonly string[]
  /** Why it cannot be decoded, in the API server's words. */
  readonly error?: string
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiextensions-apiserver/pkg/apiserver/schema/objectmeta/coerce.go */
export function decodeMetadata(metadata: JsonValue): DecodedMetadata {
  if (metadata === null) return { metadata: {}, unknown: [] }
  if (!isObject(metadata)) {
    const error = `json: cannot unmarshal ${goValueName(metadata)} into Go value of type v1.ObjectMeta`
    return { metadata: {}, unknown: [], error }
  }
  const { object, problems } = decodeStruct(metadata, structNamed('meta.v1.ObjectMeta'))
  const error = decodeError(problems)
  const unknown = problems
    .filter(({ kind }) => kind === 'unknown-field')
    .map(({ path }) => strictPath(path))
  return error === undefined ? { metadata: object, unknown } : { metadata: object, unknown, error }
}
