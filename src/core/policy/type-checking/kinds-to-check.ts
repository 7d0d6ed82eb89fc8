import type { ResourceRule } from '../model.ts'

/** The name of a kind, and of a resource. The core group is the empty text. */
export interface GroupVersionKind {
  readonly group: string
  readonly version: string
  readonly kind: string
}

export interface GroupVersionResource {
  readonly group: string
  readonly version: string
  readonly resource: string
}

/** More kinds of one rule the API server does not check. */
const mostKinds = 10

/**
 * The kinds that rules name, sorted by group, version and kind. A rule with a wildcard for group or version says nothing,
 * and neither do wildcards and sub-resources. The tenth kind that a rule gives, repeated or not, ends the search.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/staging/src/k8s.io/apiserver/pkg/admission/plugin/policy/validating/typechecking.go
 */
export function kindsToCheck(
  rules: readonly ResourceRule[],
  kindsOf: (resource: GroupVersionResource) => readonly GroupVersionKind[],
): readonly GroupVersionKind[] {
  const found = new Map<string, GroupVersionKind>()
  for (const rule of rules) {
    const kinds = resourcesOf(rule).flatMap(kindsOf).slice(0, mostKinds)
    for (const kind of kinds) found.set(printKind(kind), kind)
    if (kinds.length === mostKinds) break
  }
  return [...found.values()].sort(
    (a, b) =>
      compareText(a.group, b.group) ||
      compareText(a.version, b.version) ||
      compareText(a.kind, b.kind),
  )
}

/** As Kubernetes prints it: `apps/v1, Kind=Deployment`, `/v1, Kind=Pod`. */
export function printKind({ group, version, kind }: GroupVersionKind): string {
  return `${group}/${version}, Kind=${kind}`
}

function resourcesOf({
  apiGroups,
  apiVersions,
  resources,
}: ResourceRule): readonly GroupVersionResource[] {
  if ([...apiGroups, ...apiVersions].some((name) => name.includes('*'))) return []
  const named = resources.filter((resource) => !/[*/]/.test(resource)).sort()
  return [...apiGroups]
    .sort()
    .flatMap((group) =>
      [...apiVersions]
        .sort()
        .flatMap((version) => named.map((resource) => ({ group, version, resource }))),
    )
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0
}
