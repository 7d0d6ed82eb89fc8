import { printPath } from '../../../source/path.ts'
import type { PolicyOperator } from '../operator.ts'

export const dropMutation: PolicyOperator = {
  kind: 'policy',
  name: 'drop-mutation',
  title: 'a mutation is left out',
  changes: ({ policy, bindings }) =>
    policy.mutations.map(({ expression: { place } }, index) => ({
      place,
      text: `mutations[${index}] is left out`,
      expression: printPath(place.path),
      changed: { bindings, policy: { ...policy, mutations: policy.mutations.toSpliced(index, 1) } },
    })),
}
