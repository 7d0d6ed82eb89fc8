import { fieldOf, isObject, webhooksOver } from '../../core/index.ts'
import { heldObject } from '../held-object.ts'
import type { Check } from './check.ts'
import { heldWebhooks } from './held-webhooks.ts'

/** No webhook of ours that fails closed is asked about the server's own Pods. */
export const ownPods: Check = {
  name: 'own-pods',
  run: async ({ connection, place }) => {
    const { namespace, webhookName } = place
    const held = await heldObject(connection, `/api/v1/namespaces/${namespace}`)
    const labels = fieldOf(fieldOf(held ?? {}, 'metadata'), 'labels')
    const known = isObject(labels) ? labels : { 'kubernetes.io/metadata.name': namespace }
    const configurations = await heldWebhooks(connection, webhookName)
    const over = configurations.flatMap((one) => webhooksOver(one, known))
    return over.length === 0
      ? [
          {
            outcome: 'ok',
            message: `no webhook that fails closed is asked about Pods in ${namespace}`,
          },
        ]
      : over.map((name) => ({
          outcome: 'problem',
          message: `webhook ${name} fails closed and is asked about Pods in ${namespace}: once no server runs, none can start`,
          remedy: `leave the namespace out with its namespaceSelector, or start the server with --namespace ${namespace}`,
        }))
  },
}
