import { readChain } from '../../certificates/read-chain.ts'
import { fieldOf, isArray, type JsonObject } from '../../core/index.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'

const kinds = ['validatingwebhookconfigurations', 'mutatingwebhookconfigurations'] as const

/**
 * Whether every webhook of the configurations of that name trusts all authorities of a bundle (PEM), as the API server has them
 * now; so it is where there is no configuration.
 */
export function bundleInForce(
  connection: Connection,
  configuration: string,
): (bundle: string) => Promise<boolean> {
  return async (bundle) => {
    const wanted = fingerprints(bundle)
    const found = await Promise.all(
      kinds.map((kind) => readConfiguration(connection, kind, configuration)),
    )
    return found.flatMap(bundlesOf).every((trusted) => isWithin(wanted, fingerprints(trusted)))
  }
}

async function readConfiguration(
  connection: Connection,
  kind: string,
  name: string,
): Promise<JsonObject> {
  const path = `/apis/admissionregistration.k8s.io/v1/${kind}/${encodeURIComponent(name)}`
  try {
    return await connection.get(path)
  } catch (error) {
    if (isRefusal(error, 404)) return {}
    throw error
  }
}

function bundlesOf(configuration: JsonObject): readonly string[] {
  const webhooks = fieldOf(configuration, 'webhooks')
  return (isArray(webhooks) ? webhooks : []).map((webhook) => {
    const bundle = fieldOf(fieldOf(webhook, 'clientConfig'), 'caBundle')
    return Buffer.from(String(bundle ?? ''), 'base64').toString('utf8')
  })
}

function fingerprints(pem: string): readonly string[] {
  return (readChain(pem) ?? []).map((one) => one.fingerprint256)
}

function isWithin(some: readonly string[], all: readonly string[]): boolean {
  return some.every((one) => all.includes(one))
}
