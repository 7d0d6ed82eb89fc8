import type { Registry } from './sent-to-webhooks.ts'

/** Resources of a cluster: of those that are `known` the snapshot knows the versions. */
export const resources = [
  { group: '', versions: ['v1'], resource: 'pods', kind: 'Pod', namespaced: true, known: true },
  {
    group: 'apps',
    versions: ['v1'],
    resource: 'deployments',
    kind: 'Deployment',
    namespaced: true,
    known: true,
  },
  {
    group: 'autoscaling',
    versions: ['v2', 'v1'],
    resource: 'horizontalpodautoscalers',
    kind: 'HorizontalPodAutoscaler',
    namespaced: true,
    known: true,
  },
  {
    group: '',
    versions: ['v1'],
    resource: 'namespaces',
    kind: 'Namespace',
    namespaced: false,
    known: true,
  },
  { group: '', versions: ['v1'], resource: 'nodes', kind: 'Node', namespaced: false, known: true },
  {
    group: 'coordination.k8s.io',
    versions: ['v1'],
    resource: 'leases',
    kind: 'Lease',
    namespaced: true,
    known: true,
  },
  { group: '', versions: ['v1'], resource: 'events', kind: 'Event', namespaced: true, known: true },
  {
    group: 'events.k8s.io',
    versions: ['v1'],
    resource: 'events',
    kind: 'Event',
    namespaced: true,
    known: true,
  },
  {
    group: 'sea.example',
    versions: ['v1', 'v1beta1', 'v1alpha1'],
    resource: 'ships',
    kind: 'Ship',
    namespaced: true,
    known: true,
  },
  {
    group: 'sea.example',
    versions: ['v1', 'v1beta1'],
    resource: 'harbours',
    kind: 'Harbour',
    namespaced: false,
    known: true,
  },
  {
    group: 'cargo.example',
    versions: ['v1', 'v2'],
    resource: 'crates',
    kind: 'Crate',
    namespaced: true,
    known: false,
  },
] as const

/** What holds the same objects as a resource. */
export const registry: Registry = (group, resource) =>
  resources
    .filter((one) => one.resource === resource && (one.group === group || resource === 'events'))
    .flatMap((one) => one.versions.map((version) => ({ group: one.group, version, resource })))

export const namespaces = ['shop', 'team', 'kube-system', 'sallyport'].map((name) => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: {
    name,
    labels: { 'kubernetes.io/metadata.name': name, ...(name === 'team' ? { tier: 'a' } : {}) },
  },
}))

const definitions = resources
  .filter(({ group }) => group === 'sea.example')
  .map(({ group, versions, resource, kind, namespaced }) => ({
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${resource}.${group}` },
    spec: {
      group,
      scope: namespaced ? 'Namespaced' : 'Cluster',
      names: { plural: resource, singular: kind.toLowerCase(), kind, listKind: `${kind}List` },
      versions: versions.map((name, index) => ({
        name,
        served: true,
        storage: index === 0,
        schema: {
          openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
        },
        subresources: { status: {} },
      })),
    },
  }))

/** What of the cluster the snapshot knows. */
export const context = [...namespaces, ...definitions]

export type Resource = (typeof resources)[number]
