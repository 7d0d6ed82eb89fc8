import type { AccessStatus } from '../../admission/access-review.ts'
import { AuthorizationValue } from './authorization-value.ts'

/** What `check` gives. */
export class AccessDecision extends AuthorizationValue {
  readonly status: AccessStatus

  constructor(status: AccessStatus) {
    super()
    this.status = status
  }
}
