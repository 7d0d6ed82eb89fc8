import { problemAt } from '../../policy/problem-at.ts'
import type { Problem } from '../../source/problem.ts'
import type { Check, CheckContext } from '../check.ts'
import { namesResource, takesScope } from '../offers/covers.ts'
import { matchesOf, type PlacedRule, wantedRules } from '../offers/placed-rule.ts'

/** A scope that none of the rule's resources has. A Namespace itself stands in no namespace. */
export const scopeMismatch: Check = {
  code: 'scope-mismatch',
  title: 'a rule asks for a scope that its resources do not have',
  check: (context) =>
    matchesOf(context.compiled)
      .flatMap(wantedRules)
      .flatMap((placed) => problemOf(placed, context)),
}

function problemOf(
  { rule, document, path }: PlacedRule,
  { offered }: CheckContext,
): readonly Problem[] {
  const { scope = '*', resources } = rule
  const named = offered.filter((one) => namesResource(rule, one))
  const isOpen = resources.some((pattern) => pattern.startsWith('*')) || named.length === 0
  if (isOpen || named.some(({ namespaced }) => takesScope(rule, namespaced))) return []
  const other = scope === 'Cluster' ? 'Namespaced' : 'Cluster'
  return [
    problemAt(document, [...path, 'scope'], {
      code: scopeMismatch.code,
      severity: 'warning',
      message: `${resources.join(', ')} ${other === 'Cluster' ? 'stand in no namespace' : 'stand in namespaces'}, so that this rule matches nothing`,
      found: scope,
      expected: `${other} or *`,
      remedy: 'take scope out, or correct it',
    }),
  ]
}
