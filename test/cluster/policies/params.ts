import type { JsonObject } from '#src/core/index.ts'
import type { Seeded } from '../objects/seeded.ts'
import type { Family } from './families.ts'
import { gradeLabels, selector } from './matching.ts'

/** A kind of params, native or custom; undefined where the policy has none. */
export function paramKind(seed: Seeded): JsonObject | undefined {
  return seed.pick([undefined, undefined, undefined, ...kinds, ...kinds, ...rareKinds])
}

const kinds: readonly JsonObject[] = [
  { apiVersion: 'v1', kind: 'ConfigMap' },
  { apiVersion: 'policies.example/v1', kind: 'Limit' },
  { apiVersion: 'policies.example/v1', kind: 'Tariff' },
]

const rareKinds: readonly JsonObject[] = [
  { apiVersion: 'v1', kind: 'Namespace' },
  { apiVersion: 'policies.example/v1', kind: 'Unknown' },
]

/** Which params a binding means; undefined where it leaves that out, or the policy has none. */
export function paramRef(
  seed: Seeded,
  kind: JsonObject | undefined,
  { scope }: Family,
): JsonObject | undefined {
  if (seed.below(12) === 0) return undefined
  if (kind === undefined && seed.below(12) > 0) return undefined
  return {
    ...whichOnes(seed, kind?.['kind'] === 'Namespace'),
    ...(isElsewhere(seed, kind, scope)
      ? { namespace: seed.pick(['shared-params', 'shared-params', 'SPACE']) }
      : {}),
    parameterNotFoundAction: seed.pick(['Allow', 'Deny']),
  }
}

/** Namespaces are never selected: those of other spaces would be among them. */
function whichOnes(seed: Seeded, areNamespaces: boolean): JsonObject {
  if (areNamespaces) return { name: seed.pick(['SPACE', 'SPACE', 'none']) }
  if (seed.below(3) > 0) return { name: seed.pick(['low', 'low', 'high', 'none']) }
  return { selector: seed.below(6) === 0 ? {} : selector(seed, gradeLabels) }
}

/** Cluster-scoped params have no namespace, and namespaced ones of cluster-scoped objects need one; some policies are wrong. */
function isElsewhere(seed: Seeded, kind: JsonObject | undefined, scope: Family['scope']): boolean {
  const isNamespaced = kind?.['kind'] === 'ConfigMap' || kind?.['kind'] === 'Limit'
  if (!isNamespaced) return seed.below(10) === 0
  return scope === 'Cluster' ? seed.below(4) > 0 : seed.below(3) === 0
}
