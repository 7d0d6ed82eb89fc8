import type { JsonObject } from '../../source/json-value.ts'

/** An object that has a name and nothing else yet. */
export function named(
  apiVersion: string,
  kind: string,
  name: string,
  namespace?: string,
): JsonObject {
  const place = namespace === undefined ? {} : { namespace }
  return { apiVersion, kind, metadata: { name, ...place, labels: { app: name } } }
}

/** What runs on every node, in its network and with its files, as network plugins do. */
export const nodeAgent: JsonObject = {
  hostNetwork: true,
  priorityClassName: 'system-node-critical',
  tolerations: [{ operator: 'Exists' }],
  containers: [
    {
      name: 'agent',
      image: 'registry.example.com/system/agent:v1.2.3',
      securityContext: { privileged: true },
      volumeMounts: [{ name: 'host', mountPath: '/host' }],
    },
  ],
  volumes: [{ name: 'host', hostPath: { path: '/var/lib', type: 'DirectoryOrCreate' } }],
}

/** What mounts volumes on a node: mounts made in its container are seen on the node. */
export const storageAgent: JsonObject = {
  hostPID: true,
  tolerations: [{ operator: 'Exists' }],
  containers: [
    {
      name: 'plugin',
      image: 'registry.example.com/system/csi-plugin:v1.2.3',
      securityContext: { privileged: true },
      volumeMounts: [
        { name: 'kubelet', mountPath: '/var/lib/kubelet', mountPropagation: 'Bidirectional' },
      ],
    },
  ],
  volumes: [{ name: 'kubelet', hostPath: { path: '/var/lib/kubelet' } }],
}

/** What serves the cluster and needs nothing of its node. */
const service: JsonObject = {
  priorityClassName: 'system-cluster-critical',
  containers: [
    {
      name: 'server',
      image: 'registry.example.com/system/server:v1.2.3',
      ports: [{ containerPort: 53, protocol: 'UDP' }],
      securityContext: {
        allowPrivilegeEscalation: false,
        capabilities: { add: ['NET_BIND_SERVICE'], drop: ['ALL'] },
        readOnlyRootFilesystem: true,
      },
    },
  ],
}

export function daemonSet(name: string, namespace: string, spec: JsonObject): JsonObject {
  return { ...named('apps/v1', 'DaemonSet', name, namespace), spec: workload(name, spec) }
}

export function deployment(name: string, namespace: string): JsonObject {
  return {
    ...named('apps/v1', 'Deployment', name, namespace),
    spec: { replicas: 2, ...workload(name, service) },
  }
}

function workload(name: string, spec: JsonObject): JsonObject {
  const labels = { app: name }
  return { selector: { matchLabels: labels }, template: { metadata: { labels }, spec } }
}

/** A node says with it every few seconds that it is alive. https://kubernetes.io/docs/concepts/architecture/leases/#node-heart-beats */
export const nodeLease: JsonObject = {
  ...named('coordination.k8s.io/v1', 'Lease', 'worker-1', 'kube-node-lease'),
  spec: {
    holderIdentity: 'worker-1',
    leaseDurationSeconds: 40,
    renewTime: '2026-01-01T00:00:00.000000Z',
  },
}

export const nodeObject: JsonObject = {
  ...named('v1', 'Node', 'worker-1'),
  spec: {},
  status: { conditions: [{ type: 'Ready', status: 'True' }] },
}

export function signingRequest(): JsonObject {
  return {
    ...named('certificates.k8s.io/v1', 'CertificateSigningRequest', 'csr-worker-1'),
    spec: {
      request: 'LS0tLS1CRUdJTiBDRVJUSUZJQ0FURSBSRVFVRVNULS0tLS0=',
      signerName: 'kubernetes.io/kube-apiserver-client-kubelet',
      usages: ['digital signature', 'client auth'],
    },
  }
}
