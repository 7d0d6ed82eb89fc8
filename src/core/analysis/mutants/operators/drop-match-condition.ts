import { printPath } from '../../../source/path.ts'
import type { PolicyOperator } from '../operator.ts'

export const dropMatchCondition: PolicyOperator = {
  kind: 'policy',
  name: 'drop-match-condition',
  title: 'a match condition is left out',
  changes: ({ policy, bindings }) =>
    policy.matchConditions.map(({ name, expression: { place } }, index) => ({
      place,
      text: `the match condition ${name} is left out`,
      expression: printPath(place.path),
      changed: {
        bindings,
        policy: { ...policy, matchConditions: policy.matchConditions.toSpliced(index, 1) },
      },
    })),
}
