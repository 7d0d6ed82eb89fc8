import type { Request } from '../admission/request.ts'
import { isNeverOffered } from '../matching/never-offered.ts'
import type { Subject } from '../matching/subject.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { mismatchesOf } from './mismatches.ts'
import type { PolicyRecord } from './record.ts'

/** Why the index keeps a policy away from such requests. */
export function whyUnconsidered(
  { policy, bindings }: CompiledPolicy,
  request: Request,
  subject: Subject,
): Pick<PolicyRecord, 'why' | 'mismatches'> {
  if (bindings.length === 0) return { why: 'it has no binding', mismatches: [] }
  if (policy.namespace !== '' && policy.namespace !== request.namespace) {
    return { why: `it sees namespace "${policy.namespace}" only`, mismatches: [] }
  }
  if (isNeverOffered(request.requestResource, policy)) {
    return { why: 'such objects are kept from policies', mismatches: [] }
  }
  return {
    why: 'its resource rules do not match',
    mismatches: mismatchesOf('resourceRules', policy.match, subject, 'policy'),
  }
}
