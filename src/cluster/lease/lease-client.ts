import type { JsonObject } from '../../core/index.ts'
import { isRefusal } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'

/** One Lease of a cluster. Whatever else fails is thrown. */
export interface LeaseClient {
  /** Undefined where it does not exist. */
  readonly read: (signal: AbortSignal) => Promise<JsonObject | undefined>
  /** Undefined where somebody else was faster. */
  readonly write: (lease: JsonObject, signal: AbortSignal) => Promise<JsonObject | undefined>
}

export interface LeasePlace {
  readonly namespace: string
  readonly name: string
}

/** Writes are optimistic: what was read is replaced only where nobody replaced it since. */
export function leaseClient(connection: Connection, { namespace, name }: LeasePlace): LeaseClient {
  const all = `/apis/coordination.k8s.io/v1/namespaces/${encodeURIComponent(namespace)}/leases`
  const one = `${all}/${encodeURIComponent(name)}`
  return {
    read: (signal) => unless(404, () => connection.get(one, undefined, signal)),
    write: (lease, signal) =>
      unless(409, () =>
        lease['metadata'] === undefined
          ? connection.post(all, { ...lease, metadata: { name, namespace, labels } }, signal)
          : unless(404, () => connection.put(one, lease, signal)),
      ),
  }
}

const labels = {
  'app.kubernetes.io/name': 'sallyport',
  'app.kubernetes.io/part-of': 'sallyport',
  'app.kubernetes.io/managed-by': 'sallyport',
}

async function unless<Answer>(
  status: number,
  ask: () => Promise<Answer>,
): Promise<Answer | undefined> {
  try {
    return await ask()
  } catch (error) {
    if (isRefusal(error, status)) return undefined
    throw error
  }
}
