import type { Expression } from '../../../cel/ast.ts'
import { isCallOf, termsOf } from '../../reading/terms.ts'
import { isGuard } from '../guard.ts'
import type { Operator, Replacement, Site } from '../operator.ts'
import { callAt } from '../written-tree.ts'

/** `a && b` becomes `a`, and `b`; guards with `has` are left to another operator. */
export const dropClause: Operator = {
  kind: 'expression',
  name: 'drop-clause',
  title: 'an operand of && or || is left out',
  replacements: (site) => withoutTerms(site, (term) => !isGuard(term)),
}

/** The chain that begins at the node, without each of the terms that are meant. */
export function withoutTerms(
  { node, parent }: Site,
  isMeant: (term: Expression) => boolean,
): readonly Replacement[] {
  const operator = (['_&&_', '_||_'] as const).find((name) => isCallOf(node, name))
  if (operator === undefined || (parent !== undefined && isCallOf(parent, operator))) return []
  const terms = termsOf(node, operator)
  return terms.flatMap((term) =>
    isMeant(term)
      ? [
          {
            by: joined(
              node,
              operator,
              terms.filter((other) => other !== term),
            ),
            about: term,
          },
        ]
      : [],
  )
}

/** Split as the parser splits chains, so that they are printed without parentheses. */
function joined(node: Expression, operator: string, terms: readonly Expression[]): Expression {
  const [only] = terms
  if (only === undefined) throw new Error('a chain lost its last term')
  if (terms.length === 1) return only
  const middle = ((terms.length - 1) >> 1) + 1
  const halves = [terms.slice(0, middle), terms.slice(middle)]
  return callAt(
    node,
    operator,
    halves.map((half) => joined(node, operator, half)),
  )
}
