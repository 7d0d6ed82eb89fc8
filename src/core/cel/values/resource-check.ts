import { AuthorizationValue } from './authorization-value.ts'
import type { Authorizer } from './authorizer.ts'

/** What of a resource is asked for; empty is not said. Selectors are text: they are read when the check is made. */
export interface CheckedResource {
  readonly group: string
  readonly resource: string
  readonly subresource: string
  readonly namespace: string
  readonly name: string
  readonly fieldSelector: string
  readonly labelSelector: string
}

/** What `authorizer.group('apps').resource('deployments')` gives, and `authorizer.requestResource`. */
export class ResourceCheck extends AuthorizationValue {
  readonly authorizer: Authorizer
  readonly checked: CheckedResource

  constructor(authorizer: Authorizer, checked: CheckedResource) {
    super()
    this.authorizer = authorizer
    this.checked = checked
  }
}

/** A resource of which nothing else is said. */
export function wholeResource(group: string, resource: string): CheckedResource {
  return {
    group,
    resource,
    subresource: '',
    namespace: '',
    name: '',
    fieldSelector: '',
    labelSelector: '',
  }
}
