import type { KubernetesVersion } from '#src/core/kubernetes/version.ts'
import { isObject, type JsonObject } from '#src/core/source/json-value.ts'
import type { ChangedField } from './changed-fields.ts'

/** What Kubernetes' defaults change although it was set, with an example. */
export interface KnownChange {
  readonly name: string
  readonly allows: (change: ChangedField) => boolean
  readonly apiVersion: string
  readonly kind: string
  readonly example: JsonObject
}

export const versionOfExamples: KubernetesVersion = '1.37'

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/core/v1/defaults.go */
export const knownChanges: readonly KnownChange[] = [
  {
    name: 'the amount of a resource, where it is finer than a thousandth',
    allows: ({ goType, before }) => goType === 'v1.ResourceList' && isFine(String(before)),
    apiVersion: 'v1',
    kind: 'ResourceQuota',
    example: { spec: { hard: { cpu: '1500001u' } } },
  },
  {
    name: 'a negative grace period of a Pod',
    allows: ({ struct, field, before, after }) =>
      isAt(struct, field, 'core.v1.PodSpec.terminationGracePeriodSeconds') &&
      Number(before) < 0 &&
      after === 1,
    apiVersion: 'v1',
    kind: 'Pod',
    example: { spec: { terminationGracePeriodSeconds: -7 } },
  },
  {
    name: 'the old name of a service account that is not its new one',
    allows: ({ struct, field }) => isAt(struct, field, 'core.v1.PodSpec.serviceAccount'),
    apiVersion: 'v1',
    kind: 'Pod',
    example: { spec: { serviceAccountName: 'a', serviceAccount: 'b' } },
  },
  {
    name: 'the addresses of a Pod that are not its address',
    allows: ({ struct, field, before }) =>
      isAt(struct, field, 'core.v1.PodStatus.podIPs') && Array.isArray(before),
    apiVersion: 'v1',
    kind: 'Pod',
    example: { status: { podIP: '192.0.2.1', podIPs: [{ ip: '192.0.2.2' }, { ip: '192.0.2.3' }] } },
  },
  {
    name: 'the only address of a Pod that is not its address',
    allows: ({ struct, field }) => isAt(struct, field, 'core.v1.PodIP.ip'),
    apiVersion: 'v1',
    kind: 'Pod',
    example: { status: { podIP: '192.0.2.1', podIPs: [{ ip: '192.0.2.2' }] } },
  },
  {
    name: 'the configuration of an affinity that a Service does not have',
    allows: ({ struct, field, before, after }) =>
      isAt(struct, field, 'core.v1.ServiceSpec.sessionAffinityConfig') &&
      isObject(before) &&
      after === undefined,
    apiVersion: 'v1',
    kind: 'Service',
    example: { spec: { sessionAffinityConfig: { clientIP: { timeoutSeconds: 1 } } } },
  },
  {
    name: 'the label that holds the name of a namespace',
    allows: ({ struct, field }) => isAt(struct, field, 'meta.v1.ObjectMeta.labels'),
    apiVersion: 'v1',
    kind: 'Namespace',
    example: { metadata: { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'x' } } },
  },
]

function isAt(struct: string, field: string, place: string): boolean {
  return `${struct}.${field}` === place
}

function isFine(amount: string): boolean {
  return /[un]$|e-[69]$|\.\d{4,}/.test(amount)
}
