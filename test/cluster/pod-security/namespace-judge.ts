import { decodeReview } from '#src/core/admission/decode-review.ts'
import {
  admit,
  createSnapshot,
  type Decision,
  type JsonObject,
  loadPolicies,
  printJson,
} from '#src/core/index.ts'

/** Judges recorded requests as if their namespace had these labels: with an empty configuration, as a cluster starts; `pods` are in it. */
export function namespaceJudge(
  name: string,
  labels: Readonly<Record<string, string>>,
  pods: readonly JsonObject[] = [],
): (request: JsonObject) => Decision {
  const configuration =
    'apiVersion: pod-security.admission.config.k8s.io/v1\nkind: PodSecurityConfiguration\n'
  const { policies, podSecurity } = loadPolicies([{ name: 'p', text: configuration }], {
    kubernetesVersion: '1.37',
  })
  const namespace = { apiVersion: 'v1', kind: 'Namespace', metadata: { name, labels } }
  const context = [namespace, ...pods].map((object, index) => ({
    name: `object ${index}`,
    text: JSON.stringify(object),
  }))
  const { snapshot } = createSnapshot({ policies, podSecurity, context })
  return (request) => {
    const review = { apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', request }
    const decoded = decodeReview(printJson(review), 'validate')
    if (decoded.kind !== 'request') throw new Error(decoded.message)
    const admission = admit(
      decoded.request,
      snapshot,
      { time: '', answers: new Map() },
      () => false,
    )
    if (admission.kind !== 'decision') throw new Error(JSON.stringify(admission.questions))
    return admission.decision
  }
}
