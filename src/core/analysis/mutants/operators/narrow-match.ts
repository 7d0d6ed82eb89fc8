import type { MatchResources } from '../../../policy/model.ts'
import { changesOfMatch, type MatchChange } from '../change-match.ts'
import type { PolicyOperator } from '../operator.ts'

/** A rule means one of its operations, or one of its resources, no longer. */
export const narrowMatch: PolicyOperator = {
  kind: 'policy',
  name: 'narrow-match',
  title: 'a rule means an operation or a resource less',
  changes: (target) => changesOfMatch(target, narrowRules),
}

function narrowRules(match: MatchResources): readonly MatchChange[] {
  const { resourceRules = [] } = match
  return resourceRules.flatMap((rule, index) =>
    (['operations', 'resources'] as const).flatMap((field) =>
      rule[field].length < 2
        ? []
        : rule[field].map((item, place) => {
            const narrow = { ...rule, [field]: rule[field].toSpliced(place, 1) }
            return {
              steps: ['resourceRules', index, field, place],
              text: `resourceRules[${index}].${field} without ${item}`,
              match: { ...match, resourceRules: resourceRules.with(index, narrow) },
            }
          }),
    ),
  )
}
