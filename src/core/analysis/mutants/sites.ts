import type { Expression } from '../../cel/ast.ts'
import { clausesIn } from '../coverage/clauses-in.ts'
import type { Role } from '../coverage/expressions-of.ts'
import type { Site } from './operator.ts'
import { writtenNodes } from './written-tree.ts'

/** Every node of an expression that its author wrote. */
export function sitesOf(root: Expression, role: Role): readonly Site[] {
  const decisions = new Set(
    clausesIn(root)
      .filter(({ sense, title }) => sense === 'truth' && title !== 'choice')
      .map(({ node }) => node),
  )
  if (role === 'match-condition' || role === 'validation') decisions.add(root)
  return writtenNodes(root).map(({ node, parent }) => ({
    node,
    parent,
    isDecision: decisions.has(node),
  }))
}
