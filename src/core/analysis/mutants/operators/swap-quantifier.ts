import type { Operator } from '../operator.ts'
import { asWritten } from '../written-tree.ts'

/** `all` becomes `exists`, and the other way round. */
export const swapQuantifier: Operator = {
  kind: 'expression',
  name: 'swap-quantifier',
  title: 'all becomes exists, exists becomes all',
  replacements: ({ node }) => {
    const call = asWritten(node)
    if (node.kind !== 'comprehension' || call.kind !== 'call') return []
    const other = others.get(call.function)
    return other === undefined ? [] : [{ by: { ...call, function: other } }]
  },
}

const others: ReadonlyMap<string, string> = new Map([
  ['all', 'exists'],
  ['exists', 'all'],
])
