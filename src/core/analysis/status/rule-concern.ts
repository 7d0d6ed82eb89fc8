import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Policy } from '../../policy/model.ts'
import type { Offered } from '../offers/offered.ts'
import { deprecationsOf } from './deprecations.ts'
import { matchingKinds } from './matching-kinds.ts'

/** What a rule is about in a cluster. */
export interface RuleConcern {
  /** How many resources it concerns. */
  readonly matching: number
  readonly deprecations: readonly string[]
}

/** What the rule is about where these resources are served; a list in a status is bounded. */
export function ruleConcern(
  policy: Policy,
  offered: readonly Offered[],
  version: KubernetesVersion,
): RuleConcern {
  return {
    matching: matchingKinds(policy, offered),
    deprecations: deprecationsOf(policy, version).slice(0, mostDeprecations),
  }
}

const mostDeprecations = 20
