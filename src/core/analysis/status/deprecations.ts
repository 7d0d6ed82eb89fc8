import { joinApiVersion } from '../../kubernetes/group-version.ts'
import { removedKind } from '../../kubernetes/removed-kinds.ts'
import { builtInKinds } from '../../kubernetes/schema/schema.ts'
import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Policy, ResourceRule } from '../../policy/model.ts'

/** What the policy names in versions that API servers of the release no longer serve, and what took their place. */
export function deprecationsOf(policy: Policy, version: KubernetesVersion): readonly string[] {
  const { paramKind, lookups, match } = policy
  const named = [
    ...(match.resourceRules ?? []).flatMap(kindsIn),
    ...lookups.flatMap(({ resource: { resource, ...apiVersion } }) =>
      kindsOf(joinApiVersion(apiVersion), resource),
    ),
    ...(paramKind === undefined ? [] : [paramKind]),
  ]
  return [...new Set(named.flatMap((one) => told(one, version)))]
}

interface Named {
  readonly apiVersion: string
  readonly kind: string
}

function kindsIn({ apiGroups, apiVersions, resources }: ResourceRule): readonly Named[] {
  return apiGroups.flatMap((group) =>
    apiVersions.flatMap((version) =>
      resources.flatMap((resource) => kindsOf(joinApiVersion({ group, version }), resource)),
    ),
  )
}

/** Resources are called the same in every version that had them. */
function kindsOf(apiVersion: string, resource: string): readonly Named[] {
  const [plain = ''] = resource.split('/', 1)
  const kinds = builtInKinds().filter((one) => one.resource === plain)
  return [...new Set(kinds.map(({ kind }) => kind))].map((kind) => ({ apiVersion, kind }))
}

function told({ apiVersion, kind }: Named, version: KubernetesVersion): readonly string[] {
  const removed = removedKind(apiVersion, kind, version)
  if (removed === undefined) return []
  const instead = removed.successor === undefined ? '' : `; use ${removed.successor}`
  return [`${kind} of ${apiVersion} is not served since ${removed.since}${instead}`]
}
