import type { Request } from './request.ts'

/** What is kept of a request that is only told of: all but its objects. Field by field, as a spread takes ten times as long. */
export function withoutObjects(request: Request): Request {
  const { door, reviewVersion, uid, name, namespace, operation, userInfo, dryRun } = request
  const { kind, resource, subResource } = request
  const { requestKind, requestResource, requestSubResource } = request
  return {
    door,
    reviewVersion,
    uid,
    kind,
    resource,
    subResource,
    requestKind,
    requestResource,
    requestSubResource,
    name,
    namespace,
    operation,
    userInfo,
    dryRun,
    object: null,
    oldObject: null,
    options: null,
  }
}
