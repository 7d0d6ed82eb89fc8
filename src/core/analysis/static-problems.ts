import type { Snapshot } from '../engine/snapshot.ts'
import type { Problem } from '../source/problem.ts'
import type { CheckContext } from './check.ts'
import { checks } from './checks.ts'
import { offeredBy } from './offers/offered.ts'
import { situationsOf } from './offers/situation.ts'
import { readPolicy } from './reading/read-policy.ts'
import { usualFields } from './reading/usual-fields.ts'

interface StaticChecks {
  /** Whether the snapshot holds a cluster's objects, so that what it lacks is missing. */
  readonly hasContext: boolean
}

/**
 * What the static checks find in the snapshot's policies, policy by policy: warnings beside what reading and compiling found.
 * Of a policy that could not be read as a whole nothing more is said.
 * https://kubernetes.io/docs/reference/access-authn-authz/validating-admission-policy/
 */
export function staticProblemsOf(
  { policySet, kinds, objects }: Snapshot,
  { hasContext }: StaticChecks,
): readonly Problem[] {
  const { kubernetesVersion } = policySet
  const offered = offeredBy(kinds)
  const cluster = { kinds, kubernetesVersion }
  const usual = usualFields(cluster)
  const readable = policySet.policies.filter(({ policy }) => policy.broken === undefined)
  return readable.flatMap((compiled) => {
    const situations = situationsOf(compiled, offered)
    const context: CheckContext = {
      compiled,
      kinds,
      kubernetesVersion,
      offered,
      readings: situations.map((situation) => readPolicy(compiled, situation, cluster)),
      usual,
      objects: hasContext ? objects : undefined,
    }
    return checks.flatMap(({ check }) => check(context))
  })
}
