import type { Defaulter } from '../defaulter.ts'
import { daemonSet } from './daemon-set.ts'
import { daemonSetUpdateStrategy } from './daemon-set-update-strategy.ts'
import { deployment } from './deployment.ts'
import { deploymentStrategy } from './deployment-strategy.ts'
import { replicaSet } from './replica-set.ts'
import { statefulSet } from './stateful-set.ts'
import { statefulSetClaimRetention } from './stateful-set-claim-retention.ts'
import { statefulSetUpdateStrategy } from './stateful-set-update-strategy.ts'

/** What Kubernetes sets in the types of apps/v1. */
export const appsDefaulters: readonly Defaulter[] = [
  daemonSet,
  daemonSetUpdateStrategy,
  deployment,
  deploymentStrategy,
  replicaSet,
  statefulSet,
  statefulSetClaimRetention,
  statefulSetUpdateStrategy,
]
