import { allNodes } from '../../cel/all-nodes.ts'
import type { Expression } from '../../cel/ast.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import { expressionsOf } from '../coverage/expressions-of.ts'

/**
 * What the policy's expressions read of whoever sends a request: `request.userInfo`, `authorizer`, or the whole `request`, which
 * has both. Empty where they ask for the object only; an annotation for the audit log decides nothing.
 */
export function readOfRequester(compiled: CompiledPolicy): readonly string[] {
  const read = expressionsOf(compiled)
    .filter(({ role }) => role !== 'audit-annotation')
    .flatMap(({ expression }) =>
      expression.kind === 'program' ? requesterIn(expression.program.ast()) : [],
    )
  return [...new Set(read)].sort()
}

function requesterIn(root: Expression): readonly string[] {
  const nodes = allNodes(root)
  const fields = new Map(
    nodes.flatMap((node) => (node.kind === 'select' ? [[node.operand, node.field] as const] : [])),
  )
  return nodes.flatMap((node) => {
    if (node.kind !== 'identifier') return []
    const name = node.name.replace(/^\./, '')
    if (name === 'authorizer' || name.startsWith('authorizer.')) return ['authorizer']
    if (name !== 'request') return []
    const field = fields.get(node)
    if (field === undefined) return ['request']
    return field === 'userInfo' ? ['request.userInfo'] : []
  })
}
