import type { Operation } from '../../admission/request.ts'
import { listed, resourceMatches } from '../../matching/resource-rules.ts'
import type { ResourceRule } from '../../policy/model.ts'
import type { Offered } from './offered.ts'

/** What a rule may ask of: a resource, or one that nobody knows. */
type Named = Pick<Offered, 'group' | 'version' | 'resource' | 'subResource'>

/** Whether one of the rule's groups, versions and resources is that one, whatever its scope and names. */
export function namesResource(rule: ResourceRule, named: Named): boolean {
  return (
    listed(rule.apiGroups, named.group) &&
    listed(rule.apiVersions, named.version) &&
    rule.resources.some((pattern) => isResource(pattern, named))
  )
}

/** The operations of those that the rule lists. */
export function operationsIn(
  rule: ResourceRule,
  operations: readonly Operation[],
): readonly Operation[] {
  return operations.filter((operation) => listed(rule.operations, operation))
}

/** Whether the rule's scope takes objects that stand in namespaces, or those that do not. A Namespace stands in none. */
export function takesScope({ scope = '*' }: ResourceRule, namespaced: boolean): boolean {
  return scope === '*' || (scope === 'Namespaced') === namespaced
}

/** Whether an item of a rule's `resources` is that resource, or sub-resource. */
export function isResource(
  pattern: string,
  { resource, subResource }: Pick<Named, 'resource' | 'subResource'>,
): boolean {
  return resourceMatches(pattern, resource, subResource)
}
