import type { Request } from '../admission/request.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'

/**
 * The CEL variable `request`: the JSON view of the API server's AdmissionRequest, so members that Go omits when empty
 * are absent. https://github.com/kubernetes/apiserver/blob/master/pkg/admission/plugin/cel/condition.go (CreateAdmissionRequest)
 */
export function requestValueOf(request: Request): JsonObject {
  const { subResource, requestSubResource, name, namespace, operation, dryRun, options } = request
  const value: Record<string, JsonValue> = {
    kind: request.kind as unknown as JsonObject,
    resource: request.resource as unknown as JsonObject,
    requestKind: request.requestKind as unknown as JsonObject,
    requestResource: request.requestResource as unknown as JsonObject,
    operation,
    userInfo: request.userInfo as JsonObject,
    dryRun,
    options,
  }
  if (subResource !== '') value['subResource'] = subResource
  if (requestSubResource !== '') value['requestSubResource'] = requestSubResource
  if (name !== '') value['name'] = name
  if (namespace !== '') value['namespace'] = namespace
  return value
}
