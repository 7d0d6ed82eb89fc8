import { systemResourcesIn } from './system-resources.ts'
import type { WebhookEntry, WebhookRule, WebhookSurroundings } from './webhook-entry.ts'

type Conditions = WebhookEntry['matchConditions']

/**
 * Who is never asked about: the API server, which makes its own roles, priority classes and services at its start and ends
 * where it cannot, and Sallyport itself.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/rbac/rest/storage_rbac.go (PostStartHook)
 */
export function userGuard({ ownUser }: WebhookSurroundings): Conditions {
  const users = ['system:apiserver', ...(ownUser === undefined ? [] : [ownUser])]
  const names = users.map((user) => JSON.stringify(user)).join(', ')
  return [
    {
      name: 'not-by-the-api-server',
      expression: `!has(request.userInfo.username) || !(request.userInfo.username in [${names}])`,
    },
  ]
}

/** Where wildcards would mean what a cluster lives on, they do not: that has a webhook of its own. */
export function systemGuard(rules: readonly WebhookRule[]): Conditions {
  const meant = systemResourcesIn(rules).map(({ group, resource }) =>
    JSON.stringify(`${resource}.${group}`),
  )
  if (meant.length === 0) return []
  return [
    {
      name: 'not-what-the-cluster-lives-on',
      expression: `!(request.resource.resource + "." + request.resource.group in [${meant.join(', ')}])`,
    },
  ]
}

/**
 * What a kubelet writes to stay a node is never asked about, be it only for the time that a webhook which is away takes.
 * https://kubernetes.io/docs/concepts/architecture/nodes/#node-heartbeats
 */
export const heartbeatGuard: Conditions = [
  {
    name: 'not-the-heartbeat-of-a-node',
    expression:
      '!has(request.userInfo.groups) || !("system:nodes" in request.userInfo.groups) ||' +
      ' !(request.resource.resource in ["leases", "csinodes", "events"] ||' +
      ' (request.resource.resource == "nodes" && has(request.subResource) && request.subResource == "status"))',
  },
]

/**
 * What was requested as the rules name it, and so comes as it is, is another webhook's. In match conditions
 * `request.resource` is what was requested, whatever was asked for.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/webhook/matchconditions/matcher.go
 */
export function convertedGuard(rules: readonly WebhookRule[]): Conditions {
  const named = rules.flatMap(({ apiGroups, apiVersions, resources }) =>
    apiGroups.flatMap((group) =>
      apiVersions.flatMap((version) =>
        resources.map((item) => ({ group, version, resource: item.split('/', 1)[0] ?? '' })),
      ),
    ),
  )
  const isWild = ({ group, resource }: Named) => group === '*' || resource === '*'
  const concrete = named
    .filter((one) => !isWild(one))
    .map(({ group, version, resource }) => JSON.stringify(`${group}/${version}/${resource}`))
  const path =
    'request.resource.group + "/" + request.resource.version + "/" + request.resource.resource'
  const terms = [
    ...(concrete.length === 0 ? [] : [`!(${path} in [${distinct(concrete).join(', ')}])`]),
    ...distinct(named.filter(isWild).map(wildTerm)),
  ]
  return [{ name: 'only-what-is-converted', expression: terms.join(' && ') }]
}

interface Named {
  readonly group: string
  readonly version: string
  readonly resource: string
}

function wildTerm(named: Named): string {
  const fields = (['version', 'group', 'resource'] as const).filter((field) => named[field] !== '*')
  const terms = fields.map(
    (field) => `request.resource.${field} == ${JSON.stringify(named[field])}`,
  )
  return `!(${terms.join(' && ')})`
}

function distinct(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)]
}
