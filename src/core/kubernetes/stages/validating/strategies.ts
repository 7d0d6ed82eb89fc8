import { apiService } from './api-service.ts'
import { certificateSigningRequest } from './certificate-signing-request.ts'
import { customResourceDefinition } from './custom-resource-definition.ts'
import { daemonSet } from './daemon-set.ts'
import { endpointSlice } from './endpoint-slice.ts'
import { horizontalPodAutoscaler } from './horizontal-pod-autoscaler.ts'
import { job } from './job.ts'
import { limitRange } from './limit-range.ts'
import { namespace } from './namespace.ts'
import { node } from './node.ts'
import { persistentVolume } from './persistent-volume.ts'
import { persistentVolumeClaim } from './persistent-volume-claim.ts'
import { pod } from './pod.ts'
import { podDisruptionBudget } from './pod-disruption-budget.ts'
import { service } from './service.ts'
import { serviceAccount } from './service-account.ts'
import { always, ofSpec, type Strategy } from './strategy.ts'

const ofWebhooks = { since: always, of: [['webhooks']] } as const

/**
 * The kinds of which a new object gets a generation, loses its status or is completed. Of the others nothing changes.
 * https://github.com/kubernetes/kubernetes/tree/v1.37.0/pkg/registry (PrepareForCreate in strategy.go of each resource)
 */
export const strategies: readonly Strategy[] = [
  { group: '', kind: 'Binding', isStored: false },
  limitRange,
  namespace,
  node,
  persistentVolume,
  persistentVolumeClaim,
  pod,
  { group: '', kind: 'ResourceQuota', ownsStatusSince: always },
  service,
  serviceAccount,
  { group: '', kind: 'PodTemplate', generation: { since: always, of: [['template']] } },
  withSpecAndStatus('', 'ReplicationController'),
  daemonSet,
  {
    ...withSpecAndStatus('apps', 'Deployment'),
    generation: { since: always, of: [['spec'], ['metadata', 'annotations']] },
  },
  withSpecAndStatus('apps', 'ReplicaSet'),
  withSpecAndStatus('apps', 'StatefulSet'),
  withSpecAndStatus('batch', 'CronJob'),
  job,
  admission('MutatingAdmissionPolicy'),
  admission('MutatingAdmissionPolicyBinding'),
  { ...admission('ValidatingAdmissionPolicy'), ownsStatusSince: always },
  admission('ValidatingAdmissionPolicyBinding'),
  { ...admission('MutatingWebhookConfiguration'), generation: ofWebhooks },
  { ...admission('ValidatingWebhookConfiguration'), generation: ofWebhooks },
  customResourceDefinition,
  apiService,
  horizontalPodAutoscaler,
  certificateSigningRequest,
  { group: 'certificates.k8s.io', kind: 'PodCertificateRequest', ownsStatusSince: always },
  endpointSlice,
  withSpecAndStatus('flowcontrol.apiserver.k8s.io', 'FlowSchema'),
  withSpecAndStatus('flowcontrol.apiserver.k8s.io', 'PriorityLevelConfiguration'),
  withSpecAndStatus('networking.k8s.io', 'Ingress'),
  { group: 'networking.k8s.io', kind: 'IngressClass', generation: ofSpec },
  { group: 'networking.k8s.io', kind: 'NetworkPolicy', generation: ofSpec },
  { group: 'networking.k8s.io', kind: 'ServiceCIDR', ownsStatusSince: '1.36' },
  podDisruptionBudget,
  { group: 'resource.k8s.io', kind: 'DeviceClass', generation: ofSpec },
  {
    group: 'resource.k8s.io',
    kind: 'DeviceTaintRule',
    generation: ofSpec,
    ownsStatusSince: '1.35',
  },
  { group: 'resource.k8s.io', kind: 'ResourceClaim', ownsStatusSince: always },
  { group: 'resource.k8s.io', kind: 'ResourceSlice', generation: ofSpec },
  { group: 'scheduling.k8s.io', kind: 'PriorityClass', generation: { since: always, of: [] } },
  {
    group: 'storage.k8s.io',
    kind: 'CSIDriver',
    generation: { ...ofSpec, isAbsentAtFirst: true },
  },
  { group: 'storage.k8s.io', kind: 'CSINode', ownsStatusSince: '1.37' },
  { group: 'storage.k8s.io', kind: 'VolumeAttachment', ownsStatusSince: always },
  { group: 'storagemigration.k8s.io', kind: 'StorageVersionMigration', ownsStatusSince: always },
]

function admission(kind: string): Strategy {
  return { group: 'admissionregistration.k8s.io', kind, generation: ofSpec }
}

function withSpecAndStatus(group: string, kind: string): Strategy {
  return { group, kind, generation: ofSpec, ownsStatusSince: always }
}
