import { mayBeSame } from './overlap.ts'
import type { Wish } from './wanted-rules.ts'
import type { WebhookRule } from './webhook-entry.ts'

interface SystemResource {
  readonly group: string
  readonly resource: string
  /** Who means it: nobody, who names it, or a wildcard too. */
  readonly meantBy: 'nobody' | 'name' | 'wildcard'
}

/**
 * What a cluster lives on, so that it never depends on a webhook that fails closed: without these no node stays, nobody
 * leads, no certificate is signed, no request is let in, or the way back to a Sallyport that works is closed.
 */
export const systemResources: readonly SystemResource[] = [
  // heartbeats and leader election: each component writes its own every few seconds
  { group: 'coordination.k8s.io', resource: 'leases', meantBy: 'name' },
  { group: 'coordination.k8s.io', resource: 'leasecandidates', meantBy: 'name' },
  // what happened, told by whoever saw it, failing webhooks included
  { group: '', resource: 'events', meantBy: 'name' },
  { group: 'events.k8s.io', resource: 'events', meantBy: 'name' },
  // a kubelet that cannot write these ends, or its node is taken for lost
  { group: '', resource: 'nodes', meantBy: 'wildcard' },
  { group: 'storage.k8s.io', resource: 'csinodes', meantBy: 'wildcard' },
  // how nodes and components come to their certificates
  { group: 'certificates.k8s.io', resource: 'certificatesigningrequests', meantBy: 'wildcard' },
  // how the API server finds its other servers, and the webhook itself
  { group: 'apiregistration.k8s.io', resource: 'apiservices', meantBy: 'wildcard' },
  { group: '', resource: 'endpoints', meantBy: 'wildcard' },
  { group: 'discovery.k8s.io', resource: 'endpointslices', meantBy: 'wildcard' },
  // definitions of kinds, ours among them
  { group: 'apiextensions.k8s.io', resource: 'customresourcedefinitions', meantBy: 'wildcard' },
  // who is freed from policies
  { group: 'sallyport.dev', resource: 'policyexemptions', meantBy: 'wildcard' },
  // the policies, which correct what went wrong
  { group: 'sallyport.dev', resource: 'validatingrules', meantBy: 'nobody' },
  { group: 'sallyport.dev', resource: 'mutatingrules', meantBy: 'nobody' },
  { group: 'sallyport.dev', resource: 'namespacedvalidatingrules', meantBy: 'nobody' },
  { group: 'sallyport.dev', resource: 'namespacedmutatingrules', meantBy: 'nobody' },
  // questions that are part of letting a request in; from 1.37 on no webhook is asked about them
  { group: 'authentication.k8s.io', resource: 'selfsubjectreviews', meantBy: 'nobody' },
  { group: 'authentication.k8s.io', resource: 'tokenreviews', meantBy: 'nobody' },
  { group: 'authorization.k8s.io', resource: 'localsubjectaccessreviews', meantBy: 'nobody' },
  { group: 'authorization.k8s.io', resource: 'selfsubjectaccessreviews', meantBy: 'nobody' },
  { group: 'authorization.k8s.io', resource: 'selfsubjectrulesreviews', meantBy: 'nobody' },
  { group: 'authorization.k8s.io', resource: 'subjectaccessreviews', meantBy: 'nobody' },
]

/** Wishes about everything else, and those about what a cluster lives on. */
export function partWishes(wishes: readonly Wish[]): {
  readonly ordinary: readonly Wish[]
  readonly system: readonly Wish[]
} {
  return {
    ordinary: kept(wishes, (rule) => (isSystemRule(rule) ? [] : [rule])),
    system: kept(wishes, systemRules),
  }
}

function kept(
  wishes: readonly Wish[],
  keep: (rule: WebhookRule) => readonly WebhookRule[],
): readonly Wish[] {
  return wishes
    .map(({ rules, matchPolicy }) => ({ rules: rules.flatMap(keep), matchPolicy }))
    .filter(({ rules }) => rules.length > 0)
}

/** A rule of one group and one resource that means nothing else. */
function isSystemRule({ apiGroups, resources }: WebhookRule): boolean {
  const [group, resource] = [apiGroups[0], resources[0]?.split('/', 1)[0]]
  return systemResources.some((one) => one.group === group && one.resource === resource)
}

/** What of the resources the rule means, by their names. */
function systemRules(rule: WebhookRule): readonly WebhookRule[] {
  const [group = '', item = ''] = [rule.apiGroups[0], rule.resources[0]]
  const [resource = '', ...subResource] = item.split('/')
  const isWildcard = group === '*' || resource === '*'
  return systemResources
    .filter((one) => one.meantBy === 'wildcard' || (one.meantBy === 'name' && !isWildcard))
    .filter((one) => mayBeSame(group, one.group) && mayBeSame(resource, one.resource))
    .map((one) => ({
      ...rule,
      apiGroups: [one.group],
      resources: [[one.resource, ...subResource].join('/')],
    }))
}

/** Those of them that the rules may mean; objects that are served in two groups come in either. */
export function systemResourcesIn(rules: readonly WebhookRule[]): readonly SystemResource[] {
  const meant = systemResources.filter(({ group, resource }) =>
    rules.some(
      (rule) =>
        rule.apiGroups.some((one) => mayBeSame(one, group)) &&
        rule.resources.some((one) => mayBeSame(one.split('/', 1)[0] ?? '', resource)),
    ),
  )
  return systemResources.filter((one) => meant.some(({ resource }) => resource === one.resource))
}
