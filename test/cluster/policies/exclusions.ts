import type { PolicyCase } from './policy-case.ts'
import type { Sent } from './requests.ts'

/** What a webhook cannot do as the API server does, or need not. */
interface Exclusion {
  readonly reason: string
  readonly holds: (policyCase: PolicyCase, sent: Sent) => boolean
}

const exclusions: readonly Exclusion[] = [
  {
    // https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/mutating/dispatcher.go (dispatchOne converts to the version of the request)
    reason: 'the API server cannot mutate a built-in object in another version than it was sent in',
    holds: ({ family, documents, version }, sent) =>
      documents.some(({ kind }) => kind === 'MutatingAdmissionPolicy') &&
      !family.group.endsWith('.example') &&
      version !== undefined &&
      version !== sent.version,
  },
]

/** Why the request of a case is not compared; undefined where it is. */
export function exclusionOf(policyCase: PolicyCase, sent: Sent): string | undefined {
  return exclusions.find(({ holds }) => holds(policyCase, sent))?.reason
}
