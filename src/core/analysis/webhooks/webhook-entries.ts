import { probeLabel } from '../../admission/answer-probe.ts'
import type { Snapshot } from '../../engine/snapshot.ts'
import { subsets } from '../../engine/subset.ts'
import { ownKinds } from '../../policy/definitions/own-kinds.ts'
import { policyEntries } from './policy-entries.ts'
import { nameLabel } from './selectors.ts'
import type { WantedWebhooks, WebhookEntry, WebhookSurroundings } from './webhook-entry.ts'

/**
 * The webhooks that the policies of a snapshot need: by door, failure policy and reinvocation policy, with the smallest
 * rules; and those for documents of our own and for the probe, which are always there.
 */
export function webhookEntries(
  snapshot: Snapshot,
  surroundings: WebhookSurroundings,
): WantedWebhooks {
  const entries = subsets.map((subset) => ({
    door: subset.door,
    entries: policyEntries(subset, snapshot, surroundings),
  }))
  const behind = (door: 'validate' | 'mutate') =>
    entries.filter((one) => one.door === door).flatMap((one) => one.entries)
  return {
    validating: [...behind('validate'), policyDoor, probeDoor(surroundings)],
    mutating: behind('mutate'),
  }
}

/** Where documents of our own, and the probe, are sent. */
export const policyDoorPath = '/validate/policies'
export const probePath = '/probe'

export const probeWebhookName = 'probe.sallyport.dev'

/** A document that nobody can look at must still be writable: it may be what brings Sallyport back. */
const policyDoor: WebhookEntry = {
  name: 'policies.sallyport.dev',
  path: policyDoorPath,
  rules: [
    {
      apiGroups: ['sallyport.dev'],
      apiVersions: ['v1alpha1'],
      operations: ['CREATE', 'UPDATE'],
      resources: ownKinds.map(({ plural }) => plural).sort(),
      scope: '*',
    },
  ],
  matchPolicy: 'Equivalent',
  failurePolicy: 'Ignore',
  namespaceSelector: {},
  objectSelector: {},
  matchConditions: [],
}

/** Refuses one object of the own namespace, which is never stored, so that it is seen whether webhooks are reached. */
function probeDoor({ namespace }: WebhookSurroundings): WebhookEntry {
  return {
    name: probeWebhookName,
    path: probePath,
    rules: [
      {
        apiGroups: [''],
        apiVersions: ['v1'],
        operations: ['CREATE'],
        resources: ['configmaps'],
        scope: 'Namespaced',
      },
    ],
    matchPolicy: 'Equivalent',
    failurePolicy: 'Fail',
    namespaceSelector: { matchLabels: { [nameLabel]: namespace } },
    objectSelector: { matchExpressions: [{ key: probeLabel, operator: 'Exists' }] },
    matchConditions: [],
  }
}
