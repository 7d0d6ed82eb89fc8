import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const webhook = {
  failurePolicy: 'Fail',
  matchPolicy: 'Equivalent',
  namespaceSelector: {},
  objectSelector: {},
  timeoutSeconds: 10,
}
const said = {
  failurePolicy: 'Ignore',
  matchPolicy: 'Exact',
  namespaceSelector: { matchLabels: { a: 'b' } },
  objectSelector: { matchLabels: { c: 'd' } },
  timeoutSeconds: 0,
}

describe('webhooks', () => {
  testDefaults([
    {
      name: 'a validating webhook of nothing but a name',
      struct: 'admissionregistration.v1.ValidatingWebhook',
      given: { name: 'a', clientConfig: {} },
      sets: webhook,
    },
    {
      name: 'a mutating webhook of nothing but a name',
      struct: 'admissionregistration.v1.MutatingWebhook',
      given: { name: 'a', clientConfig: {} },
      sets: { ...webhook, reinvocationPolicy: 'Never' },
    },
    {
      name: 'a validating webhook that says everything',
      struct: 'admissionregistration.v1.ValidatingWebhook',
      given: said,
      sets: {},
    },
    {
      name: 'a mutating webhook that says everything',
      struct: 'admissionregistration.v1.MutatingWebhook',
      given: { ...said, reinvocationPolicy: 'IfNeeded' },
      sets: {},
    },
    {
      name: 'the scope of rules',
      struct: 'admissionregistration.v1.ValidatingWebhook',
      given: { ...said, rules: [{ operations: ['*'] }, { scope: 'Namespaced' }] },
      sets: { rules: [{ operations: ['*'], scope: '*' }, { scope: 'Namespaced' }] },
    },
    {
      name: 'the port of a Service',
      struct: 'admissionregistration.v1.WebhookClientConfig',
      given: { service: { namespace: 'a', name: 'b' } },
      sets: { service: { namespace: 'a', name: 'b', port: 443 } },
    },
    {
      name: 'a Service with a port',
      struct: 'admissionregistration.v1.WebhookClientConfig',
      given: { service: { namespace: 'a', name: 'b', port: 0 } },
      sets: {},
    },
  ])
})
