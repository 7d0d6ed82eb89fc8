import type { KubernetesVersion } from './version.ts'

/** A version of a kind that API servers no longer serve. */
export interface RemovedKind {
  readonly apiVersion: string
  readonly kind: string
  /** The first release without it, such as `1.22`. */
  readonly since: string
  /** The version that took its place, or undefined where the kind is gone. */
  readonly successor: string | undefined
}

type Row = readonly [apiVersion: string, kinds: string, since: string, successor?: string]

/** https://kubernetes.io/docs/reference/using-api/deprecation-guide/ */
const rows: readonly Row[] = [
  ['extensions/v1beta1', 'DaemonSet Deployment ReplicaSet', '1.16', 'apps/v1'],
  ['extensions/v1beta1', 'NetworkPolicy', '1.16', 'networking.k8s.io/v1'],
  ['extensions/v1beta1', 'PodSecurityPolicy', '1.16'],
  ['extensions/v1beta1', 'Ingress', '1.22', 'networking.k8s.io/v1'],
  ['apps/v1beta1', 'ControllerRevision Deployment StatefulSet', '1.16', 'apps/v1'],
  [
    'apps/v1beta2',
    'ControllerRevision DaemonSet Deployment ReplicaSet StatefulSet',
    '1.16',
    'apps/v1',
  ],
  [
    'admissionregistration.k8s.io/v1beta1',
    'MutatingWebhookConfiguration ValidatingWebhookConfiguration',
    '1.22',
    'admissionregistration.k8s.io/v1',
  ],
  ['apiextensions.k8s.io/v1beta1', 'CustomResourceDefinition', '1.22', 'apiextensions.k8s.io/v1'],
  ['apiregistration.k8s.io/v1beta1', 'APIService', '1.22', 'apiregistration.k8s.io/v1'],
  ['authentication.k8s.io/v1beta1', 'TokenReview', '1.22', 'authentication.k8s.io/v1'],
  [
    'authorization.k8s.io/v1beta1',
    'LocalSubjectAccessReview SelfSubjectAccessReview SelfSubjectRulesReview SubjectAccessReview',
    '1.22',
    'authorization.k8s.io/v1',
  ],
  ['certificates.k8s.io/v1beta1', 'CertificateSigningRequest', '1.22', 'certificates.k8s.io/v1'],
  ['coordination.k8s.io/v1beta1', 'Lease', '1.22', 'coordination.k8s.io/v1'],
  ['networking.k8s.io/v1beta1', 'Ingress IngressClass', '1.22', 'networking.k8s.io/v1'],
  [
    'rbac.authorization.k8s.io/v1beta1',
    'ClusterRole ClusterRoleBinding Role RoleBinding',
    '1.22',
    'rbac.authorization.k8s.io/v1',
  ],
  ['scheduling.k8s.io/v1beta1', 'PriorityClass', '1.22', 'scheduling.k8s.io/v1'],
  [
    'storage.k8s.io/v1beta1',
    'CSIDriver CSINode StorageClass VolumeAttachment',
    '1.22',
    'storage.k8s.io/v1',
  ],
  ['batch/v1beta1', 'CronJob', '1.25', 'batch/v1'],
  ['batch/v2alpha1', 'CronJob', '1.21', 'batch/v1'],
  ['discovery.k8s.io/v1beta1', 'EndpointSlice', '1.25', 'discovery.k8s.io/v1'],
  ['events.k8s.io/v1beta1', 'Event', '1.25', 'events.k8s.io/v1'],
  ['autoscaling/v2beta1', 'HorizontalPodAutoscaler', '1.25', 'autoscaling/v2'],
  ['policy/v1beta1', 'PodDisruptionBudget', '1.25', 'policy/v1'],
  ['policy/v1beta1', 'PodSecurityPolicy', '1.25'],
  ['node.k8s.io/v1beta1', 'RuntimeClass', '1.25', 'node.k8s.io/v1'],
  ['autoscaling/v2beta2', 'HorizontalPodAutoscaler', '1.26', 'autoscaling/v2'],
  [
    'flowcontrol.apiserver.k8s.io/v1beta1',
    'FlowSchema PriorityLevelConfiguration',
    '1.26',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  ['storage.k8s.io/v1beta1', 'CSIStorageCapacity', '1.27', 'storage.k8s.io/v1'],
  [
    'flowcontrol.apiserver.k8s.io/v1beta2',
    'FlowSchema PriorityLevelConfiguration',
    '1.29',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [
    'flowcontrol.apiserver.k8s.io/v1beta3',
    'FlowSchema PriorityLevelConfiguration',
    '1.32',
    'flowcontrol.apiserver.k8s.io/v1',
  ],
  [
    'admissionregistration.k8s.io/v1alpha1',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    '1.32',
    'admissionregistration.k8s.io/v1',
  ],
  [
    'admissionregistration.k8s.io/v1beta1',
    'ValidatingAdmissionPolicy ValidatingAdmissionPolicyBinding',
    '1.34',
    'admissionregistration.k8s.io/v1',
  ],
]

const removed: ReadonlyMap<string, RemovedKind> = new Map(
  rows.flatMap(([apiVersion, kinds, since, successor]) =>
    kinds
      .split(' ')
      .map((kind): [string, RemovedKind] => [
        `${apiVersion}/${kind}`,
        { apiVersion, kind, since, successor },
      ]),
  ),
)

/** The kind, if the release no longer serves it in that version. */
export function removedKind(
  apiVersion: string,
  kind: string,
  version: KubernetesVersion,
): RemovedKind | undefined {
  const found = removed.get(`${apiVersion}/${kind}`)
  return found !== undefined && minor(version) >= minor(found.since) ? found : undefined
}

function minor(version: string): number {
  return Number(version.split('.')[1])
}
