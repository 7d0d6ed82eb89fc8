import type { Shape } from './shape.ts'
import {
  documentShape,
  matchResources,
  mutatingFields,
  ownFields,
  paramRef,
  validatingFields,
  validationActions,
} from './shapes/parts.ts'
import { podSecurity } from './shapes/pod-security.ts'

/** A kind of document that states policies, by its apiVersions. */
export interface DocumentKind {
  readonly kind: string
  readonly apiVersions: readonly string[]
  readonly shape: Shape
}

const kubernetesVersions = ['v1', 'v1beta1', 'v1alpha1'].map(
  (version) => `admissionregistration.k8s.io/${version}`,
)
const ownVersions = ['sallyport.dev/v1alpha1']
const policyName: Shape = { type: 'string', notEmpty: true }

/** Every kind that is read as a policy or a binding. */
export const documentKinds: readonly DocumentKind[] = [
  {
    kind: 'ValidatingAdmissionPolicy',
    apiVersions: kubernetesVersions,
    shape: documentShape(validatingFields, ['matchConstraints']),
  },
  {
    kind: 'ValidatingAdmissionPolicyBinding',
    apiVersions: kubernetesVersions,
    shape: documentShape({ policyName, paramRef, matchResources, validationActions }, [
      'policyName',
      'validationActions',
    ]),
  },
  {
    kind: 'MutatingAdmissionPolicy',
    apiVersions: kubernetesVersions,
    shape: documentShape(mutatingFields, ['matchConstraints', 'mutations', 'reinvocationPolicy']),
  },
  {
    kind: 'MutatingAdmissionPolicyBinding',
    apiVersions: kubernetesVersions,
    shape: documentShape({ policyName, paramRef, matchResources }, ['policyName']),
  },
  {
    kind: 'ValidatingRule',
    apiVersions: ownVersions,
    shape: documentShape({ ...validatingFields, ...ownFields, validationActions, podSecurity }, [
      'matchConstraints',
    ]),
  },
  {
    kind: 'MutatingRule',
    apiVersions: ownVersions,
    shape: documentShape({ ...mutatingFields, ...ownFields }, ['matchConstraints', 'mutations']),
  },
]

/** Documents that stand among policies and are somebody else's to read. */
export const neighbourKinds: readonly string[] = ['sallyport.dev/v1alpha1/PolicyCases']
