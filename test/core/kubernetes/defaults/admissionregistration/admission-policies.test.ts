import { describe } from 'vitest'
import { testDefaults } from '../default-rows.ts'

const matched = { matchPolicy: 'Equivalent', namespaceSelector: {}, objectSelector: {} }

describe('admission policies', () => {
  testDefaults([
    {
      name: 'a validating policy that matches nothing',
      struct: 'admissionregistration.v1.ValidatingAdmissionPolicySpec',
      given: {},
      sets: { failurePolicy: 'Fail' },
    },
    {
      name: 'a validating policy with a failure policy',
      struct: 'admissionregistration.v1.ValidatingAdmissionPolicySpec',
      given: { failurePolicy: 'Ignore' },
      sets: {},
    },
    {
      name: 'a mutating policy, whose reinvocation policy has no default',
      struct: 'admissionregistration.v1.MutatingAdmissionPolicySpec',
      given: { matchConstraints: {} },
      sets: { failurePolicy: 'Fail', matchConstraints: matched },
    },
    {
      name: 'what a binding matches',
      struct: 'admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec',
      given: { matchResources: { matchPolicy: 'Exact', resourceRules: [{}] } },
      sets: {
        matchResources: { ...matched, matchPolicy: 'Exact', resourceRules: [{ scope: '*' }] },
      },
    },
    {
      name: 'a binding that matches all that the policy does',
      struct: 'admissionregistration.v1.MutatingAdmissionPolicyBindingSpec',
      given: { policyName: 'a' },
      sets: {},
    },
    {
      name: 'selectors and excluded rules',
      struct: 'admissionregistration.v1.MatchResources',
      given: {
        namespaceSelector: { matchLabels: { a: 'b' } },
        objectSelector: { matchLabels: { c: 'd' } },
        excludeResourceRules: [{ resourceNames: ['a'] }, { scope: 'Cluster' }],
      },
      sets: {
        matchPolicy: 'Equivalent',
        excludeResourceRules: [{ resourceNames: ['a'], scope: '*' }, { scope: 'Cluster' }],
      },
    },
  ])
})
