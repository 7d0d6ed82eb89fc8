import { exemptionGrants } from '../../policy/exemption-grants.ts'
import { hasCome } from '../../policy/moment.ts'
import { problemLine } from '../policy-objects/object-findings.ts'
import type { ObjectReading } from '../policy-objects/read-object.ts'
import type { Readiness } from './condition.ts'
import type { StatusSurroundings } from './status-surroundings.ts'

/** Whether an exemption frees anybody; of what keeps it from that the first is told. */
export function exemptionReadiness(
  { exemption: compiled, problems }: ObjectReading,
  { snapshot, exemptionNamespaces, time }: StatusSurroundings,
): Readiness {
  const error = problems.find(({ severity }) => severity === 'error')
  if (compiled === undefined || error !== undefined) {
    return not('Broken', error === undefined ? 'nothing can be told of it' : problemLine(error))
  }
  const { namespace, end, expires } = compiled.exemption
  if (!exemptionNamespaces.includes(namespace)) {
    return not(
      'NotHonoured',
      `namespace "${namespace}" may not exempt: ${exemptionNamespaces.join(', ')} may`,
    )
  }
  if (hasCome(end, time) === true) return not('Expired', `it expired ${expires}`)
  if (exemptionGrants([compiled], snapshot.policySet.policies).grants.size === 0) {
    return not('Idle', 'it names no policy that there is, or none that may be exempted from')
  }
  return { status: 'True', reason: 'Active', message: `it frees until ${expires}` }
}

function not(reason: string, message: string): Readiness {
  return { status: 'False', reason, message }
}
