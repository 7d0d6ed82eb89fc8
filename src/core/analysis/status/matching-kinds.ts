import { isNeverOffered } from '../../matching/never-offered.ts'
import type { Policy, ResourceRule } from '../../policy/model.ts'
import { namesResource, operationsIn, takesScope } from '../offers/covers.ts'
import type { Offered } from '../offers/offered.ts'

/** How many resources the policy concerns, whatever their versions; sub-resources count with their resource. */
export function matchingKinds(policy: Policy, offered: readonly Offered[]): number {
  const { resourceRules = [], excludeResourceRules = [] } = policy.match
  const whole = excludeResourceRules.filter(({ resourceNames = [] }) => resourceNames.length === 0)
  const matching = offered.filter(
    (one) =>
      resourceRules.some((rule) => asks(rule, one)) &&
      !whole.some((rule) => asks(rule, one)) &&
      !isNeverOffered(one, policy),
  )
  return new Set(matching.map(({ group, resource }) => `${group}/${resource}`)).size
}

function asks(rule: ResourceRule, offered: Offered): boolean {
  return (
    namesResource(rule, offered) &&
    takesScope(rule, offered.namespaced) &&
    operationsIn(rule, offered.operations).length > 0
  )
}
