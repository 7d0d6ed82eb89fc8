import type { MatchResources, ResourceRule } from './model.ts'

/** What there is to be judged of Pods: a status is what the kubelet says, and other sub-resources are no Pods. */
const subResources = ['', 'ephemeralcontainers', 'resize']
const operations = ['CREATE', 'UPDATE'] as const

type Request = { readonly operation: 'CREATE' | 'UPDATE'; readonly subResource: string }

const requests: readonly Request[] = operations.flatMap((operation) =>
  subResources.map((subResource) => ({ operation, subResource })),
)

/** Whether some Pod that is created or updated may match all of them, as far as resource rules alone can tell. */
export function mayMatchPods(all: readonly MatchResources[]): boolean {
  return requests.some((request) => all.every((one) => mayMatch(one, request)))
}

function mayMatch(
  { resourceRules, excludeResourceRules }: MatchResources,
  request: Request,
): boolean {
  const wanted = resourceRules ?? []
  const unwanted = (excludeResourceRules ?? []).filter(hasNoNames)
  return (
    (wanted.length === 0 || wanted.some((rule) => matches(rule, request))) &&
    !unwanted.some((rule) => matches(rule, request))
  )
}

function hasNoNames({ resourceNames }: ResourceRule): boolean {
  return (resourceNames ?? []).length === 0
}

function matches(rule: ResourceRule, { operation, subResource }: Request): boolean {
  return (
    listed(rule.operations, operation) &&
    listed(rule.apiGroups, '') &&
    listed(rule.apiVersions, 'v1') &&
    rule.scope !== 'Cluster' &&
    rule.resources.some((pattern) => patternsOf(subResource).includes(pattern))
  )
}

function listed(list: readonly string[], value: string): boolean {
  return list.includes(value) || list.includes('*')
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules */
function patternsOf(subResource: string): readonly string[] {
  const any = ['pods/*', '*/*', `pods/${subResource}`, `*/${subResource}`]
  return subResource === '' ? ['pods', '*', ...any] : any
}
