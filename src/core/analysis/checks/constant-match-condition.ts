import type { Check } from '../check.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import { constantTree } from './constant.ts'

/** A match condition that never holds, by itself or behind the ones before, or always does. */
export const constantMatchCondition: Check = {
  code: 'constant-match-condition',
  title: 'a match condition never or always holds',
  check: (context) =>
    context.compiled.matchConditions.flatMap(({ name, expression }, index) => {
      const never = constantTree(expression, ({ mayBeTrue }) => !mayBeTrue, context)
      if (never !== undefined) {
        const behind = index === 0 ? '' : ' where the conditions before it hold'
        return [
          expressionWarning(expression.text, never, {
            code: constantMatchCondition.code,
            message: `"${name}" never holds${behind} for what the rules match: the policy judges nothing`,
            remedy: 'correct the condition, or the rules',
          }),
        ]
      }
      const always = constantTree(expression, ({ mayBeFalse }) => !mayBeFalse, context)
      if (always === undefined) return []
      return [
        expressionWarning(expression.text, always, {
          code: constantMatchCondition.code,
          message: `"${name}" always holds for what the rules match: it sorts nothing out`,
          remedy: 'correct the condition, or take it out',
        }),
      ]
    }),
}
