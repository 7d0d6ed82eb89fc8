import { required } from '../../kubernetes/custom/field-error.ts'
import type { Problem } from '../../source/problem.ts'
import { type Rule, refused } from './refused.ts'
import { fieldAt, isWritten, itemsAt, rootOf } from './spot.ts'

const lists = ['validations', 'auditAnnotations']

/**
 * A policy that neither validates nor annotates, nor has one of the other fields that say something.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateValidatingAdmissionPolicySpec)
 */
export function saysSomethingRule({ or }: { readonly or: readonly string[] }): Rule {
  return (document): readonly Problem[] => {
    const spec = fieldAt(rootOf(document), 'spec')
    if (lists.some((name) => itemsAt(fieldAt(spec, name)).length > 0)) return []
    if (or.some((name) => isWritten(fieldAt(spec, name)))) return []
    const remedy = ['add a validation', ...or].join(', or ')
    return lists.map((name) =>
      refused(
        document,
        required(
          fieldAt(spec, name).path,
          'validations or auditAnnotations must contain at least one item',
        ),
        { remedy },
      ),
    )
  }
}
