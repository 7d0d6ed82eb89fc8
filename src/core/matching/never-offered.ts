import { isKubernetesKind, type Policy } from '../policy/model.ts'

interface GroupResource {
  readonly group: string
  readonly resource: string
}

/** What decides about admission itself: no policy may lock out its own correction. */
const policies: readonly GroupResource[] = [
  'validatingadmissionpolicies',
  'validatingadmissionpolicybindings',
  'mutatingadmissionpolicies',
  'mutatingadmissionpolicybindings',
].map((resource) => ({ group: 'admissionregistration.k8s.io', resource }))

/** What the API server asks of itself while it lets a request in. */
const reviews: readonly GroupResource[] = [
  { group: 'authentication.k8s.io', resource: 'selfsubjectreviews' },
  { group: 'authentication.k8s.io', resource: 'tokenreviews' },
  { group: 'authorization.k8s.io', resource: 'localsubjectaccessreviews' },
  { group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews' },
  { group: 'authorization.k8s.io', resource: 'selfsubjectrulesreviews' },
  { group: 'authorization.k8s.io', resource: 'subjectaccessreviews' },
]

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/policy/generic/plugin.go and https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/kubeapiserver/admission/exclusion/resources.go */
const neverInTree = tableOf([...policies, ...reviews])

/** No rule may lock out its own correction either. */
const rules: readonly GroupResource[] = [
  'validatingrules',
  'mutatingrules',
  'namespacedvalidatingrules',
  'namespacedmutatingrules',
].map((resource) => ({ group: 'sallyport.dev', resource }))

/** https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/predicates/rules/rules.go (IsExemptAdmissionConfigurationResource) */
const neverToOurs = tableOf([
  ...policies,
  ...rules,
  { group: 'admissionregistration.k8s.io', resource: 'validatingwebhookconfigurations' },
  { group: 'admissionregistration.k8s.io', resource: 'mutatingwebhookconfigurations' },
])

/**
 * Whether requests for a resource, its sub-resources included, never come to the policy: Kubernetes' kinds are judged as
 * the API server would, ours see what webhooks see, but for rules of ours.
 */
export function isNeverOffered({ group, resource }: GroupResource, policy: Policy): boolean {
  const never = isKubernetesKind(policy) ? neverInTree : neverToOurs
  return never.has(`${group}/${resource}`)
}

/**
 * Whether it is a review of a user or of what a user may do. From 1.37 on webhooks are not asked about these either; one
 * that comes all the same is judged.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/features/kube_features.go (ExcludeAdmissionWebhookVirtualResources)
 */
export function isReview({ group, resource }: GroupResource): boolean {
  return reviews.some((review) => review.group === group && review.resource === resource)
}

function tableOf(resources: readonly GroupResource[]): ReadonlySet<string> {
  return new Set(resources.map(({ group, resource }) => `${group}/${resource}`))
}
