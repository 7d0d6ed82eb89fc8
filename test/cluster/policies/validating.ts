import type { JsonObject } from '#src/core/index.ts'
import { type Seeded, seeded } from '../objects/seeded.ts'
import { bound, listed, matchConditions } from './bound.ts'
import { annotation, condition, type Scope, text } from './expressions.ts'
import { type Family, families } from './families.ts'
import type { Meant } from './matching.ts'
import { paramKind } from './params.ts'
import type { PolicyCase } from './policy-case.ts'
import { someRequests } from './requests.ts'

/** A case of validating policies; the same for the same seed and index. */
export function validatingCase(seedText: string, index: number): PolicyCase {
  const seed = seeded(`${seedText} ${index}`)
  const family = families[index % families.length] as Family
  const { versions } = family
  const version = versions.length > 1 && seed.below(2) === 0 ? seed.pick(versions) : undefined
  const names = seed.pick([['a'], ['a'], ['a'], ['a', 'b']])
  const documents = names.flatMap((name) =>
    policyWithBindings(seed, `SLOT-${name}`, { family, version, door: 'validate' }),
  )
  return {
    index,
    family,
    documents,
    requests: someRequests(seed, family),
    version,
    knowsNamespace: seed.below(8) > 0,
  }
}

function policyWithBindings(seed: Seeded, name: string, meant: Meant): readonly JsonObject[] {
  const kind = paramKind(seed)
  const count = seed.pick([1, 1, 1, 2, 2, 3])
  const bindings = Array.from({ length: count }, () => ({
    validationActions: [...seed.pick(actions)],
  }))
  const spec = policySpec(seed, kind !== undefined)
  const policy = { kind: 'ValidatingAdmissionPolicy', name, paramKind: kind, spec } as const
  return bound(seed, meant, policy, bindings)
}

const actions = [
  ['Deny'],
  ['Deny'],
  ['Warn'],
  ['Audit'],
  ['Deny', 'Audit'],
  ['Audit', 'Deny'],
  ['Warn', 'Audit'],
] as const

function policySpec(seed: Seeded, hasParams: boolean): JsonObject {
  const names = ['one', 'two', 'three'].slice(0, seed.pick([0, 0, 1, 2, 3]))
  const variables = names.map((name, index) => {
    const scope = { variables: names.slice(0, index), hasParams, hasAuthorizer: true }
    return { name, expression: condition(seed, scope) }
  })
  const scope: Scope = { variables: names, hasParams, hasAuthorizer: true }
  const quiet = { ...scope, hasAuthorizer: false }
  const annotations = seed.pick([0, 0, 1, 2])
  const validations = seed.pick(annotations > 0 ? [0, 1, 2] : [1, 1, 2, 3])
  return {
    failurePolicy: seed.pick(['Fail', 'Fail', 'Ignore']),
    ...matchConditions(seed, scope),
    ...(variables.length === 0 ? {} : { variables }),
    ...listed('validations', validations, () => validation(seed, scope, quiet)),
    ...listed('auditAnnotations', annotations, (index) => ({
      key: ['first', 'second.key'][index] ?? '',
      valueExpression: annotation(seed, quiet),
    })),
  }
}

function validation(seed: Seeded, scope: Scope, quiet: Scope): JsonObject {
  return {
    expression: condition(seed, scope),
    ...(seed.below(2) === 0
      ? { message: seed.pick(['no', 'not as it should be', '  padded  ']) }
      : {}),
    ...(seed.below(2) === 0 ? { messageExpression: text(seed, quiet) } : {}),
    ...(seed.below(2) === 0 ? { reason: seed.pick(reasons) } : {}),
  }
}

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge'] as const
