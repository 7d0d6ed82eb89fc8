import { isWarnedOnly } from '../../engine/pod-security.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import type { Subset } from '../../engine/subset.ts'
import { type Wish, workloadRule } from './wanted-rules.ts'
import type { WebhookRule } from './webhook-entry.ts'

/**
 * What Pod Security must be asked about where the labels of namespaces are in force: Pods and namespaces, of which it may
 * refuse some, fail closed; workloads, of which it only warns, open.
 */
export function podSecurityWishes(
  { door, failurePolicy }: Subset,
  { podSecurity, workloads }: Snapshot,
): readonly Wish[] {
  if (podSecurity === undefined || door !== 'validate') return []
  const rules = failurePolicy === 'Fail' ? refused : warnedOf(workloads)
  return [{ rules, matchPolicy: 'Exact' }]
}

/** Sub-resources of Pods that carry a Pod; of all others nothing is judged. */
const podResources = ['pods', 'pods/ephemeralcontainers', 'pods/resize']

const refused: readonly WebhookRule[] = [
  ...podResources.map((resource) => workloadRule('', resource)),
  { ...workloadRule('', 'namespaces'), scope: 'Cluster' },
]

function warnedOf({ resources }: Snapshot['workloads']): readonly WebhookRule[] {
  return resources.filter(isWarnedOnly).map(({ group, resource }) => workloadRule(group, resource))
}
