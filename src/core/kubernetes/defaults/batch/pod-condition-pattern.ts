import { isAtLeast } from '../../version.ts'
import type { Defaulter, Draft } from '../defaulter.ts'

/**
 * A condition of a Pod failure policy is met when its status is True: since 1.34 in a CronJob's template too, before that
 * in a Job alone. https://github.com/kubernetes/kubernetes/pull/131525
 */
export const podConditionPattern: Defaulter = {
  struct: 'batch.v1.PodFailurePolicyOnPodConditionsPattern',
  apply: (pattern, version) => {
    if (isAtLeast(version, '1.34')) setConditionStatus(pattern)
  },
}

/** Go prints the status even where it is empty. */
export function setConditionStatus(pattern: Draft): void {
  if (!pattern['status']) pattern['status'] = 'True'
}
