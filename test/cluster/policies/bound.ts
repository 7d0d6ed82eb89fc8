import type { JsonObject } from '#src/core/index.ts'
import type { Seeded } from '../objects/seeded.ts'
import { condition, type Scope } from './expressions.ts'
import { type Meant, matchResources } from './matching.ts'
import { paramRef } from './params.ts'
import { isolated, registered } from './policy-case.ts'

/** A policy before it is bound: its kind, and its spec but for what it matches. */
export interface Unbound {
  readonly kind: 'ValidatingAdmissionPolicy' | 'MutatingAdmissionPolicy'
  readonly name: string
  readonly paramKind: JsonObject | undefined
  readonly spec: JsonObject
}

/** The policy with what it matches, and with its bindings, `bindingSpec` of each; either it or they are for one space only. */
export function bound(
  seed: Seeded,
  meant: Meant,
  { kind, name, paramKind, spec }: Unbound,
  bindingSpecs: readonly JsonObject[],
): readonly JsonObject[] {
  // a kind of params that nobody knows refuses whatever the policy itself means
  const isolates = paramKind?.['kind'] === 'Unknown' ? 'policy' : seed.pick(['policy', 'binding'])
  const place = (match: JsonObject, at: string) =>
    at === isolates ? isolated(match, meant.family) : match
  const matchConstraints = place(matchResources(seed, meant, { rules: 'required' }), 'policy')
  const policy = registered(kind, name, {
    ...(paramKind === undefined ? {} : { paramKind }),
    ...spec,
    matchConstraints,
  })
  const bindings = bindingSpecs.map((bindingSpec, index) => {
    const some = seed.below(3) === 0 ? matchResources(seed, meant, { rules: 'optional' }) : {}
    const match = place(some, 'binding')
    const reference = paramRef(seed, paramKind, meant.family)
    return registered(`${kind}Binding`, `${name}-${index}`, {
      policyName: name,
      ...bindingSpec,
      ...(reference === undefined ? {} : { paramRef: reference }),
      ...(Object.keys(match).length === 0 ? {} : { matchResources: match }),
    })
  })
  return [policy, ...bindings]
}

/** Some match conditions; they see no variables. */
export function matchConditions(
  seed: Seeded,
  scope: Pick<Scope, 'hasParams' | 'hasAuthorizer'>,
): JsonObject {
  const count = seed.pick([0, 0, 0, 1, 2])
  return listed('matchConditions', count, (index) => ({
    name: `condition-${index}`,
    expression: condition(seed, { ...scope, variables: [] }),
  }))
}

/** The field with so many items; nothing where there are none. */
export function listed(
  field: string,
  count: number,
  make: (index: number) => JsonObject,
): JsonObject {
  return count === 0 ? {} : { [field]: Array.from({ length: count }, (_, index) => make(index)) }
}
