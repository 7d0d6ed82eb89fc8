import { AuthorizationValue } from './authorization-value.ts'
import type { Authorizer } from './authorizer.ts'

/** What `authorizer.path('/healthz')` gives. */
export class PathCheck extends AuthorizationValue {
  readonly authorizer: Authorizer
  readonly path: string

  constructor(authorizer: Authorizer, path: string) {
    super()
    this.authorizer = authorizer
    this.path = path
  }
}
