import type { Expression } from '../../cel/ast.ts'
import type { CompiledExpression } from '../../policy/compile-policy.ts'
import type { CheckContext } from '../check.ts'
import type { Truth } from '../reading/truth-of.ts'

/** The tree of an expression that has one truth whatever is sent, as far as the rules let it come. */
export function constantTree(
  expression: CompiledExpression,
  isConstant: (truth: Truth) => boolean,
  { readings }: CheckContext,
): Expression | undefined {
  if (expression.kind !== 'program') return undefined
  const truths = readings.flatMap((reading) => reading.truths.get(expression.text) ?? [])
  return truths.length > 0 && truths.every(isConstant) ? expression.program.ast() : undefined
}

/** Whether it is written as `true` or `false`: somebody means it so. */
export function isWrittenOut(tree: Expression): boolean {
  return tree.kind === 'literal'
}
