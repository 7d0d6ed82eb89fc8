import type { Check } from '../check.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import { constantTree, isWrittenOut } from './constant.ts'

/** A validation that is false for all that comes, and is not written as `false`. */
export const alwaysRefuses: Check = {
  code: 'always-refuses',
  title: 'an expression can never be true',
  check: (context) =>
    context.compiled.validations.flatMap(({ expression }) => {
      const tree = constantTree(expression, ({ mayBeTrue }) => !mayBeTrue, context)
      if (tree === undefined || isWrittenOut(tree)) return []
      return [
        expressionWarning(expression.text, tree, {
          code: alwaysRefuses.code,
          message: 'this is never true for what the policy matches: it refuses everything',
          remedy: 'correct the expression; if all is to be refused, write false',
        }),
      ]
    }),
}
