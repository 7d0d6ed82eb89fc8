import { selectsAll } from '../../../kubernetes/label-selector.ts'
import type { MatchResources, ResourceRule } from '../../../policy/model.ts'
import { changesOfMatch, type MatchChange } from '../change-match.ts'
import type { PolicyOperator } from '../operator.ts'

/** A rule means every operation, or every resource of its groups; a selector selects everything. */
export const widenMatch: PolicyOperator = {
  kind: 'policy',
  name: 'widen-match',
  title: 'a rule or a selector means more',
  changes: (target) =>
    changesOfMatch(target, (match) => [...wideRules(match), ...withoutSelectors(match)]),
}

function wideRules(match: MatchResources): readonly MatchChange[] {
  const { resourceRules = [] } = match
  return resourceRules.flatMap((rule, index) =>
    (['operations', 'resources'] as const).flatMap((field): readonly MatchChange[] => {
      if (rule[field].includes('*')) return []
      const wide: ResourceRule = { ...rule, [field]: ['*'] }
      return [
        {
          steps: ['resourceRules', index, field],
          text: `resourceRules[${index}].${field} ${rule[field].join(', ')} becomes *`,
          match: { ...match, resourceRules: resourceRules.with(index, wide) },
        },
      ]
    }),
  )
}

function withoutSelectors(match: MatchResources): readonly MatchChange[] {
  return (['objectSelector', 'namespaceSelector'] as const).flatMap((field) => {
    const selector = match[field]
    if (selector === undefined || selectsAll(selector)) return []
    const { [field]: _, ...rest } = match
    return [{ steps: [field], text: `${field} is left out`, match: rest }]
  })
}
