import {
  type Snapshot,
  type WantedWebhooks,
  type WebhookSurroundings,
  webhookEntries,
} from '../../core/index.ts'

/** What the policies of the newest snapshot need, made anew only where the policies, or what is known of kinds, are others. */
export function wantedWebhooks(
  snapshot: () => Snapshot | undefined,
  surroundings: WebhookSurroundings,
): () => WantedWebhooks | undefined {
  let last: { readonly snapshot: Snapshot; readonly wanted: WantedWebhooks } | undefined
  return () => {
    const newest = snapshot()
    if (newest === undefined) return undefined
    if (last === undefined || !isSame(last.snapshot, newest)) {
      last = { snapshot: newest, wanted: webhookEntries(newest, surroundings) }
    }
    return last.wanted
  }
}

function isSame(one: Snapshot, other: Snapshot): boolean {
  return (
    one.policySet === other.policySet &&
    one.kinds === other.kinds &&
    one.workloads === other.workloads &&
    one.podSecurity === other.podSecurity
  )
}
