import { decodeReview } from '#src/core/admission/decode-review.ts'
import type { Request } from '#src/core/admission/request.ts'
import { printJson } from '#src/core/source/json.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { uid } from '#test/support/review.ts'

/** A request as the server would read it. */
export function sentRequest(request: JsonObject): Request {
  const review = {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: { uid, ...request },
  }
  const decoded = decodeReview(printJson(review), 'validate')
  if (decoded.kind !== 'request') throw new Error(decoded.message)
  return decoded.request
}

const resources = {
  pods: { group: '', kind: 'Pod' },
  namespaces: { group: '', kind: 'Namespace' },
  services: { group: '', kind: 'Service' },
  podtemplates: { group: '', kind: 'PodTemplate' },
  replicationcontrollers: { group: '', kind: 'ReplicationController' },
  deployments: { group: 'apps', kind: 'Deployment' },
  cronjobs: { group: 'batch', kind: 'CronJob' },
} as const

/** The CREATE of `web` in the namespace `shop` by jane, with other fields where given. */
export function requestFor(resource: keyof typeof resources, fields: JsonObject): Request {
  const { group, kind } = resources[resource]
  return sentRequest({
    operation: 'CREATE',
    kind: { group, version: 'v1', kind },
    resource: { group, version: 'v1', resource },
    name: 'web',
    namespace: 'shop',
    userInfo: { username: 'jane' },
    object: null,
    oldObject: null,
    ...fields,
  })
}
