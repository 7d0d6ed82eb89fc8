import { type GatedFields, gated } from './gated-fields.ts'

/**
 * Fields beside those of Pods that are behind feature gates which the releases since 1.28 do not have on by default, by
 * `group/kind`. https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/features/kube_features.go
 */
export const gatedKinds: ReadonlyMap<string, readonly GatedFields[]> = new Map([
  [
    '/Node',
    [
      gated('InPlacePodVerticalScalingSchedulerPreemption', undefined, 'spec.podPreemptionPolicy'),
      gated('NodeDeclaredFeatures', '1.36', 'status.declaredFeatures'),
      gated('SupplementalGroupsPolicy', '1.33', 'status.features'),
      gated('RecursiveReadOnlyMounts', '1.31', 'status.runtimeHandlers'),
    ],
  ],
  ['/PersistentVolume', [gated('VolumeAttributesClass', '1.34', 'spec.volumeAttributesClassName')]],
  [
    '/PersistentVolumeClaim',
    [gated('VolumeAttributesClass', '1.34', 'spec.volumeAttributesClassName')],
  ],
  [
    'apps/StatefulSet',
    [
      gated(
        'MaxUnavailableStatefulSet',
        '1.37',
        'spec.updateStrategy.rollingUpdate.maxUnavailable',
      ),
    ],
  ],
  [
    'autoscaling/HorizontalPodAutoscaler',
    [
      gated(
        'HPAConfigurableTolerance',
        '1.35',
        'spec.behavior.scaleDown.tolerance',
        'spec.behavior.scaleUp.tolerance',
      ),
    ],
  ],
  [
    'batch/Job',
    [
      gated('WorkloadWithJob', undefined, 'spec.scheduling'),
      gated('JobManagedBy', '1.32', 'spec.managedBy'),
      gated('JobSuccessPolicy', '1.31', 'spec.successPolicy'),
      gated('JobPodReplacementPolicy', '1.29', 'spec.podReplacementPolicy'),
      gated(
        'JobBackoffLimitPerIndex',
        '1.29',
        'spec.backoffLimitPerIndex',
        'spec.maxFailedIndexes',
      ),
    ],
  ],
  ['batch/CronJob', [gated('WorkloadWithJob', undefined, 'spec.jobTemplate.spec.scheduling')]],
  [
    'coordination.k8s.io/Lease',
    [gated('CoordinatedLeaderElection', undefined, 'spec.strategy', 'spec.preferredHolder')],
  ],
  [
    'discovery.k8s.io/EndpointSlice',
    [gated('PreferSameTrafficDistribution', '1.34', 'endpoints[].hints.forNodes')],
  ],
  [
    'apiextensions.k8s.io/CustomResourceDefinition',
    [gated('CustomResourceFieldSelectors', '1.31', 'spec.versions[].selectableFields')],
  ],
  [
    'resource.k8s.io/DeviceClass',
    [gated('DRAExtendedResource', '1.36', 'spec.extendedResourceName')],
  ],
  ['resource.k8s.io/ResourceClaim', claimFields('spec')],
  ['resource.k8s.io/ResourceClaimTemplate', claimFields('spec.spec')],
  ['resource.k8s.io/ResourceSlice', sliceFields()],
  [
    'storage.k8s.io/CSIDriver',
    [
      gated('MutableCSINodeAllocatableCount', '1.35', 'spec.nodeAllocatableUpdatePeriodSeconds'),
      gated('CSIServiceAccountTokenSecrets', '1.35', 'spec.serviceAccountTokenInSecrets'),
      gated('VolumeLimitScaling', '1.37', 'spec.preventPodSchedulingIfMissing'),
    ],
  ],
])

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/api/resourceclaimspec/util.go */
function claimFields(spec: string): readonly GatedFields[] {
  const requests = `${spec}.devices.requests[]`
  const each = (field: string) => [
    `${requests}.exactly.${field}`,
    `${requests}.firstAvailable[].${field}`,
  ]
  return [
    gated('DRADeviceTaints', '1.36', ...each('tolerations')),
    gated(
      'DRAConsumableCapacity',
      '1.36',
      `${spec}.devices.constraints[].distinctAttribute`,
      ...each('capacity'),
    ),
    gated('DRADerivedAttributes', undefined, ...each('derivedAttributes')),
  ]
}

/** https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/registry/resource/resourceslice/strategy.go */
function sliceFields(): readonly GatedFields[] {
  const device = (...fields: readonly string[]) => fields.map((field) => `spec.devices[].${field}`)
  return [
    gated('DRAPartitionableDevicesType', undefined, 'spec.partitionTypeAttribute'),
    gated('DRAOptionalNodeOperations', undefined, 'spec.skipNodeOperations'),
    gated('DRADeviceTaints', '1.36', ...device('taints')),
    gated(
      'DRAPartitionableDevices',
      '1.36',
      'spec.sharedCounters',
      'spec.perDeviceNodeSelection',
      ...device('consumesCounters', 'nodeName', 'nodeSelector', 'allNodes'),
    ),
    gated(
      'DRADeviceBindingConditions',
      '1.36',
      ...device('bindingConditions', 'bindingFailureConditions', 'bindsToNode'),
    ),
    gated(
      'DRAConsumableCapacity',
      '1.36',
      ...device('allowMultipleAllocations', 'capacity{}.requestPolicy'),
    ),
    gated(
      'DRADeviceCompatibilityGroups',
      undefined,
      ...device('consumesCounters[].compatibilityGroups'),
    ),
    gated('DRANodeAllocatableResources', undefined, ...device('nodeAllocatableResources')),
    gated(
      'DRAListTypeAttributes',
      undefined,
      ...device(
        'attributes{}.bools',
        'attributes{}.ints',
        'attributes{}.strings',
        'attributes{}.versions',
      ),
    ),
  ]
}
