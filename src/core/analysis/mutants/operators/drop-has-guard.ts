import type { CallNode } from '../../../cel/ast.ts'
import { isCallOf } from '../../reading/terms.ts'
import { isGuard } from '../guard.ts'
import type { Operator, Replacement } from '../operator.ts'
import { isHas } from '../written-tree.ts'
import { withoutTerms } from './drop-clause.ts'

/** `has(a.b) && c` becomes `c`, `has(a.b) ? c : d` becomes `c`. */
export const dropHasGuard: Operator = {
  kind: 'expression',
  name: 'drop-has-guard',
  title: 'a guard with has is left out',
  replacements: (site) => [
    ...withoutTerms(site, isGuard),
    ...(isCallOf(site.node, '_?_:_') ? withoutChoice(site.node) : []),
  ],
}

function withoutChoice(node: CallNode): readonly Replacement[] {
  const [condition, yes, no] = node.arguments
  if (condition === undefined || !isGuard(condition)) return []
  const by = isHas(condition) ? yes : no
  return by === undefined ? [] : [{ by }]
}
