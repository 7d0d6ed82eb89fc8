import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

/** Restricted allows it. */
export const goodSpec = {
  securityContext: { runAsNonRoot: true, seccompProfile: { type: 'RuntimeDefault' } },
  containers: [
    {
      name: 'app',
      image: 'registry.example/app:1',
      securityContext: { allowPrivilegeEscalation: false, capabilities: { drop: ['ALL'] } },
    },
  ],
} as const satisfies JsonObject

/** Baseline forbids it, for one reason; restricted, for two. */
export const hostSpec = { ...goodSpec, hostNetwork: true, volumes: [{ name: 'v', nfs: {} }] }

export const hostReason = 'host namespaces'
export const hostDetail = 'host namespaces (hostNetwork=true)'
export const restrictedDetail = `${hostDetail}, restricted volume types (volume "v" uses restricted volume type "nfs")`

export function podOf(spec: JsonValue, metadata: JsonObject = {}): JsonObject {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'web', namespace: 'shop', ...metadata },
    spec,
  }
}

export function deploymentOf(spec: JsonObject): JsonObject {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name: 'web', namespace: 'shop' },
    spec: { template: { metadata: { labels: { app: 'web' } }, spec } },
  }
}

/** A namespace with labels of Pod Security, whose prefix is left out. */
export function namespaceOf(labels: JsonObject, name = 'shop'): JsonObject {
  const full = Object.entries(labels).map(([key, value]) => [
    `pod-security.kubernetes.io/${key}`,
    value,
  ])
  return {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name, labels: Object.fromEntries(full) },
  }
}
