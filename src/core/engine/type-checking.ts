import type { KubernetesVersion } from '../kubernetes/version.ts'
import { certainKinds, publishedKinds } from '../policy/type-checking/declared-kinds.ts'
import { type EstimatedCost, estimatedCosts } from '../policy/type-checking/estimated-costs.ts'
import {
  type ExpressionWarning,
  typeCheckingWarnings,
} from '../policy/type-checking/type-checking-warnings.ts'
import { typeProblemFinder } from '../policy/type-checking/type-problems.ts'
import type { Problem } from '../source/problem.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Warnings for expressions that ask of an object what its kind does not have, as far as the snapshot knows the kind. It
 * takes about as long as compiling the policies once more for every kind that they name.
 */
export function typeProblemsOf(snapshot: Snapshot): readonly Problem[] {
  return typeChecker(snapshot.policySet.kubernetesVersion)(snapshot)
}

/** The same for one snapshot after the other: a policy that stayed is not checked again while the kinds stay. */
export function typeChecker(
  kubernetesVersion: KubernetesVersion,
): (snapshot: Pick<Snapshot, 'policySet' | 'kinds'>) => readonly Problem[] {
  const findIn = typeProblemFinder(kubernetesVersion)
  return ({ policySet, kinds }) => policySet.policies.flatMap(findIn(kinds))
}

/**
 * What a cluster with these kinds writes into `status.typeChecking.expressionWarnings` of each ValidatingAdmissionPolicy,
 * by the policy's name; policies without warnings are left out.
 */
export function expressionWarningsOf({
  policySet,
  kinds,
}: Snapshot): ReadonlyMap<string, readonly ExpressionWarning[]> {
  const published = publishedKinds(kinds)
  return new Map(
    policySet.policies
      .filter(({ policy }) => policy.kind === 'ValidatingAdmissionPolicy')
      .map(({ policy }): [string, readonly ExpressionWarning[]] => [
        policy.name,
        typeCheckingWarnings(policy, published, policySet.kubernetesVersion),
      ])
      .filter(([, warnings]) => warnings.length > 0),
  )
}

/**
 * What each expression of the validations costs at least and at most, by the policy's kind and name
 * (`ValidatingRule/limits`); policies whose kinds are not known are left out.
 */
export function estimatedCostsOf({
  policySet,
  kinds,
}: Snapshot): ReadonlyMap<string, readonly EstimatedCost[]> {
  const certain = certainKinds(kinds)
  return new Map(
    policySet.policies
      .map(({ policy }): [string, readonly EstimatedCost[]] => [
        `${policy.kind}/${policy.name}`,
        estimatedCosts(policy, certain, policySet.kubernetesVersion),
      ])
      .filter(([, costs]) => costs.length > 0),
  )
}
