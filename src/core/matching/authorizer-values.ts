import type { AskAccess } from '../admission/access-review.ts'
import type { Request } from '../admission/request.ts'
import { Authorizer } from '../cel/values/authorizer.ts'
import { ResourceCheck } from '../cel/values/resource-check.ts'

/** The CEL variable `authorizer`: what the one who sent the request may do. */
export function authorizerOf({ userInfo }: Request, ask: AskAccess): Authorizer {
  return new Authorizer(userInfo, ask)
}

/**
 * The CEL variable `authorizer.requestResource`: the resource as it was requested, whatever version a policy sees.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/cel/library/authz.go (NewResourceAuthorizerVal)
 */
export function requestResourceOf(request: Request, ask: AskAccess): ResourceCheck {
  const { requestResource, requestSubResource, namespace, name } = request
  return new ResourceCheck(authorizerOf(request, ask), {
    group: requestResource.group,
    resource: requestResource.resource,
    subresource: requestSubResource,
    namespace,
    name,
    fieldSelector: '',
    labelSelector: '',
  })
}
