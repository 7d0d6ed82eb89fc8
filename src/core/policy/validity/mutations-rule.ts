import { invalid, required } from '../../kubernetes/custom/field-error.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { requiredExpression } from './expressions.ts'
import { oneOf } from './one-of.ts'
import { refused } from './refused.ts'
import { fieldAt, isWritten, itemsAt, rootOf, type Spot, textAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateMutation) */
export function mutationsRule(document: SourceDocument): readonly Problem[] {
  const mutations = fieldAt(rootOf(document), 'spec', 'mutations')
  const items = itemsAt(mutations)
  if (items.length > 0) return items.flatMap(mutationProblems)
  const error = required(mutations.path, 'mutations must contain at least one item')
  return [refused(document, error, { remedy: 'add a mutation' })]
}

function mutationProblems(mutation: Spot): readonly Problem[] {
  const type = fieldAt(mutation, 'patchType')
  switch (textAt(type)) {
    case '':
      return [
        refused(type.document, required(type.path), {
          remedy: 'say ApplyConfiguration or JSONPatch',
        }),
      ]
    case 'JSONPatch':
      return expressionProblems(mutation, ['jsonPatch', 'applyConfiguration'])
    case 'ApplyConfiguration':
      return expressionProblems(mutation, ['applyConfiguration', 'jsonPatch'])
    default:
      return oneOf(type, ['ApplyConfiguration', 'JSONPatch'])
  }
}

/** The patch type has its own field, and not the other's. */
function expressionProblems(
  mutation: Spot,
  [own, other]: readonly [string, string],
): readonly Problem[] {
  const { document } = mutation
  const type = textAt(fieldAt(mutation, 'patchType'))
  const patch = fieldAt(mutation, own)
  const missing = required(patch.path, `must be specified when patchType is ${type}`)
  const unwanted = fieldAt(mutation, other)
  const detail = `must not be specified when patchType is ${type}`
  return [
    ...(isWritten(patch)
      ? requiredExpression(fieldAt(patch, 'expression'))
      : [refused(document, missing, { remedy: `add ${own}.expression, or change patchType` })]),
    ...(isWritten(unwanted)
      ? [
          refused(document, invalid(unwanted.path, `{${other}}`, detail), {
            remedy: `remove ${other}, or change patchType`,
          }),
        ]
      : []),
  ]
}
