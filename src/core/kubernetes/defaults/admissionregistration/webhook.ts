import { type Defaulter, type Draft, setAbsent } from '../defaulter.ts'

/**
 * A webhook is asked for every object and every equivalent version, within ten seconds; a failure refuses the request.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/v1/defaults.go
 */
export const validatingWebhook: Defaulter = {
  struct: 'admissionregistration.v1.ValidatingWebhook',
  apply: setWebhook,
}

/** As a validating one; it is not asked again after others have changed the object. */
export const mutatingWebhook: Defaulter = {
  struct: 'admissionregistration.v1.MutatingWebhook',
  apply: (webhook) => {
    setWebhook(webhook)
    setAbsent(webhook, 'reinvocationPolicy', 'Never')
  },
}

function setWebhook(webhook: Draft): void {
  setAbsent(webhook, 'failurePolicy', 'Fail')
  setAbsent(webhook, 'matchPolicy', 'Equivalent')
  setAbsent(webhook, 'namespaceSelector', {})
  setAbsent(webhook, 'objectSelector', {})
  setAbsent(webhook, 'timeoutSeconds', 10)
}
