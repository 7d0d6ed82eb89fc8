import { randomBytes } from 'node:crypto'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  probeAnswer,
  probeLabel,
} from '../../core/index.ts'
import { ClusterError } from '../cluster-error.ts'
import type { Connection } from '../connection.ts'

/** Whether webhooks may fail closed, or why not yet. */
export type GateAnswer =
  | { readonly kind: 'open' }
  | { readonly kind: 'closed'; readonly why: string }

export interface GatePlace {
  /** The own namespace. */
  readonly namespace: string
  /** The Service whose replicas must be ready; undefined where webhooks have a URL. */
  readonly service: string | undefined
}

/**
 * Tries whether the API server reaches a Sallyport that answers: some replica must be ready, and an object that is never
 * stored must be refused by the probe's webhook in our words. Throws a `ClusterError` where the cluster cannot be asked.
 */
export async function tryGate(connection: Connection, place: GatePlace): Promise<GateAnswer> {
  if (place.service !== undefined && !(await hasReadyReplica(connection, place))) {
    return closed(`no replica behind the service ${place.namespace}/${place.service} is ready`)
  }
  return probe(connection, place)
}

function closed(why: string): GateAnswer {
  return { kind: 'closed', why }
}

async function hasReadyReplica(
  { get }: Connection,
  { namespace, service }: GatePlace,
): Promise<boolean> {
  const query = new URLSearchParams({ labelSelector: `kubernetes.io/service-name=${service}` })
  const list = await get(
    `/apis/discovery.k8s.io/v1/namespaces/${namespace}/endpointslices?${query}`,
  )
  return objectsIn(list, 'items').some((slice) => objectsIn(slice, 'endpoints').some(isReady))
}

/** What says nothing counts as ready. https://kubernetes.io/docs/concepts/services-networking/endpoint-slices/#conditions */
function isReady(endpoint: JsonObject): boolean {
  return fieldOf(fieldOf(endpoint, 'conditions') ?? null, 'ready') !== false
}

function objectsIn(object: JsonObject, name: string): readonly JsonObject[] {
  const list = fieldOf(object, name)
  return isArray(list) ? list.filter(isObject) : []
}

/** A dry run: also where nobody refuses it nothing is stored. */
async function probe({ post }: Connection, { namespace }: GatePlace): Promise<GateAnswer> {
  const nonce = randomBytes(8).toString('hex')
  const name = `sallyport-probe-${nonce}`
  const metadata = { name, namespace, labels: { [probeLabel]: nonce } }
  try {
    await post(`/api/v1/namespaces/${namespace}/configmaps?dryRun=All`, {
      apiVersion: 'v1',
      kind: 'ConfigMap',
      metadata,
    })
  } catch (error) {
    if (!(error instanceof ClusterError) || error.refusal === undefined) throw error
    return error.message.includes(probeAnswer(nonce)) ? { kind: 'open' } : closed(error.message)
  }
  return closed('the API server does not ask the webhook of the probe yet')
}
