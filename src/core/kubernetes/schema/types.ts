import { containerTypes } from './container-types.ts'
import type { FieldTypes } from './field-types.ts'
import { kindTypes } from './kind-types.ts'
import { metaTypes } from './meta-types.ts'
import { podTypes } from './pod-types.ts'
import { volumeTypes } from './volume-types.ts'

/** What the API server holds in each field of Kubernetes 1.34's types; later fields are not known and not looked at. */
export const fieldTypes: FieldTypes = {
  ...metaTypes,
  ...podTypes,
  ...containerTypes,
  ...volumeTypes,
  ...kindTypes,
}

/** The kinds whose fields are known; the type has the kind's name. Status is the cluster's to write and not looked at. */
export const typedKinds: readonly {
  readonly apiVersion: string
  readonly kinds: readonly string[]
}[] = [
  {
    apiVersion: 'v1',
    kinds: [
      'ConfigMap',
      'LimitRange',
      'Namespace',
      'PersistentVolumeClaim',
      'Pod',
      'PodTemplate',
      'ReplicationController',
      'ResourceQuota',
      'Secret',
      'Service',
      'ServiceAccount',
    ],
  },
  { apiVersion: 'apps/v1', kinds: ['DaemonSet', 'Deployment', 'ReplicaSet', 'StatefulSet'] },
  { apiVersion: 'autoscaling/v2', kinds: ['HorizontalPodAutoscaler'] },
  { apiVersion: 'batch/v1', kinds: ['CronJob', 'Job'] },
  { apiVersion: 'networking.k8s.io/v1', kinds: ['Ingress', 'NetworkPolicy'] },
  { apiVersion: 'policy/v1', kinds: ['PodDisruptionBudget'] },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kinds: ['ClusterRole', 'ClusterRoleBinding', 'Role', 'RoleBinding'],
  },
]
