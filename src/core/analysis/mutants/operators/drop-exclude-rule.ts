import { changesOfMatch } from '../change-match.ts'
import type { PolicyOperator } from '../operator.ts'

/** Every entry of `excludeResourceRules`. */
export const dropExcludeRule: PolicyOperator = {
  kind: 'policy',
  name: 'drop-exclude-rule',
  title: 'an entry of excludeResourceRules is left out',
  changes: (target) =>
    changesOfMatch(target, (match) => {
      const { excludeResourceRules = [] } = match
      return excludeResourceRules.map((_, index) => ({
        steps: ['excludeResourceRules', index],
        text: `excludeResourceRules[${index}] is left out`,
        match: { ...match, excludeResourceRules: excludeResourceRules.toSpliced(index, 1) },
      }))
    }),
}
