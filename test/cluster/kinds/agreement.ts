import { decodeReview } from '#src/core/admission/decode-review.ts'
import { admitObject } from '#src/core/analysis/policy-objects/admit-object.ts'
import {
  createSnapshot,
  isObject,
  type JsonObject,
  type JsonValue,
  latestKubernetesVersion,
  loadPolicies,
  ownKinds,
} from '#src/core/index.ts'
import type { ApiClient } from '../api-client.ts'

/** What the API server's schema and our reader say of a document: `undefined` where they take it. */
export interface Opinions {
  readonly document: JsonObject
  readonly schema: string | undefined
  readonly reader: string | undefined
}

const { policies } = loadPolicies([], { kubernetesVersion: latestKubernetesVersion })
const surroundings = {
  snapshot: createSnapshot({ policies }).snapshot,
  exemptionNamespaces: ['sallyport'],
}

/** Where a document of that kind is created. */
function collectionPath(document: JsonObject): string {
  const own = ownKinds.find(({ kind }) => kind === document['kind'])
  if (own === undefined) throw new Error(`${String(document['kind'])} is no kind of ours`)
  const within = own.namespaced ? '/namespaces/shop' : ''
  return `/apis/sallyport.dev/v1alpha1${within}/${own.plural}`
}

/** Asks both, the API server in a dry run that is strict about fields, as kubectl's is. */
export async function opinionsOf(api: ApiClient, document: JsonObject): Promise<Opinions> {
  const path = `${collectionPath(document)}?dryRun=All&fieldValidation=Strict`
  const { status, text } = await api.post(path, JSON.stringify(document))
  return {
    document,
    schema: status < 300 ? undefined : text,
    reader: readerSays(document),
  }
}

/** The door's refusal of the object. */
export function readerSays(object: JsonValue): string | undefined {
  const kind = isObject(object) ? String(object['kind']) : ''
  const { plural = '' } = ownKinds.find((one) => one.kind === kind) ?? {}
  const group = { group: 'sallyport.dev', version: 'v1alpha1' }
  const review = {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'u',
      kind: { ...group, kind },
      resource: { ...group, resource: plural },
      operation: 'CREATE',
      userInfo: { username: 'root', groups: ['system:masters'] },
      object,
    },
  }
  const decoded = decodeReview(JSON.stringify(review), 'validate')
  if (decoded.kind !== 'request') throw new Error(decoded.message)
  const admission = admitObject(decoded.request, surroundings, { time: '', answers: new Map() })
  if (admission.kind !== 'decision') throw new Error('the door asks about an administrator')
  return admission.decision.status?.message
}
