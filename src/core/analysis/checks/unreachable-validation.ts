import type { Expression } from '../../cel/ast.ts'
import { print } from '../../cel/print.ts'
import type { CompiledExpression } from '../../policy/compile-policy.ts'
import type { Check } from '../check.ts'
import { expressionWarning } from '../reading/expression-warning.ts'
import { termsOf } from '../reading/terms.ts'
import { isWrittenOut } from './constant.ts'

/** A validation that only fails where an earlier one has failed: the same, one of its conditions, or a weaker one. */
export const unreachableValidation: Check = {
  code: 'unreachable-validation',
  title: 'a validation says nothing that an earlier one does not say',
  check: ({ compiled: { validations } }) => {
    const trees = validations.map(({ expression }) => treeOf(expression))
    return validations.flatMap(({ expression }, index) => {
      const tree = trees[index]
      if (tree === undefined || isWrittenOut(tree)) return []
      const earlier = trees
        .slice(0, index)
        .findIndex((one) => one !== undefined && implies(one, tree))
      if (earlier === -1) return []
      return [
        expressionWarning(expression.text, tree, {
          code: unreachableValidation.code,
          message: `spec.validations[${earlier}] fails wherever this one does`,
          remedy: 'take one of the two out, or correct it',
        }),
      ]
    })
  },
}

function treeOf(expression: CompiledExpression): Expression | undefined {
  return expression.kind === 'program' ? expression.program.ast() : undefined
}

/** `a && b` implies `a`, and `a` implies `a || b`: told by their texts. */
function implies(one: Expression, other: Expression): boolean {
  const text = print(other)
  const conditions = new Set(termsOf(one, '_&&_').map(print))
  if (conditions.has(text) || termsOf(other, '_&&_').every((term) => conditions.has(print(term)))) {
    return true
  }
  const alternatives = new Set(termsOf(other, '_||_').map(print))
  return termsOf(one, '_||_').every((term) => alternatives.has(print(term)))
}
