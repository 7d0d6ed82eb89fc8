import { required } from '../../kubernetes/custom/field-error.ts'
import type { Problem } from '../../source/problem.ts'
import { trimSpace } from '../../source/trim-space.ts'
import { refused } from './refused.ts'
import { type Spot, textAt } from './spot.ts'

/** An expression that says nothing; what it says is the compiler's to judge. */
export function requiredExpression(expression: Spot, detail = ''): readonly Problem[] {
  if (trimSpace(textAt(expression)) !== '') return []
  const error = required(expression.path, detail)
  return [refused(expression.document, error, { remedy: 'write the expression' })]
}
