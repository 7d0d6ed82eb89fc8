import type { MatchResources, ResourceRule } from './model.ts'

/** What there is to be judged of Pods: a status is what the kubelet says, and other sub-resources are no Pods. */
const subResources = ['', 'ephemeralcontainers', 'resize']
const operations = ['CREATE', 'UPDATE'] as const

type Request = { readonly operation: 'CREATE' | 'UPDATE'; readonly subResource: string }

const requests: readonly Request[] = operations.flatMap((operation) =>
  subResources.map((subResource) => ({ operation, subResource })),
)

type Given<Value> = Value | null | undefined

/** A resource rule that may lack what must be there. */
type WrittenRule = { readonly [Field in keyof ResourceRule]?: Given<ResourceRule[Field]> }

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

/** What a rule that is broken does not say may be anything. */
function matches(rule: WrittenRule, { operation, subResource }: Request): boolean {
  return (
    listed(rule.operations, operation) &&
    listed(rule.apiGroups, '') &&
    listed(rule.apiVersions, 'v1') &&
    rule.scope !== 'Cluster' &&
    (rule.resources ?? everything).some((pattern) => patternsOf(subResource).includes(pattern))
  )
}

const everything = ['*']

function listed(list: Given<readonly string[]>, value: string): boolean {
  const values = list ?? everything
  return values.includes(value) || values.includes('*')
}

/** https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#matching-requests-rules */
function patternsOf(subResource: string): readonly string[] {
  const any = ['pods/*', '*/*', `pods/${subResource}`, `*/${subResource}`]
  return subResource === '' ? ['pods', '*', ...any] : any
}
