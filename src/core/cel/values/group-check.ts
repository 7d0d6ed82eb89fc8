import { AuthorizationValue } from './authorization-value.ts'
import type { Authorizer } from './authorizer.ts'

/** What `authorizer.group('apps')` gives. */
export class GroupCheck extends AuthorizationValue {
  readonly authorizer: Authorizer
  readonly group: string

  constructor(authorizer: Authorizer, group: string) {
    super()
    this.authorizer = authorizer
    this.group = group
  }
}
