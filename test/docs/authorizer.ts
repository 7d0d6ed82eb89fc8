import type { AccessSpec, AskAccess } from '#src/core/admission/access-review.ts'
import type { Value } from '#src/core/cel/value.ts'
import { Authorizer } from '#src/core/cel/values/authorizer.ts'
import { ResourceCheck } from '#src/core/cel/values/resource-check.ts'

/** `authorizer` and `authorizer.requestResource` as the examples of docs/cel.md have them. */
export function authorizerOfThePage(): readonly (readonly [string, Value])[] {
  const authorizer = new Authorizer({ username: 'jane', groups: ['dev'] }, ask)
  const resource = {
    group: 'apps',
    resource: 'deployments',
    subresource: '',
    namespace: 'shop',
    name: 'web',
    fieldSelector: '',
    labelSelector: '',
  }
  return [
    ['authorizer', authorizer],
    ['authorizer.requestResource', new ResourceCheck(authorizer, resource)],
  ]
}

const ask: AskAccess = ({ spec }) => {
  const allowed = mayJane(spec) || mayRobot(spec)
  return { kind: 'reviewed', status: { allowed } }
}

function mayJane({ user, resourceAttributes, nonResourceAttributes }: AccessSpec): boolean {
  if (user !== 'jane') return false
  if (nonResourceAttributes !== undefined) {
    return nonResourceAttributes.path === '/healthz' && nonResourceAttributes.verb === 'get'
  }
  const { namespace, verb, resource, subresource } = resourceAttributes ?? {}
  const what = [namespace, verb, resource, subresource]
  return what.join() === ['shop', 'delete', 'deployments', undefined].join()
}

function mayRobot({ user, resourceAttributes }: AccessSpec): boolean {
  const { verb, resource, fieldSelector, labelSelector } = resourceAttributes ?? {}
  const [field] = fieldSelector?.requirements ?? []
  const [label] = labelSelector?.requirements ?? []
  return (
    user === 'system:serviceaccount:shop:robot' &&
    [verb, resource].join() === 'list,pods' &&
    [field?.key, field?.operator, field?.values].join() === 'spec.nodeName,In,n1' &&
    [label?.key, label?.operator, label?.values].join() === 'app,In,web'
  )
}
