/** A Pod as the API server sends one, with an image that names a version. */
export const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'web', namespace: 'shop' },
  spec: { containers: [{ name: 'app', image: 'nginx:1.27.3' }] },
}

export const uid = '705ab4f5-6393-11e8-b7cc-42010a800002'

/** The request of an AdmissionReview: the CREATE of a Pod, with other fields where given. */
export function admissionRequest(
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    uid,
    kind: { group: '', version: 'v1', kind: 'Pod' },
    resource: { group: '', version: 'v1', resource: 'pods' },
    requestKind: { group: '', version: 'v1', kind: 'Pod' },
    requestResource: { group: '', version: 'v1', resource: 'pods' },
    name: 'web',
    namespace: 'shop',
    operation: 'CREATE',
    userInfo: { username: 'jane', groups: ['developers'] },
    object: pod,
    oldObject: null,
    dryRun: false,
    options: { kind: 'CreateOptions', apiVersion: 'meta.k8s.io/v1' },
    ...fields,
  }
}

/** The AdmissionReview around it. */
export function admissionReview(
  fields: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: admissionRequest(fields),
  }
}
