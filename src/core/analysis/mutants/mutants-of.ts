import { print } from '../../cel/print.ts'
import type { CompiledPolicy } from '../../policy/compile-policy.ts'
import type { ExpressionText } from '../../policy/model.ts'
import { printPath } from '../../source/path.ts'
import { positionOf } from '../coverage/coverage.ts'
import { expressionsOf } from '../coverage/expressions-of.ts'
import { treeOf } from '../coverage/points-of-expression.ts'
import { isSameForSure, type Setting, settingOf } from './equivalent.ts'
import type { Mutant } from './mutant.ts'
import { newIds } from './mutant-id.ts'
import type { Change, Operator, Replacement, Site } from './operator.ts'
import { operators } from './operators.ts'
import { sitesOf } from './sites.ts'
import { withText } from './with-text.ts'
import { replaced } from './written-tree.ts'

/**
 * Every mutant of a policy, in the order of its text. Left out is what certainly does the same as the policy; what does not
 * compile is left to whoever applies it.
 */
export function mutantsOf(compiled: CompiledPolicy): readonly Mutant[] {
  const { policy, bindings } = compiled
  if (policy.broken !== undefined) return []
  const idOf = newIds(policy)
  const target = { policy, bindings }
  const ofPolicy = operators.flatMap((operator) =>
    operator.kind === 'policy'
      ? operator.changes(target).map((change) => ({ ...change, operator: operator.name }))
      : [],
  )
  const setting = settingOf(compiled)
  const ofExpressions = expressionsOf(compiled).flatMap(({ role, expression }) => {
    const root = treeOf(expression)
    if (root === undefined) return []
    const sites = sitesOf(root, role)
    return sites.flatMap((site) =>
      expressionChanges(site, { compiled, text: expression.text, root, setting }),
    )
  })
  return [...ofPolicy, ...ofExpressions]
    .map(({ place, offset, text, expression, changed, operator }: NamedChange): Mutant => {
      const position = positionOf({ place, offset })
      const path = printPath(place.path)
      return {
        id: idOf(`${path} ${operator} ${text}`),
        operator,
        policy,
        source: place.document.source,
        path,
        line: position?.line,
        column: position?.column,
        text,
        expression,
        changed,
      }
    })
    .sort(inOrder)
}

interface NamedChange extends Change {
  readonly operator: string
  readonly offset?: number
}

interface Inside {
  readonly compiled: CompiledPolicy
  readonly text: ExpressionText
  readonly root: Site['node']
  readonly setting: Setting
}

function expressionChanges(site: Site, inside: Inside): readonly NamedChange[] {
  return operators.flatMap((operator) =>
    operator.kind === 'expression'
      ? operator.replacements(site).flatMap((one) => changeFor(one, operator, site, inside))
      : [],
  )
}

function changeFor(
  replacement: Replacement,
  { name }: Operator,
  { node }: Site,
  { compiled, text, root, setting }: Inside,
): readonly NamedChange[] {
  const { by, about } = replacement
  const after = replaced(root, node, by)
  const printed = print(after)
  if (printed === print(root) || isSameForSure({ node, by, about }, setting)) return []
  const { policy, bindings } = compiled
  return [
    {
      operator: name,
      place: text.place,
      offset: (about ?? node).span.start,
      text:
        about === undefined ? `${print(node)} becomes ${print(by)}` : `${print(about)} is left out`,
      expression: printPath(text.place.path),
      changed: { bindings, policy: withText(policy, text, printed) },
    },
  ]
}

function inOrder(one: Mutant, other: Mutant): number {
  if (one.source !== other.source) return one.source < other.source ? -1 : 1
  return (one.line ?? 0) - (other.line ?? 0) || (one.column ?? 0) - (other.column ?? 0)
}
