import type { FieldTypes } from './field-types.ts'

/** The other kinds, and what they hold. */
export const kindTypes: FieldTypes = {
  AggregationRule: 'clusterRoleSelectors:[]LabelSelector',
  ClientIPConfig: 'timeoutSeconds:int32',
  ClusterRole: 'aggregationRule:AggregationRule rules:[]PolicyRule',
  ClusterRoleBinding: 'roleRef:RoleRef subjects:[]Subject',
  ConfigMap: 'binaryData:map[]bytes data:map[]string immutable:boolean',
  CronJob: 'spec:CronJobSpec',
  CronJobSpec: `
    concurrencyPolicy failedJobsHistoryLimit:int32 jobTemplate:JobTemplateSpec schedule
    startingDeadlineSeconds:int64 successfulJobsHistoryLimit:int32 suspend:boolean timeZone`,
  CrossVersionObjectReference: 'apiVersion kind name',
  DaemonSet: 'spec:DaemonSetSpec',
  DaemonSetSpec: `
    minReadySeconds:int32 revisionHistoryLimit:int32 selector:LabelSelector template:PodTemplateSpec
    updateStrategy:DaemonSetUpdateStrategy`,
  DaemonSetUpdateStrategy: 'rollingUpdate:RollingUpdateDaemonSet type',
  Deployment: 'spec:DeploymentSpec',
  DeploymentSpec: `
    minReadySeconds:int32 paused:boolean progressDeadlineSeconds:int32 replicas:int32
    revisionHistoryLimit:int32 selector:LabelSelector strategy:DeploymentStrategy template:PodTemplateSpec`,
  DeploymentStrategy: 'rollingUpdate:RollingUpdateDeployment type',
  ExternalMetricSource: 'metric:MetricIdentifier target:MetricTarget',
  HPAScalingPolicy: 'periodSeconds:int32 type value:int32',
  HPAScalingRules: `
    policies:[]HPAScalingPolicy selectPolicy stabilizationWindowSeconds:int32 tolerance:quantity`,
  HTTPIngressPath: 'backend:IngressBackend path pathType',
  HTTPIngressRuleValue: 'paths:[]HTTPIngressPath',
  HorizontalPodAutoscaler: 'spec:HorizontalPodAutoscalerSpec',
  HorizontalPodAutoscalerBehavior: 'scaleDown:HPAScalingRules scaleUp:HPAScalingRules',
  HorizontalPodAutoscalerSpec: `
    behavior:HorizontalPodAutoscalerBehavior maxReplicas:int32 metrics:[]MetricSpec minReplicas:int32
    scaleTargetRef:CrossVersionObjectReference`,
  IPBlock: 'cidr except:[]string',
  Ingress: 'spec:IngressSpec',
  IngressBackend: 'resource:TypedLocalObjectReference service:IngressServiceBackend',
  IngressRule: 'host http:HTTPIngressRuleValue',
  IngressServiceBackend: 'name port:ServiceBackendPort',
  IngressSpec: `
    defaultBackend:IngressBackend ingressClassName rules:[]IngressRule tls:[]IngressTLS`,
  IngressTLS: 'hosts:[]string secretName',
  Job: 'spec:JobSpec',
  JobSpec: `
    activeDeadlineSeconds:int64 backoffLimit:int32 backoffLimitPerIndex:int32 completionMode
    completions:int32 managedBy manualSelector:boolean maxFailedIndexes:int32 parallelism:int32
    podFailurePolicy:PodFailurePolicy podReplacementPolicy selector:LabelSelector
    successPolicy:SuccessPolicy suspend:boolean template:PodTemplateSpec ttlSecondsAfterFinished:int32`,
  JobTemplateSpec: 'metadata:ObjectMeta spec:JobSpec',
  LimitRange: 'spec:LimitRangeSpec',
  LimitRangeItem: `
    default:map[]quantity defaultRequest:map[]quantity max:map[]quantity maxLimitRequestRatio:map[]quantity
    min:map[]quantity type`,
  LimitRangeSpec: 'limits:[]LimitRangeItem',
  MetricIdentifier: 'name selector:LabelSelector',
  MetricSpec: `
    containerResource:ContainerResourceMetricSource external:ExternalMetricSource object:ObjectMetricSource
    pods:PodsMetricSource resource:ResourceMetricSource type`,
  MetricTarget: 'averageUtilization:int32 averageValue:quantity type value:quantity',
  Namespace: 'spec:NamespaceSpec',
  NamespaceSpec: 'finalizers:[]string',
  NetworkPolicy: 'spec:NetworkPolicySpec',
  NetworkPolicyEgressRule: 'ports:[]NetworkPolicyPort to:[]NetworkPolicyPeer',
  NetworkPolicyIngressRule: 'from:[]NetworkPolicyPeer ports:[]NetworkPolicyPort',
  NetworkPolicyPeer: `
    ipBlock:IPBlock namespaceSelector:LabelSelector podSelector:LabelSelector`,
  NetworkPolicyPort: 'endPort:int32 port:intOrString protocol',
  NetworkPolicySpec: `
    egress:[]NetworkPolicyEgressRule ingress:[]NetworkPolicyIngressRule podSelector:LabelSelector
    policyTypes:[]string`,
  ObjectMetricSource: `
    describedObject:CrossVersionObjectReference metric:MetricIdentifier target:MetricTarget`,
  PersistentVolumeClaim: 'spec:PersistentVolumeClaimSpec',
  PersistentVolumeClaimSpec: `
    accessModes:[]string dataSource:TypedLocalObjectReference dataSourceRef:TypedObjectReference
    resources:VolumeResourceRequirements selector:LabelSelector storageClassName volumeAttributesClassName
    volumeMode volumeName`,
  PodDisruptionBudget: 'spec:PodDisruptionBudgetSpec',
  PodDisruptionBudgetSpec: `
    maxUnavailable:intOrString minAvailable:intOrString selector:LabelSelector unhealthyPodEvictionPolicy`,
  PodsMetricSource: 'metric:MetricIdentifier target:MetricTarget',
  PolicyRule: `
    apiGroups:[]string nonResourceURLs:[]string resourceNames:[]string resources:[]string verbs:[]string`,
  ReplicaSet: 'spec:ReplicaSetSpec',
  ReplicaSetSpec: `
    minReadySeconds:int32 replicas:int32 selector:LabelSelector template:PodTemplateSpec`,
  ReplicationController: 'spec:ReplicationControllerSpec',
  ReplicationControllerSpec: `
    minReadySeconds:int32 replicas:int32 selector:map[]string template:PodTemplateSpec`,
  ResourceMetricSource: 'name target:MetricTarget',
  ResourceQuota: 'spec:ResourceQuotaSpec',
  ResourceQuotaSpec: 'hard:map[]quantity scopeSelector:ScopeSelector scopes:[]string',
  Role: 'rules:[]PolicyRule',
  RoleBinding: 'roleRef:RoleRef subjects:[]Subject',
  RoleRef: 'apiGroup kind name',
  RollingUpdateDaemonSet: 'maxSurge:intOrString maxUnavailable:intOrString',
  RollingUpdateDeployment: 'maxSurge:intOrString maxUnavailable:intOrString',
  RollingUpdateStatefulSetStrategy: 'maxUnavailable:intOrString partition:int32',
  ScopeSelector: 'matchExpressions:[]ScopedResourceSelectorRequirement',
  ScopedResourceSelectorRequirement: 'operator scopeName values:[]string',
  Secret: 'data:map[]bytes immutable:boolean stringData:map[]string type',
  Service: 'spec:ServiceSpec',
  ServiceAccount: `
    automountServiceAccountToken:boolean imagePullSecrets:[]LocalObjectReference secrets:[]ObjectReference`,
  ServiceBackendPort: 'name number:int32',
  ServicePort: 'appProtocol name nodePort:int32 port:int32 protocol targetPort:intOrString',
  ServiceSpec: `
    allocateLoadBalancerNodePorts:boolean clusterIP clusterIPs:[]string externalIPs:[]string externalName
    externalTrafficPolicy healthCheckNodePort:int32 internalTrafficPolicy ipFamilies:[]string ipFamilyPolicy
    loadBalancerClass loadBalancerIP loadBalancerSourceRanges:[]string ports:[]ServicePort
    publishNotReadyAddresses:boolean selector:map[]string sessionAffinity
    sessionAffinityConfig:SessionAffinityConfig trafficDistribution type`,
  SessionAffinityConfig: 'clientIP:ClientIPConfig',
  StatefulSet: 'spec:StatefulSetSpec',
  StatefulSetOrdinals: 'start:int32',
  StatefulSetSpec: `
    minReadySeconds:int32 ordinals:StatefulSetOrdinals
    persistentVolumeClaimRetentionPolicy:StatefulSetPersistentVolumeClaimRetentionPolicy podManagementPolicy
    replicas:int32 revisionHistoryLimit:int32 selector:LabelSelector serviceName template:PodTemplateSpec
    updateStrategy:StatefulSetUpdateStrategy volumeClaimTemplates:[]PersistentVolumeClaim`,
  StatefulSetUpdateStrategy: 'rollingUpdate:RollingUpdateStatefulSetStrategy type',
  Subject: 'apiGroup kind name namespace',
  SuccessPolicy: 'rules:[]SuccessPolicyRule',
  SuccessPolicyRule: 'succeededCount:int32 succeededIndexes',
}
