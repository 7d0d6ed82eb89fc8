import type { Shape } from './shape.ts'
import { exemptionShape } from './shapes/exemption.ts'
import {
  documentShape,
  matchResources,
  mutatingFields,
  namedValidations,
  namespacedShape,
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
/** Of our own kinds. */
export const ownVersions: readonly string[] = ['sallyport.dev/v1alpha1']
const enforceFrom: Shape = { type: 'string' }
const validatingRule = {
  ...validatingFields,
  ...ownFields,
  validations: namedValidations,
  validationActions,
  podSecurity,
  enforceFrom,
}
const mutatingRule = { ...mutatingFields, ...ownFields }
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
    shape: documentShape(validatingRule, ['matchConstraints']),
  },
  {
    kind: 'MutatingRule',
    apiVersions: ownVersions,
    shape: documentShape(mutatingRule, ['matchConstraints', 'mutations']),
  },
  {
    kind: 'NamespacedValidatingRule',
    apiVersions: ownVersions,
    shape: namespacedShape(validatingRule, ['matchConstraints']),
  },
  {
    kind: 'NamespacedMutatingRule',
    apiVersions: ownVersions,
    shape: namespacedShape(mutatingRule, ['matchConstraints', 'mutations']),
  },
  {
    kind: 'PolicyExemption',
    apiVersions: ownVersions,
    shape: exemptionShape,
  },
]

/** Documents that stand among policies and are somebody else's to read. */
export const neighbourKinds: readonly string[] = [
  'sallyport.dev/v1alpha1/PolicyCases',
  'sallyport.dev/v1alpha1/PolicyBundle',
]
