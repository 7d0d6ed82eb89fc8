import { forbidden, required } from '../../kubernetes/custom/field-error.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { labelSelectorProblems } from './label-selector-rules.ts'
import { nameProblems, pathSegment } from './names.ts'
import { oneOf } from './one-of.ts'
import { refused } from './refused.ts'
import { fieldAt, isWritten, rootOf, type Spot, textAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateParamRef) */
export function paramRefRule(document: SourceDocument): readonly Problem[] {
  const reference = fieldAt(rootOf(document), 'spec', 'paramRef')
  if (!isWritten(reference)) return []
  const name = fieldAt(reference, 'name')
  const selector = fieldAt(reference, 'selector')
  const hasName = textAt(name) !== ''
  const exclude = { remedy: 'name the object, or select objects by their labels' }
  const isBoth = hasName && isWritten(selector)
  const both = ({ path }: Spot) =>
    refused(document, forbidden(path, 'name and selector are mutually exclusive'), exclude)
  const neither = required(reference.path, 'one of name or selector must be specified')
  return [
    ...(hasName ? nameProblems(name, pathSegment) : []),
    ...(isBoth ? [both(name)] : []),
    ...labelSelectorProblems(selector),
    ...(isBoth ? [both(selector)] : []),
    ...(hasName || isWritten(selector) ? [] : [refused(document, neither, exclude)]),
    ...notFoundProblems(fieldAt(reference, 'parameterNotFoundAction')),
  ]
}

function notFoundProblems(action: Spot): readonly Problem[] {
  if (textAt(action) !== '') return oneOf(action, ['Deny', 'Allow'])
  return [
    refused(action.document, required(action.path), {
      remedy: 'say Deny or Allow: what holds where no such object is found',
    }),
  ]
}
