import type { PolicyOperator } from '../operator.ts'

export const dropPodTemplates: PolicyOperator = {
  kind: 'policy',
  name: 'drop-pod-templates',
  title: 'the Pods that workloads describe are not judged',
  changes: ({ policy, bindings }) =>
    policy.podTemplates
      ? [
          {
            place: { document: policy.place.document, path: ['spec', 'podTemplates'] },
            text: 'podTemplates true becomes false',
            changed: { bindings, policy: { ...policy, podTemplates: false } },
          },
        ]
      : [],
}
