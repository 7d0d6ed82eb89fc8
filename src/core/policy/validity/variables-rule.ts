import { invalid, required } from '../../kubernetes/custom/field-error.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { trimSpace } from '../../source/trim-space.ts'
import { requiredExpression } from './expressions.ts'
import { duplicates } from './names.ts'
import { refused } from './refused.ts'
import { fieldAt, itemsAt, rootOf, type Spot, textAt } from './spot.ts'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go (validateVariable) */
export function variablesRule(document: SourceDocument): readonly Problem[] {
  return variablesOf(document).flatMap((variable) => [
    ...nameRule(fieldAt(variable, 'name')),
    ...requiredExpression(fieldAt(variable, 'expression'), 'expression is not specified'),
  ])
}

/** In our kinds a name means one variable. */
export function uniqueVariablesRule(document: SourceDocument): readonly Problem[] {
  return duplicates(variablesOf(document).map((variable) => fieldAt(variable, 'name')))
}

/** The API server takes a name twice: everything then reads the last variable of that name. */
export function shadowedVariablesRule(document: SourceDocument): readonly Problem[] {
  return uniqueVariablesRule(document).map((problem) => ({
    ...problem,
    severity: 'warning',
    message: `${problem.message}: only the last variable of that name is ever read`,
  }))
}

function variablesOf(document: SourceDocument): readonly Spot[] {
  return itemsAt(fieldAt(rootOf(document), 'spec', 'variables'))
}

const identifier = /^[_a-zA-Z][_a-zA-Z0-9]*$/

/** The list that the validation has, which is longer than the grammar's. */
const reserved: ReadonlySet<string> = new Set(
  (
    'true false null in as break const continue else for function if import let loop package namespace ' +
    'return var void while'
  ).split(' '),
)

function nameRule(name: Spot): readonly Problem[] {
  const { document, path } = name
  const written = textAt(name)
  if (trimSpace(written) === '') {
    const error = required(path, 'name is not specified')
    return [refused(document, error, { remedy: 'give the variable a name' })]
  }
  if (identifier.test(written) && !reserved.has(written)) return []
  return [
    refused(document, invalid(path, written, 'must be a valid CEL identifier'), {
      expected: 'letters, digits and _, not starting with a digit, and no word of the language',
      remedy: 'rename the variable and the places that read it',
    }),
  ]
}
