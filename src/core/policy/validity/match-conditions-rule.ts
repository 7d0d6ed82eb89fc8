import { required, tooMany } from '../../kubernetes/custom/field-error.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { requiredExpression } from './expressions.ts'
import { duplicates, nameProblems, qualifiedName } from './names.ts'
import { refused } from './refused.ts'
import { fieldAt, itemsAt, rootOf, type Spot, textAt } from './spot.ts'

const most = 64

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateMatchConditions) */
export function matchConditionsRule(document: SourceDocument): readonly Problem[] {
  const conditions = fieldAt(rootOf(document), 'spec', 'matchConditions')
  const items = itemsAt(conditions)
  const names = items.map((item) => fieldAt(item, 'name'))
  const named = names.filter((name) => textAt(name) !== '')
  return [
    ...(items.length <= most
      ? []
      : [
          refused(document, tooMany(conditions.path, items.length, most), {
            remedy: 'join conditions with &&',
          }),
        ]),
    ...items.flatMap((item) => requiredExpression(fieldAt(item, 'expression'))),
    ...names.flatMap(nameOfCondition),
    ...duplicates(named),
  ]
}

function nameOfCondition(name: Spot): readonly Problem[] {
  return textAt(name) === ''
    ? [refused(name.document, required(name.path), { remedy: 'give the condition a name' })]
    : nameProblems(name, qualifiedName)
}
