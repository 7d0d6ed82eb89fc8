import type { Request } from '../../admission/request.ts'
import { isNamespaceRequest } from '../../matching/match-resources.ts'
import { systemNamespaces } from '../webhooks/selectors.ts'
import { systemResources } from '../webhooks/system-resources.ts'

/** What a node writes all the time to stay one. */
const heartbeats: ReadonlySet<string> = new Set([
  'coordination.k8s.io/leases',
  'storage.k8s.io/csinodes',
  '/events',
  'events.k8s.io/events',
])

/** What the webhooks that follow from policies never bring to us, whatever the policies say; see `analysis/webhooks/guards.ts`. */
export function isNeverIntercepted(request: Request, exemptNamespaces: readonly string[]): boolean {
  const { namespace, userInfo } = request
  if (userInfo.username === 'system:apiserver') return true
  if (userInfo.groups?.includes('system:nodes') && heartbeats.has(resourceOf(request))) return true
  if (systemResourceOf(request)?.meantBy === 'nobody') return true
  const isInNamespace = namespace !== '' && !isNamespaceRequest(request)
  return (
    isInNamespace && (systemNamespaces.includes(namespace) || exemptNamespaces.includes(namespace))
  )
}

/** Whether the webhook that is asked about it always fails open. */
export function neverWaits(request: Request): boolean {
  return systemResourceOf(request) !== undefined
}

function systemResourceOf(request: Request) {
  return systemResources.find(
    ({ group, resource }) => `${group}/${resource}` === resourceOf(request),
  )
}

function resourceOf({ resource: { group, resource } }: Request): string {
  return `${group}/${resource}`
}
