import { forbidden, invalid, required } from '../../kubernetes/custom/field-error.ts'
import { nearestName } from '../../source/nearest-name.ts'
import type { Problem } from '../../source/problem.ts'
import { labelProblems } from './metadata-rule.ts'
import { labelValue, nameProblems, qualifiedName } from './names.ts'
import { refused } from './refused.ts'
import { fieldAt, itemsAt, type Spot, textAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apimachinery/pkg/apis/meta/v1/validation/validation.go (ValidateLabelSelector) */
export function labelSelectorProblems(selector: Spot): readonly Problem[] {
  return [
    ...labelProblems(fieldAt(selector, 'matchLabels')),
    ...itemsAt(fieldAt(selector, 'matchExpressions')).flatMap(requirementProblems),
  ]
}

const operators = ['In', 'NotIn', 'Exists', 'DoesNotExist']

function requirementProblems(requirement: Spot): readonly Problem[] {
  const values = itemsAt(fieldAt(requirement, 'values'))
  return [
    ...operatorProblems(requirement, values.length),
    ...nameProblems(fieldAt(requirement, 'key'), qualifiedName),
    ...values.flatMap((value) => nameProblems(value, labelValue)),
  ]
}

function operatorProblems(requirement: Spot, valueCount: number): readonly Problem[] {
  const { document } = requirement
  const operator = fieldAt(requirement, 'operator')
  const { path } = fieldAt(requirement, 'values')
  const word = textAt(operator)
  switch (word) {
    case 'In':
    case 'NotIn': {
      if (valueCount > 0) return []
      const error = required(path, "must be specified when `operator` is 'In' or 'NotIn'")
      return [refused(document, error, { remedy: 'list the values' })]
    }
    case 'Exists':
    case 'DoesNotExist': {
      if (valueCount === 0) return []
      const detail = "may not be specified when `operator` is 'Exists' or 'DoesNotExist'"
      return [refused(document, forbidden(path, detail), { remedy: 'remove values' })]
    }
    default: {
      const near = nearestName(word, operators)
      const error = invalid(operator.path, word, 'not a valid selector operator')
      const remedy =
        near === undefined ? `use one of ${operators.join(', ')}` : `did you mean ${near}?`
      return [refused(document, error, { expected: operators.join(', '), remedy })]
    }
  }
}
