import type { GroupVersionResource } from '../admission/request.ts'
import type { ParamKind } from './model.ts'
import type { PolicySet } from './policy-set.ts'

/** Of what objects a snapshot has to know all, so that the policies can be decided. */
export interface LookedUpKinds {
  /** What `lookups` name. */
  readonly resources: readonly GroupVersionResource[]
  /** What `paramKind` names, where a binding refers to objects of it. */
  readonly paramKinds: readonly ParamKind[]
}

/** Each once, in the order of the policies: known as soon as these are read. */
export function lookedUpKinds({ policies }: PolicySet): LookedUpKinds {
  return {
    resources: distinct(
      policies.flatMap(({ policy }) => policy.lookups.map(({ resource }) => resource)),
      ({ group, version, resource }) => `${group}/${version}/${resource}`,
    ),
    paramKinds: distinct(
      policies.flatMap(({ policy, bindings }) =>
        policy.paramKind !== undefined && bindings.some(({ paramRef }) => paramRef !== undefined)
          ? [policy.paramKind]
          : [],
      ),
      ({ apiVersion, kind }) => `${apiVersion}/${kind}`,
    ),
  }
}

function distinct<Item>(items: readonly Item[], keyOf: (item: Item) => string): readonly Item[] {
  return [...new Map(items.map((item) => [keyOf(item), item])).values()]
}
