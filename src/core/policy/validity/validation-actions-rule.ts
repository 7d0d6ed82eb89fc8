import { invalid, required } from '../../kubernetes/custom/field-error.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { duplicates } from './names.ts'
import { oneOf } from './one-of.ts'
import { refused } from './refused.ts'
import { fieldAt, itemsAt, rootOf, type Spot, textAt, textsAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateValidationActions) */
export function validationActionsRule(document: SourceDocument): readonly Problem[] {
  return validationActionsProblems(fieldAt(rootOf(document), 'spec', 'validationActions'))
}

/** The same, wherever the actions are written. */
export function validationActionsProblems(actions: Spot): readonly Problem[] {
  const { document } = actions
  const items = itemsAt(actions).map((item) => ({ ...item, value: textAt(item) }))
  const texts = textsAt(actions)
  const both = invalid(
    actions.path,
    texts,
    'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
  )
  return [
    ...items.flatMap((item) => oneOf(item, ['Audit', 'Deny', 'Warn'])),
    ...duplicates(items),
    ...(texts.includes('Deny') && texts.includes('Warn')
      ? [
          refused(document, both, {
            remedy: 'keep Deny to refuse, or Warn to let pass with a warning',
          }),
        ]
      : []),
  ]
}

/** A binding says what it does. */
export function someActionRule(document: SourceDocument): readonly Problem[] {
  const actions = fieldAt(rootOf(document), 'spec', 'validationActions')
  if (itemsAt(actions).length > 0) return []
  return [refused(document, required(actions.path), { remedy: 'say Deny, Warn or Audit' })]
}
