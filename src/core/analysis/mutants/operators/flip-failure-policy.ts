import type { PolicyOperator } from '../operator.ts'

export const flipFailurePolicy: PolicyOperator = {
  kind: 'policy',
  name: 'flip-failure-policy',
  title: 'failurePolicy is the other one',
  changes: ({ policy, bindings }) => {
    const failurePolicy = policy.failurePolicy === 'Fail' ? 'Ignore' : 'Fail'
    return [
      {
        place: { document: policy.place.document, path: ['spec', 'failurePolicy'] },
        text: `failurePolicy ${policy.failurePolicy} becomes ${failurePolicy}`,
        changed: { bindings, policy: { ...policy, failurePolicy } },
      },
    ]
  },
}
