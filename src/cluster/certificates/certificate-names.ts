export interface Reached {
  readonly service: string
  readonly namespace: string
  /** Further DNS names and addresses. */
  readonly serverNames: readonly string[]
  /** Where the API server does not go through the Service. */
  readonly webhookUrl?: string | undefined
}

/**
 * Every name under which the server is called; the API server asks for SERVICE.NAMESPACE.svc.
 * https://kubernetes.io/docs/reference/access-authn-authz/extensible-admission-controllers/#service-reference
 */
export function certificateNames(reached: Reached): readonly string[] {
  const { service, namespace, serverNames, webhookUrl } = reached
  const host = webhookUrl !== undefined && URL.canParse(webhookUrl) ? hostOf(webhookUrl) : undefined
  const names = [
    `${service}.${namespace}.svc`,
    `${service}.${namespace}.svc.cluster.local`,
    `${service}.${namespace}`,
    service,
    'localhost',
    ...serverNames,
    ...(host === undefined ? [] : [host]),
  ]
  return [...new Set(names)]
}

/** An IPv6 address without its brackets. */
function hostOf(url: string): string {
  return new URL(url).hostname.replace(/^\[(.*)\]$/, '$1')
}
