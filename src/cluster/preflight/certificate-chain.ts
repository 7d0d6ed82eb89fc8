import { chainVerifies } from '../../certificates/chain-verifies.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
  valueAt,
} from '../../core/index.ts'
import { heldObject } from '../held-object.ts'
import type { Check, CheckResult } from './check.ts'
import { heldWebhooks } from './held-webhooks.ts'

/** The certificate that is served is one that the webhook configurations trust. */
export const certificateChain: Check = {
  name: 'certificate',
  run: async ({ connection, place, now }) => {
    const { namespace, certificateSecret: name } = place
    const secret = await heldObject(connection, `/api/v1/namespaces/${namespace}/secrets/${name}`)
    if (secret === undefined) return [notYet(`there is no Secret ${namespace}/${name} yet`)]
    const bundles = (await heldWebhooks(connection, place.webhookName)).flatMap(bundlesOf)
    if (bundles.length === 0) return [notYet('no webhook configuration has a caBundle yet')]
    const certificate = decoded(valueAt(secret, ['data', 'tls.crt']))
    const faults = new Set(
      bundles.flatMap((bundle) => {
        const verification = chainVerifies(certificate, bundle, now())
        return verification.kind === 'verifies' ? [] : [verification.message]
      }),
    )
    return faults.size === 0
      ? [
          {
            outcome: 'ok',
            message: `every caBundle trusts the certificate of ${namespace}/${name}`,
          },
        ]
      : [...faults].map((message) => ({
          outcome: 'problem',
          message: `a caBundle does not trust the certificate of ${namespace}/${name}: ${message}`,
          remedy:
            'a server that runs mends it; where none does, remove the webhooks with sallyport webhooks remove',
        }))
  },
}

function notYet(message: string): Omit<CheckResult, 'check'> {
  return { outcome: 'ok', message: `${message}: the server makes it` }
}

function bundlesOf(configuration: JsonObject): readonly string[] {
  const webhooks = fieldOf(configuration, 'webhooks')
  const bundles = isArray(webhooks)
    ? webhooks.filter(isObject).map((webhook) => valueAt(webhook, ['clientConfig', 'caBundle']))
    : []
  return [...new Set(bundles.map(decoded))]
}

function decoded(value: JsonValue | undefined): string {
  return typeof value === 'string' ? Buffer.from(value, 'base64').toString() : ''
}
