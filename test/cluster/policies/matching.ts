import type { JsonObject } from '#src/core/index.ts'
import type { Seeded } from '../objects/seeded.ts'
import type { Family } from './families.ts'

/** What a policy or binding may say of requests; `version` is the only one that its rules name, where one is given. */
export interface Meant {
  readonly family: Family
  readonly version: string | undefined
  readonly door: 'validate' | 'mutate'
}

/** Resource rules, exclusions and selectors, of which most mean some requests of the family. */
export function matchResources(
  seed: Seeded,
  meant: Meant,
  { rules }: { readonly rules: 'required' | 'optional' },
): JsonObject {
  const isPolicy = rules === 'required'
  const isRuled = isPolicy || seed.below(3) > 0
  const { version, family } = meant
  const matchPolicy = seed.pick(['Exact', 'Equivalent', undefined, undefined])
  // a policy that means other versions than the webhook asks for would need a webhook of its own
  const isExact = isPolicy && version === undefined && family.versions.length > 1
  return {
    ...(isRuled ? { resourceRules: several(seed, () => rule(seed, meant)) } : {}),
    ...(seed.below(8) === 0 ? { excludeResourceRules: [exclusion(seed, meant)] } : {}),
    ...(seed.below(7) === 0 ? { objectSelector: selector(seed, objectLabels) } : {}),
    ...(seed.below(8) === 0 ? { namespaceSelector: selector(seed, namespaceLabels) } : {}),
    ...(isExact ? { matchPolicy: 'Exact' } : {}),
    ...(isExact || matchPolicy === undefined ? {} : { matchPolicy }),
  }
}

/** A label selector, also over labels that nothing has. */
export function selector(seed: Seeded, labels: readonly Label[]): JsonObject {
  const [key, values] = seed.pick(labels)
  switch (seed.below(5)) {
    case 0:
      return { matchExpressions: [{ key, operator: 'In', values: [...values] }] }
    case 1:
      return { matchExpressions: [{ key, operator: 'NotIn', values: [values[0]] }] }
    case 2:
      return { matchExpressions: [{ key, operator: seed.pick(['Exists', 'DoesNotExist']) }] }
    default:
      return { matchLabels: { [key]: seed.pick(values) } }
  }
}

type Label = readonly [key: string, values: readonly [string, ...string[]]]

const objectLabels: readonly Label[] = [
  ['app', ['web', 'ship', 'other']],
  ['team', ['red', 'blue']],
  ['tier', ['front', 'back']],
]

const namespaceLabels: readonly Label[] = [
  ['env', ['test', 'prod']],
  ['team', ['red', 'blue']],
  ['kubernetes.io/metadata.name', ['SPACE', 'default']],
]

export const gradeLabels: readonly Label[] = [
  ['grade', ['low', 'high', 'none']],
  ['kind', ['params', 'tariff']],
]

function several<T>(seed: Seeded, make: () => T): readonly T[] {
  return Array.from({ length: seed.pick([1, 1, 1, 2]) }, make)
}

function rule(seed: Seeded, { family, version, door }: Meant): JsonObject {
  const names = [family.existing, 'settled', 'other', 'SPACE-settled'].filter((name) => name !== '')
  const named = resources(seed, family)
  const scope = scopeOf(seed, family, named)
  return {
    apiGroups: seed.pick([
      [family.group],
      [family.group],
      [family.group],
      ['*'],
      [family.group, 'none'],
    ]),
    apiVersions: versionsOf(seed, family, version),
    operations: seed.pick(operations[door]),
    resources: named,
    ...(seed.below(8) === 0 ? { resourceNames: [...seed.some(names, 1 + seed.below(2))] } : {}),
    ...(scope === undefined ? {} : { scope }),
  }
}

function exclusion(seed: Seeded, meant: Meant): JsonObject {
  const made = rule(seed, meant)
  return seed.below(2) === 0 ? { ...made, operations: [seed.pick(single[meant.door])] } : made
}

/** The rules of mutating policies cannot name DELETE. */
const single = {
  validate: ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
  mutate: ['CREATE', 'UPDATE', 'CONNECT'],
} as const

const mutable: readonly (readonly string[])[] = [
  ['*'],
  ['*'],
  ['*'],
  ['CREATE', 'UPDATE'],
  ['CREATE', 'UPDATE'],
  ['CREATE', 'UPDATE', 'CONNECT'],
  ['CREATE'],
  ['UPDATE'],
]

const operations = {
  validate: [
    ...mutable,
    ['CREATE', 'UPDATE', 'DELETE', 'CONNECT'],
    ['DELETE'],
    ['CONNECT', 'DELETE'],
  ],
  mutate: mutable,
} as const

function versionsOf(seed: Seeded, { versions }: Family, version: string | undefined) {
  if (version !== undefined) return [version]
  return seed.pick([['*'], [...versions], [seed.pick(versions)], [...versions, 'v9']])
}

function resources(seed: Seeded, { resource, subResources }: Family): readonly string[] {
  const sub = subResources.length === 0 ? 'status' : seed.pick(subResources)
  return seed.pick([
    [resource],
    [resource],
    [resource, `${resource}/${sub}`],
    [`${resource}/*`],
    [`*/${sub}`],
    ['*'],
    ['*/*'],
    ['*', `*/${sub}`],
    [resource, 'others'],
    ['others'],
  ])
}

/** A rule for namespaced objects must not mean everybody's cluster-scoped ones: no selector keeps it from them. */
function scopeOf(seed: Seeded, { scope }: Family, named: readonly string[]): string | undefined {
  const isWild = named.some((resource) => resource.startsWith('*'))
  return scope === 'Namespaced' && isWild
    ? 'Namespaced'
    : seed.pick([scope, scope, '*', undefined, undefined, seed.pick(['Namespaced', 'Cluster'])])
}
