import type { FieldTypes } from './field-types.ts'

/** Pods, without their containers and volumes. */
export const podTypes: FieldTypes = {
  Affinity: 'nodeAffinity:NodeAffinity podAffinity:PodAffinity podAntiAffinity:PodAntiAffinity',
  HostAlias: 'hostnames:[]string ip',
  LocalObjectReference: 'name',
  NodeAffinity: `
    preferredDuringSchedulingIgnoredDuringExecution:[]PreferredSchedulingTerm
    requiredDuringSchedulingIgnoredDuringExecution:NodeSelector`,
  NodeSelector: 'nodeSelectorTerms:[]NodeSelectorTerm',
  NodeSelectorRequirement: 'key operator values:[]string',
  NodeSelectorTerm: `
    matchExpressions:[]NodeSelectorRequirement matchFields:[]NodeSelectorRequirement`,
  Pod: 'spec:PodSpec',
  PodAffinity: `
    preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm
    requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm`,
  PodAffinityTerm: `
    labelSelector:LabelSelector matchLabelKeys:[]string mismatchLabelKeys:[]string
    namespaceSelector:LabelSelector namespaces:[]string topologyKey`,
  PodAntiAffinity: `
    preferredDuringSchedulingIgnoredDuringExecution:[]WeightedPodAffinityTerm
    requiredDuringSchedulingIgnoredDuringExecution:[]PodAffinityTerm`,
  PodDNSConfig: 'nameservers:[]string options:[]PodDNSConfigOption searches:[]string',
  PodDNSConfigOption: 'name value',
  PodFailurePolicy: 'rules:[]PodFailurePolicyRule',
  PodFailurePolicyOnExitCodesRequirement: 'containerName operator values:[]int32',
  PodFailurePolicyOnPodConditionsPattern: 'status type',
  PodFailurePolicyRule: `
    action onExitCodes:PodFailurePolicyOnExitCodesRequirement
    onPodConditions:[]PodFailurePolicyOnPodConditionsPattern`,
  PodOS: 'name',
  PodReadinessGate: 'conditionType',
  PodResourceClaim: 'name resourceClaimName resourceClaimTemplateName',
  PodSchedulingGate: 'name',
  PodSecurityContext: `
    appArmorProfile:AppArmorProfile fsGroup:int64 fsGroupChangePolicy runAsGroup:int64 runAsNonRoot:boolean
    runAsUser:int64 seLinuxChangePolicy seLinuxOptions:SELinuxOptions seccompProfile:SeccompProfile
    supplementalGroups:[]int64 supplementalGroupsPolicy sysctls:[]Sysctl
    windowsOptions:WindowsSecurityContextOptions`,
  PodSpec: `
    activeDeadlineSeconds:int64 affinity:Affinity automountServiceAccountToken:boolean
    containers:[]Container dnsConfig:PodDNSConfig dnsPolicy enableServiceLinks:boolean
    ephemeralContainers:[]EphemeralContainer hostAliases:[]HostAlias hostIPC:boolean hostNetwork:boolean
    hostPID:boolean hostUsers:boolean hostname hostnameOverride imagePullSecrets:[]LocalObjectReference
    initContainers:[]Container nodeName nodeSelector:map[]string os:PodOS overhead:map[]quantity
    preemptionPolicy priority:int32 priorityClassName readinessGates:[]PodReadinessGate
    resourceClaims:[]PodResourceClaim resources:ResourceRequirements restartPolicy runtimeClassName
    schedulerName schedulingGates:[]PodSchedulingGate securityContext:PodSecurityContext serviceAccount
    serviceAccountName setHostnameAsFQDN:boolean shareProcessNamespace:boolean subdomain
    terminationGracePeriodSeconds:int64 tolerations:[]Toleration
    topologySpreadConstraints:[]TopologySpreadConstraint volumes:[]Volume`,
  PodTemplate: 'template:PodTemplateSpec',
  PodTemplateSpec: 'metadata:ObjectMeta spec:PodSpec',
  PreferredSchedulingTerm: 'preference:NodeSelectorTerm weight:int32',
  Sysctl: 'name value',
  Toleration: 'effect key operator tolerationSeconds:int64 value',
  TopologySpreadConstraint: `
    labelSelector:LabelSelector matchLabelKeys:[]string maxSkew:int32 minDomains:int32 nodeAffinityPolicy
    nodeTaintsPolicy topologyKey whenUnsatisfiable`,
  WeightedPodAffinityTerm: 'podAffinityTerm:PodAffinityTerm weight:int32',
}
