import type { AskAccess } from '../../admission/access-review.ts'
import type { UserInfo } from '../../admission/request.ts'
import { AuthorizationValue } from './authorization-value.ts'

/** The CEL variable `authorizer`: the user of the request, or a service account, and who knows what it may do. */
export class Authorizer extends AuthorizationValue {
  readonly user: UserInfo
  readonly ask: AskAccess

  constructor(user: UserInfo, ask: AskAccess) {
    super()
    this.user = user
    this.ask = ask
  }
}
