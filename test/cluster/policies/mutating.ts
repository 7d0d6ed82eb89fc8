import type { JsonObject } from '#src/core/index.ts'
import { type Seeded, seeded } from '../objects/seeded.ts'
import { bound, listed, matchConditions } from './bound.ts'
import { condition } from './expressions.ts'
import { type Family, families } from './families.ts'
import type { Meant } from './matching.ts'
import { commutingMutation, mutation } from './mutations.ts'
import { paramKind } from './params.ts'
import { isOrdered, type PolicyCase } from './policy-case.ts'
import { someRequests } from './requests.ts'

/**
 * A case of mutating policies; the same for the same seed and index. Where several policies, bindings or params meet a
 * request Kubernetes has no order, so there the mutations commute.
 */
export function mutatingCase(seedText: string, index: number): PolicyCase {
  const seed = seeded(`${seedText} ${index}`)
  const family = families[index % families.length] as Family
  const { versions } = family
  const version = versions.length > 1 && seed.below(2) === 0 ? seed.pick(versions) : undefined
  const meant = { family, version, door: 'mutate' } as const
  const drawn = documentsFor(seed, meant, seed.pick(['alone', 'alone', 'together']))
  const one: PolicyCase = {
    index,
    family,
    documents: drawn,
    requests: someRequests(seed, family),
    version,
    knowsNamespace: true,
  }
  if (isOrdered(one)) return one
  return {
    ...one,
    documents: documentsFor(seeded(`${seedText} ${index} together`), meant, 'together'),
  }
}

type Company = 'alone' | 'together'

function documentsFor(seed: Seeded, meant: Meant, company: Company): readonly JsonObject[] {
  const names = company === 'alone' ? ['a'] : ['a', 'b', 'c'].slice(0, 1 + seed.below(3))
  return names.flatMap((name) => {
    const kind = paramKind(seed)
    const spec = policySpec(seed, meant, company, { key: name, hasParams: kind !== undefined })
    const count = company === 'alone' ? 1 : seed.pick([1, 1, 2])
    const policy = {
      kind: 'MutatingAdmissionPolicy',
      name: `SLOT-${name}`,
      paramKind: kind,
      spec,
    } as const
    return bound(
      seed,
      meant,
      policy,
      Array.from({ length: count }, () => ({})),
    )
  })
}

function policySpec(
  seed: Seeded,
  { family }: Meant,
  company: Company,
  { key, hasParams }: { readonly key: string; readonly hasParams: boolean },
): JsonObject {
  const isAlone = company === 'alone'
  return {
    failurePolicy: seed.pick(['Fail', 'Fail', 'Ignore']),
    reinvocationPolicy: seed.pick(['Never', 'IfNeeded']),
    ...(isAlone
      ? matchConditions(seed, { hasParams, hasAuthorizer: false })
      : steadyConditions(seed)),
    ...(isAlone && seed.below(4) === 0 ? { variables: [variable(seed, hasParams)] } : {}),
    ...listed('mutations', seed.pick([1, 1, 2, 3]), (index) =>
      isAlone
        ? mutation(seed, family, hasParams)
        : commutingMutation(seed, `${key}${index}`, hasParams),
    ),
  }
}

/** Nothing that another policy changes. */
function steadyConditions(seed: Seeded): JsonObject {
  const expression = seed.pick([
    "request.operation != 'DELETE'",
    "has(object.metadata.labels) && 'app' in object.metadata.labels",
    'int(request.operation) == 1',
    "request.name != 'settled'",
  ])
  return seed.below(3) === 0 ? { matchConditions: [{ name: 'steady', expression }] } : {}
}

function variable(seed: Seeded, hasParams: boolean): JsonObject {
  const scope = { variables: [], hasParams, hasAuthorizer: false }
  return { name: 'one', expression: condition(seed, scope) }
}
