import { isCallOf } from '../../reading/terms.ts'
import type { Operator } from '../operator.ts'
import { callAt } from '../written-tree.ts'

/** `a` becomes `!a` wherever something depends on it; what flipping or swapping turns round is left to these. */
export const negateClause: Operator = {
  kind: 'expression',
  name: 'negate-clause',
  title: 'a condition is turned round',
  replacements: ({ node, isDecision }) =>
    isDecision && !isCallOf(node, '_==_') && !isCallOf(node, '_!=_')
      ? [{ by: callAt(node, '!_', [node]) }]
      : [],
}
