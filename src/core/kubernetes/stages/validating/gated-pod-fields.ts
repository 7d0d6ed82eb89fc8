import type { KubernetesVersion } from '../../version.ts'
import { containerLists } from './container-lists.ts'
import { type GatedFields, gated } from './gated-fields.ts'

/**
 * Fields of a Pod's spec that are behind feature gates which the releases since 1.28 do not have on by default.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/api/pod/util.go (dropDisabledFields)
 */
export const gatedPodFields: readonly GatedFields[] = [
  gated('UserNamespacesSupport', '1.33', 'hostUsers'),
  gated('SupplementalGroupsPolicy', '1.33', 'securityContext.supplementalGroupsPolicy'),
  gated('SELinuxChangePolicy', '1.33', 'securityContext.seLinuxChangePolicy'),
  gated('PodLevelResources', '1.34', 'resources'),
  gated('DynamicResourceAllocation', '1.34', 'resourceClaims'),
  ofContainers('DynamicResourceAllocation', '1.34', 'resources.claims'),
  gated('MatchLabelKeysInPodAffinity', '1.31', ...ofAffinityTerms()),
  gated('HostnameOverride', '1.35', 'hostnameOverride'),
  gated('GenericWorkload', undefined, 'schedulingGroup'),
  gated('EvictionRequestAPI', undefined, 'evictionResponders'),
  gated('EmptyDirVolumeMode', undefined, 'volumes[].emptyDir.mode'),
  gated('AtomicWriteVolumeUserFields', undefined, ...ofVolumeUsers()),
  gated('ClusterTrustBundleProjection', '1.37', 'volumes[].projected.sources[].clusterTrustBundle'),
  gated('PodCertificateRequest', '1.37', 'volumes[].projected.sources[].podCertificate'),
  ofContainers('InPlacePodVerticalScaling', '1.33', 'resizePolicy'),
  ofContainers('ContainerRestartRules', '1.35', 'restartPolicyRules'),
  gated(
    'ContainerRestartRules',
    '1.35',
    'containers[].restartPolicy',
    'ephemeralContainers[].restartPolicy',
  ),
  gated('SidecarContainers', '1.29', 'initContainers[].restartPolicy'),
  ofContainers('RecursiveReadOnlyMounts', '1.31', 'volumeMounts[].recursiveReadOnly'),
  ofContainers('VolumeBindMountOptions', undefined, 'volumeMounts[].bindMountOptions'),
  ofContainers('EnvFiles', '1.35', 'env[].valueFrom.fileKeyRef'),
  ofContainers('GRPCContainerProbeTLS', undefined, ...ofProbes('grpc.mode')),
  ofContainers(
    'H2CContainerProbe',
    undefined,
    ...ofProbes('httpGet.protocol'),
    'lifecycle.postStart.httpGet.protocol',
    'lifecycle.preStop.httpGet.protocol',
  ),
  ofContainers(
    'PodLifecycleSleepAction',
    '1.30',
    'lifecycle.postStart.sleep',
    'lifecycle.preStop.sleep',
  ),
]

function ofContainers(
  gate: string,
  since: KubernetesVersion | undefined,
  ...fields: readonly string[]
): GatedFields {
  return gated(
    gate,
    since,
    ...containerLists.flatMap((list) => fields.map((field) => `${list}[].${field}`)),
  )
}

function ofProbes(field: string): readonly string[] {
  return ['livenessProbe', 'readinessProbe', 'startupProbe'].map((probe) => `${probe}.${field}`)
}

function ofAffinityTerms(): readonly string[] {
  return ['podAffinity', 'podAntiAffinity'].flatMap((kind) =>
    ['matchLabelKeys', 'mismatchLabelKeys'].flatMap((field) => [
      `affinity.${kind}.requiredDuringSchedulingIgnoredDuringExecution[].${field}`,
      `affinity.${kind}.preferredDuringSchedulingIgnoredDuringExecution[].podAffinityTerm.${field}`,
    ]),
  )
}

function ofVolumeUsers(): readonly string[] {
  const sources = ['secret', 'configMap', 'downwardAPI'].map((source) => `volumes[].${source}`)
  const projected = ['secret', 'configMap', 'downwardAPI'].map(
    (source) => `volumes[].projected.sources[].${source}`,
  )
  const tokens = ['serviceAccountToken', 'clusterTrustBundle', 'podCertificate'].map(
    (source) => `volumes[].projected.sources[].${source}.user`,
  )
  return [
    ...[...sources, 'volumes[].projected'].map((source) => `${source}.defaultUser`),
    ...[...sources, ...projected].map((source) => `${source}.items[].user`),
    ...tokens,
  ]
}
