import { type Defaulter, type Draft, setAbsent } from '../defaulter.ts'

/**
 * A policy that cannot be evaluated refuses the request.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/v1/defaults.go
 */
export const validatingAdmissionPolicy: Defaulter = {
  struct: 'admissionregistration.v1.ValidatingAdmissionPolicySpec',
  apply: setFailurePolicy,
}

/** The same for one that changes objects; when it runs again has no default. */
export const mutatingAdmissionPolicy: Defaulter = {
  struct: 'admissionregistration.v1.MutatingAdmissionPolicySpec',
  apply: setFailurePolicy,
}

function setFailurePolicy(spec: Draft): void {
  setAbsent(spec, 'failurePolicy', 'Fail')
}
