import type { Check } from '../check.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import { constantTree } from './constant.ts'

/** A validation that is true for all that the rules and match conditions let come. */
export const neverRefuses: Check = {
  code: 'never-refuses',
  title: 'an expression can never be false',
  check: (context) =>
    context.compiled.validations.flatMap(({ expression }) => {
      const tree = constantTree(expression, ({ mayBeFalse }) => !mayBeFalse, context)
      if (tree === undefined) return []
      return [
        expressionWarning(expression.text, tree, {
          code: neverRefuses.code,
          message: 'this is never false for what the policy matches: it refuses nothing',
          remedy: 'correct the expression, or take the validation out',
        }),
      ]
    }),
}
