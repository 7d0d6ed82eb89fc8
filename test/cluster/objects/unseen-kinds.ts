import type { ServedResource } from '../served-resources.ts'

/** Kinds of which webhooks are never asked. They are decoded all the same. */
const unseenKinds: readonly {
  readonly reason: string
  readonly holds: (served: ServedResource) => boolean
}[] = [
  {
    // https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#webhook-configuration
    reason: 'decides about admission itself',
    holds: ({ apiVersion }) => apiVersion.startsWith('admissionregistration.k8s.io/'),
  },
  {
    // https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/kubeapiserver/admission/exclusion/resources.go
    reason: 'a question that is answered, not an object that is kept',
    holds: ({ apiVersion, verbs }) =>
      /^auth(entication|orization)\.k8s\.io\//.test(apiVersion) && verbs.join() === 'create',
  },
]

/** Why webhooks are not asked about a kind; undefined where they are. */
export function whyUnseen(served: ServedResource): string | undefined {
  return unseenKinds.find(({ holds }) => holds(served))?.reason
}
