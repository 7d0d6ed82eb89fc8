import type { Request } from '../admission/request.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'

const values = new WeakMap<Request, JsonObject>()

/**
 * The CEL variable `request`: the JSON view of the API server's AdmissionRequest, so members that Go omits when empty
 * are absent. https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/cel/condition.go (CreateAdmissionRequest)
 */
export function requestValue(request: Request): JsonObject {
  const known = values.get(request)
  if (known !== undefined) return known
  const value: JsonObject = {
    kind: { ...request.kind },
    resource: { ...request.resource },
    ...unlessEmpty('subResource', request.subResource),
    requestKind: { ...request.requestKind },
    requestResource: { ...request.requestResource },
    ...unlessEmpty('requestSubResource', request.requestSubResource),
    ...unlessEmpty('name', request.name),
    ...unlessEmpty('namespace', request.namespace),
    operation: request.operation,
    userInfo: request.userInfo as JsonObject,
    dryRun: request.dryRun,
    options: request.options,
  }
  values.set(request, value)
  return value
}

function unlessEmpty(name: string, value: string): { readonly [key: string]: JsonValue } {
  return value === '' ? {} : { [name]: value }
}
