import { invalid, required } from '../../kubernetes/custom/field-error.ts'
import { utf8 } from '../../source/base64.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { trimSpace } from '../../source/trim-space.ts'
import { requiredExpression } from './expressions.ts'
import { duplicates, formatProblems, qualifiedName } from './names.ts'
import { refused } from './refused.ts'
import { fieldAt, itemsAt, rootOf, type Spot, textAt } from './spot.ts'

const most = 20
const longestExpression = 5120

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateAuditAnnotation) */
export function auditAnnotationsRule(document: SourceDocument): readonly Problem[] {
  const policyName = textAt(fieldAt(rootOf(document), 'metadata', 'name'))
  const annotations = fieldAt(rootOf(document), 'spec', 'auditAnnotations')
  const items = itemsAt(annotations)
  const keys = items.map((item) => fieldAt(item, 'key'))
  return [
    ...countProblems(annotations, items),
    ...keys.flatMap((key) => keyProblems(key, policyName)),
    ...items.flatMap((item) => valueProblems(fieldAt(item, 'valueExpression'))),
    ...duplicates(keys),
  ]
}

/** The API server prints the list as it holds it. */
function countProblems({ document, path }: Spot, items: readonly Spot[]): readonly Problem[] {
  if (items.length <= most) return []
  const held = items.map((item) => ({
    Key: textAt(fieldAt(item, 'key')),
    ValueExpression: textAt(fieldAt(item, 'valueExpression')),
  }))
  const error = invalid(path, held, `must not have more than ${most} auditAnnotations`)
  return [refused(document, error, { remedy: 'put several values into one annotation' })]
}

/** In the audit event the name of the policy stands before the key. */
function keyProblems(key: Spot, policyName: string): readonly Problem[] {
  const { document, path } = key
  if (policyName !== '') {
    return formatProblems(key, path, `${policyName}/${textAt(key)}`, {
      ...qualifiedName,
      remedy: 'use at most 63 letters, digits, "-", "_" and "."',
    })
  }
  const error = invalid(path, textAt(key), 'requires metadata.name be non-empty')
  return [refused(document, error, { remedy: 'give the policy a name' })]
}

function valueProblems(value: Spot): readonly Problem[] {
  if (utf8(trimSpace(textAt(value))).length <= longestExpression) {
    return requiredExpression(value, 'valueExpression is not specified')
  }
  const error = required(value.path, `must not exceed ${longestExpression} bytes in length`)
  return [refused(value.document, error, { remedy: 'move parts of it into variables' })]
}
