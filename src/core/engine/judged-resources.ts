import type { GroupVersionResource } from '../admission/request.ts'
import { requestFor } from '../admission/request-for.ts'
import type { Snapshot } from './snapshot.ts'

/**
 * Those of the resources of which some validating policy may judge a creation, whatever the object. Where the labels of
 * namespaces are looked at, what creates Pods is judged too.
 */
export function judgedResources<Resource extends GroupVersionResource>(
  snapshot: Snapshot,
  resources: readonly Resource[],
): readonly Resource[] {
  const { workloads, podSecurity } = snapshot
  const namespaces = namespacesOf(snapshot)
  return resources.filter(
    (resource) =>
      (podSecurity !== undefined && createsPods(resource, workloads)) ||
      namespaces.some((namespace) => candidatesFor(resource, namespace, snapshot).length > 0),
  )
}

/**
 * Whether all that policies may say of a creation of the resource they say of the workload that describes its Pods: who judges the
 * workload need not judge what it made.
 */
function isJudgedThroughTemplates(snapshot: Snapshot, resource: GroupVersionResource): boolean {
  if (snapshot.podSecurity !== undefined) return false
  const isPod = resource.group === '' && resource.resource === 'pods'
  return namespacesOf(snapshot)
    .flatMap((namespace) => candidatesFor(resource, namespace, snapshot))
    .every(({ compiled, mayJudgeRequest }) =>
      isPod ? compiled.policy.podTemplates : !mayJudgeRequest,
    )
}

/** What workloads make. */
const made: ReadonlySet<string> = new Set(['/pods', 'apps/replicasets', 'batch/jobs'])

/** Whether objects of the resource that a judged workload made need not be judged themselves. */
export function isLeftToOwners(snapshot: Snapshot, resource: GroupVersionResource): boolean {
  return (
    made.has(`${resource.group}/${resource.resource}`) &&
    isJudgedThroughTemplates(snapshot, resource)
  )
}

/** The very policies and exemptions that decide about a creation of the resource: the same ones, the same decisions. */
export function decidingAbout(
  snapshot: Snapshot,
  resource: GroupVersionResource,
): readonly unknown[] {
  const policies = namespacesOf(snapshot)
    .flatMap((namespace) => candidatesFor(resource, namespace, snapshot))
    .map(({ compiled }) => compiled)
  const deciding = new Set<unknown>([snapshot.podSecurity])
  for (const compiled of policies) {
    deciding.add(compiled)
    for (const { exempted } of snapshot.exemptions.grantsOf(compiled.policy)) {
      deciding.add(exempted)
    }
  }
  return [...deciding]
}

function namespacesOf({ policySet }: Snapshot): readonly string[] {
  return [...new Set(policySet.policies.map(({ policy }) => policy.namespace))]
}

function createsPods({ group, resource }: GroupVersionResource, workloads: Snapshot['workloads']) {
  const isPod = group === '' && resource === 'pods'
  return isPod || workloads.templatesOf(group, resource).length > 0
}

function candidatesFor(
  { group, version, resource }: GroupVersionResource,
  namespace: string,
  { index }: Snapshot,
) {
  const request = requestFor({}, { door: 'validate', uid: '' })
  const meant = { group, version, resource }
  return index.candidates({ ...request, resource: meant, requestResource: meant, namespace })
}
