import { printPath } from '../../../source/path.ts'
import type { PolicyOperator } from '../operator.ts'

export const dropValidation: PolicyOperator = {
  kind: 'policy',
  name: 'drop-validation',
  title: 'a validation is left out',
  changes: ({ policy, bindings }) =>
    policy.validations.map(({ expression: { place } }, index) => ({
      place,
      text: `validations[${index}] is left out`,
      expression: printPath(place.path),
      changed: {
        bindings,
        policy: { ...policy, validations: policy.validations.toSpliced(index, 1) },
      },
    })),
}
