import type { JsonObject } from '#src/core/index.ts'

/** Requests about one resource, and what rules can say of it. */
export interface Family {
  readonly group: string
  /** Those that the API server serves. */
  readonly versions: readonly string[]
  readonly resource: string
  readonly kind: string
  readonly subResources: readonly string[]
  readonly scope: 'Namespaced' | 'Cluster'
  /** What stands in every space. */
  readonly existing: string
  /** What a created object has beside its names. */
  readonly body: JsonObject
  /** Parts that merge patches change, each with its own name. */
  readonly patches: Readonly<Record<string, JsonObject>>
  readonly statusPatch?: JsonObject
}

const container = { name: 'main', image: 'nginx:1.27.3' }

export const families: readonly Family[] = [
  {
    group: '',
    versions: ['v1'],
    resource: 'pods',
    kind: 'Pod',
    subResources: ['exec', 'ephemeralcontainers', 'resize', 'status', 'eviction', 'portforward'],
    scope: 'Namespaced',
    existing: 'pod',
    body: {
      spec: {
        automountServiceAccountToken: false,
        containers: [container, { name: 'side', image: 'busybox:latest', args: ['a', 'b'] }],
      },
    },
    patches: { labels: { metadata: { labels: { app: 'other', team: null } } } },
    statusPatch: { status: { message: 'patched' } },
  },
  {
    group: 'apps',
    versions: ['v1'],
    resource: 'deployments',
    kind: 'Deployment',
    subResources: ['scale', 'status'],
    scope: 'Namespaced',
    existing: 'web',
    body: {
      spec: {
        replicas: 3,
        selector: { matchLabels: { app: 'web' } },
        template: {
          metadata: { labels: { app: 'web' } },
          spec: { containers: [{ ...container, ports: [{ containerPort: 80 }] }] },
        },
      },
    },
    patches: {
      replicas: { spec: { replicas: 5 } },
      labels: { metadata: { labels: { team: 'blue' } } },
      annotations: { metadata: { annotations: { note: null, size: '4' } } },
    },
    statusPatch: { status: { observedGeneration: 7 } },
  },
  {
    group: '',
    versions: ['v1'],
    resource: 'configmaps',
    kind: 'ConfigMap',
    subResources: [],
    scope: 'Namespaced',
    existing: 'settings',
    body: { data: { mode: 'slow', size: '7', empty: '' } },
    patches: {
      data: { data: { mode: 'slow', more: 'yes' } },
      labels: { metadata: { labels: { app: null, team: 'blue' } } },
    },
  },
  {
    group: '',
    versions: ['v1'],
    resource: 'services',
    kind: 'Service',
    subResources: ['status'],
    scope: 'Namespaced',
    existing: 'web',
    body: {
      spec: {
        clusterIP: 'None',
        selector: { app: 'web' },
        ports: [
          { name: 'http', port: 80 },
          { name: 'dns', port: 53, protocol: 'UDP' },
        ],
      },
    },
    patches: { selector: { spec: { selector: { app: 'other' } } } },
    statusPatch: { status: { conditions: [] } },
  },
  {
    group: 'policies.example',
    versions: ['v1', 'v1beta1'],
    resource: 'ships',
    kind: 'Ship',
    subResources: ['scale', 'status'],
    scope: 'Namespaced',
    existing: 'ship',
    body: {
      spec: {
        flag: 'green',
        replicas: 3,
        ports: ['Kiel', 'Oslo'],
        colours: ['red'],
        cargo: [{ name: 'rum', mass: 4, tags: { wet: 'yes' } }],
        rig: { masts: 2 },
        papers: { a: { b: 1 } },
      },
    },
    patches: {
      flag: { spec: { flag: 'blue' } },
      labels: { metadata: { labels: { team: 'red' } } },
    },
    statusPatch: { status: { phase: 'at sea' } },
  },
  {
    group: 'autoscaling',
    versions: ['v1', 'v2'],
    resource: 'horizontalpodautoscalers',
    kind: 'HorizontalPodAutoscaler',
    subResources: ['status'],
    scope: 'Namespaced',
    existing: '',
    body: {
      spec: {
        minReplicas: 2,
        maxReplicas: 5,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
    },
    patches: {},
  },
  {
    group: '',
    versions: ['v1'],
    resource: 'namespaces',
    kind: 'Namespace',
    subResources: ['status', 'finalize'],
    scope: 'Cluster',
    existing: 'SPACE',
    body: {},
    patches: {
      labels: { metadata: { labels: { team: 'blue' } } },
      annotations: { metadata: { annotations: { note: 'new' } } },
    },
    statusPatch: { status: { conditions: [] } },
  },
  {
    group: 'policies.example',
    versions: ['v1'],
    resource: 'harbours',
    kind: 'Harbour',
    subResources: ['status'],
    scope: 'Cluster',
    existing: 'SPACE',
    body: { spec: { berths: 2 } },
    patches: {
      berths: { spec: { berths: 9 } },
      labels: { metadata: { labels: { team: 'blue' } } },
    },
    statusPatch: { status: { open: true } },
  },
]
