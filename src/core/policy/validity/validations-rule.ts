import { invalid } from '../../kubernetes/custom/field-error.ts'
import type { Problem } from '../../source/problem.ts'
import { trimSpace } from '../../source/trim-space.ts'
import { requiredExpression } from './expressions.ts'
import { oneOf } from './one-of.ts'
import { type Rule, refused } from './refused.ts'
import { fieldAt, itemsAt, rootOf, type Spot, textAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateValidation) */
export function validationsRule(reasons: readonly string[]): Rule {
  return (document) =>
    itemsAt(fieldAt(rootOf(document), 'spec', 'validations')).flatMap((validation) => [
      ...requiredExpression(fieldAt(validation, 'expression'), 'expression is not specified'),
      ...blankProblems(fieldAt(validation, 'messageExpression')),
      ...messageProblems(fieldAt(validation, 'message')),
      ...oneOf(fieldAt(validation, 'reason'), reasons),
    ])
}

function blankProblems(spot: Spot): readonly Problem[] {
  const { document, path } = spot
  const written = textAt(spot)
  if (written === '' || trimSpace(written) !== '') return []
  const error = invalid(path, written, 'must be non-empty if specified')
  return [refused(document, error, { remedy: 'write something, or remove the field' })]
}

function messageProblems(message: Spot): readonly Problem[] {
  const written = textAt(message)
  if (!/[\n\r]/.test(trimSpace(written))) return blankProblems(message)
  return [
    refused(message.document, invalid(message.path, written, 'must not contain line breaks'), {
      remedy: 'write it on one line; >- in YAML joins lines',
    }),
  ]
}
