import { isCallOf } from '../../reading/terms.ts'
import type { Operator } from '../operator.ts'
import { callAt } from '../written-tree.ts'

/** `c ? a : b` becomes `c ? b : a`. */
export const swapArms: Operator = {
  kind: 'expression',
  name: 'swap-arms',
  title: 'the arms of ?: change places',
  replacements: ({ node }) => {
    if (!isCallOf(node, '_?_:_') || node.macroCall !== undefined) return []
    const [condition, yes, no] = node.arguments
    return condition && yes && no ? [{ by: callAt(node, '_?_:_', [condition, no, yes]) }] : []
  },
}
