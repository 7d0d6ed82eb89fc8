import type { Operator } from '../operator.ts'

/** `<` becomes `<=`, `==` becomes `!=`, and the other way round. */
export const flipComparison: Operator = {
  kind: 'expression',
  name: 'flip-comparison',
  title: 'a comparison is another one',
  replacements: ({ node }) => {
    const other = node.kind === 'call' ? others.get(node.function) : undefined
    return node.kind === 'call' && other !== undefined ? [{ by: { ...node, function: other } }] : []
  },
}

const others: ReadonlyMap<string, string> = new Map([
  ['_<_', '_<=_'],
  ['_<=_', '_<_'],
  ['_>_', '_>=_'],
  ['_>=_', '_>_'],
  ['_==_', '_!=_'],
  ['_!=_', '_==_'],
])
