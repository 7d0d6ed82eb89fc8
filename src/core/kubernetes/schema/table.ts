/** Written by scripts/schema-table.ts from a running API server; not by hand. */
export const table = `
admissionregistration.v1.ApplyConfiguration expression?:string
admissionregistration.v1.AuditAnnotation key!:string valueExpression!:string
admissionregistration.v1.ExpressionWarning fieldRef!:string warning!:string
admissionregistration.v1.JSONPatch expression?:string
admissionregistration.v1.MatchCondition name!:string expression!:string
admissionregistration.v1.MatchResources~ namespaceSelector*?:@meta.v1.LabelSelector objectSelector*?:@meta.v1.LabelSelector resourceRules?:[]@admissionregistration.v1.NamedRuleWithOperations excludeResourceRules?:[]@admissionregistration.v1.NamedRuleWithOperations matchPolicy*?:string<v1.MatchPolicyType>|Equivalent|Exact
admissionregistration.v1.MutatingAdmissionPolicy (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@admissionregistration.v1.MutatingAdmissionPolicySpec
admissionregistration.v1.MutatingAdmissionPolicyBinding (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@admissionregistration.v1.MutatingAdmissionPolicyBindingSpec
admissionregistration.v1.MutatingAdmissionPolicyBindingSpec policyName?:string paramRef*?:@admissionregistration.v1.ParamRef matchResources*?:@admissionregistration.v1.MatchResources
admissionregistration.v1.MutatingAdmissionPolicySpec paramKind*?:@admissionregistration.v1.ParamKind matchConstraints*?:@admissionregistration.v1.MatchResources variables?:[]@admissionregistration.v1.Variable mutations?:[]@admissionregistration.v1.Mutation failurePolicy*?:string<v1.FailurePolicyType>|Fail|Ignore matchConditions?:[name]@admissionregistration.v1.MatchCondition reinvocationPolicy?:string<v1.ReinvocationPolicyType>|IfNeeded|Never
admissionregistration.v1.MutatingWebhook name!:string clientConfig!:@admissionregistration.v1.WebhookClientConfig rules?:[]@admissionregistration.v1.RuleWithOperations failurePolicy*?:string<v1.FailurePolicyType>|Fail|Ignore matchPolicy*?:string<v1.MatchPolicyType>|Equivalent|Exact namespaceSelector*?:@meta.v1.LabelSelector objectSelector*?:@meta.v1.LabelSelector sideEffects!*:string<v1.SideEffectClass>|None|NoneOnDryRun|Some|Unknown timeoutSeconds*?:int32 admissionReviewVersions!:[]string reinvocationPolicy*?:string<v1.ReinvocationPolicyType>|IfNeeded|Never matchConditions?:[name]@admissionregistration.v1.MatchCondition
admissionregistration.v1.MutatingWebhookConfiguration (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta webhooks?:[name]@admissionregistration.v1.MutatingWebhook
admissionregistration.v1.Mutation patchType!:string<v1.PatchType>|ApplyConfiguration|JSONPatch applyConfiguration*?:@admissionregistration.v1.ApplyConfiguration jsonPatch*?:@admissionregistration.v1.JSONPatch
admissionregistration.v1.NamedRuleWithOperations~ resourceNames?:[]string (RuleWithOperations)operations?:[]string<[]v1.OperationType> (RuleWithOperations.Rule)apiGroups?:[]string (RuleWithOperations.Rule)apiVersions?:[]string (RuleWithOperations.Rule)resources?:[]string (RuleWithOperations.Rule)scope*?:string<v1.ScopeType>|*|Cluster|Namespaced
admissionregistration.v1.ParamKind~ apiVersion?:string kind?:string
admissionregistration.v1.ParamRef~ name?:string namespace?:string selector*?:@meta.v1.LabelSelector parameterNotFoundAction*?:string<v1.ParameterNotFoundActionType>
admissionregistration.v1.RuleWithOperations operations?:[]string<[]v1.OperationType> (Rule)apiGroups?:[]string (Rule)apiVersions?:[]string (Rule)resources?:[]string (Rule)scope*?:string<v1.ScopeType>|*|Cluster|Namespaced
admissionregistration.v1.ServiceReference namespace!:string name!:string path*?:string port*?:int32
admissionregistration.v1.TypeChecking expressionWarnings?:[]@admissionregistration.v1.ExpressionWarning
admissionregistration.v1.ValidatingAdmissionPolicy (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@admissionregistration.v1.ValidatingAdmissionPolicySpec status?:@admissionregistration.v1.ValidatingAdmissionPolicyStatus
admissionregistration.v1.ValidatingAdmissionPolicyBinding (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec
admissionregistration.v1.ValidatingAdmissionPolicyBindingSpec policyName!?:string paramRef*?:@admissionregistration.v1.ParamRef matchResources*?:@admissionregistration.v1.MatchResources validationActions!?:[*]string<[]v1.ValidationAction>
admissionregistration.v1.ValidatingAdmissionPolicySpec paramKind*?:@admissionregistration.v1.ParamKind matchConstraints*?:@admissionregistration.v1.MatchResources validations?:[]@admissionregistration.v1.Validation failurePolicy*?:string<v1.FailurePolicyType>|Fail|Ignore auditAnnotations?:[]@admissionregistration.v1.AuditAnnotation matchConditions?:[name]@admissionregistration.v1.MatchCondition variables?:[name]@admissionregistration.v1.Variable
admissionregistration.v1.ValidatingAdmissionPolicyStatus observedGeneration?:int64 typeChecking*?:@admissionregistration.v1.TypeChecking conditions?:[type]@meta.v1.Condition
admissionregistration.v1.ValidatingWebhook name!:string clientConfig!:@admissionregistration.v1.WebhookClientConfig rules?:[]@admissionregistration.v1.RuleWithOperations failurePolicy*?:string<v1.FailurePolicyType>|Fail|Ignore matchPolicy*?:string<v1.MatchPolicyType>|Equivalent|Exact namespaceSelector*?:@meta.v1.LabelSelector objectSelector*?:@meta.v1.LabelSelector sideEffects!*:string<v1.SideEffectClass>|None|NoneOnDryRun|Some|Unknown timeoutSeconds*?:int32 admissionReviewVersions!:[]string matchConditions?:[name]@admissionregistration.v1.MatchCondition
admissionregistration.v1.ValidatingWebhookConfiguration (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta webhooks?:[name]@admissionregistration.v1.ValidatingWebhook
admissionregistration.v1.Validation expression!:string message?:string reason*?:string<v1.StatusReason> messageExpression?:string
admissionregistration.v1.Variable~ name!:string expression!:string
admissionregistration.v1.WebhookClientConfig url*?:string service*?:@admissionregistration.v1.ServiceReference caBundle?:bytes
apps.v1.ControllerRevision (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta data!:rawExtension revision:int64
apps.v1.DaemonSet (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@apps.v1.DaemonSetSpec status?:@apps.v1.DaemonSetStatus
apps.v1.DaemonSetCondition type:string<v1.DaemonSetConditionType> status:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
apps.v1.DaemonSetSpec selector!*:@meta.v1.LabelSelector template!:@core.v1.PodTemplateSpec updateStrategy?:@apps.v1.DaemonSetUpdateStrategy minReadySeconds?:int32 revisionHistoryLimit*?:int32
apps.v1.DaemonSetStatus currentNumberScheduled!:int32 numberMisscheduled!:int32 desiredNumberScheduled!:int32 numberReady!:int32 observedGeneration?:int64 updatedNumberScheduled?:int32 numberAvailable?:int32 numberUnavailable?:int32 collisionCount*?:int32 conditions?:[type]@apps.v1.DaemonSetCondition
apps.v1.DaemonSetUpdateStrategy type?:string<v1.DaemonSetUpdateStrategyType>|OnDelete|RollingUpdate rollingUpdate*?:@apps.v1.RollingUpdateDaemonSet
apps.v1.Deployment (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@apps.v1.DeploymentSpec status?:@apps.v1.DeploymentStatus
apps.v1.DeploymentCondition type:string<v1.DeploymentConditionType> status:string<v1.ConditionStatus> lastUpdateTime?:time lastTransitionTime?:time reason?:string message?:string
apps.v1.DeploymentSpec replicas*?:int32 selector!*:@meta.v1.LabelSelector template!:@core.v1.PodTemplateSpec strategy?:@apps.v1.DeploymentStrategy minReadySeconds?:int32 revisionHistoryLimit*?:int32 paused?:boolean progressDeadlineSeconds*?:int32
apps.v1.DeploymentStatus observedGeneration?:int64 replicas?:int32 updatedReplicas?:int32 readyReplicas?:int32 availableReplicas?:int32 unavailableReplicas?:int32 terminatingReplicas*?:int32 conditions?:[type]@apps.v1.DeploymentCondition collisionCount*?:int32
apps.v1.DeploymentStrategy type?:string<v1.DeploymentStrategyType>|Recreate|RollingUpdate rollingUpdate*?:@apps.v1.RollingUpdateDeployment
apps.v1.ReplicaSet (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@apps.v1.ReplicaSetSpec status?:@apps.v1.ReplicaSetStatus
apps.v1.ReplicaSetCondition type:string<v1.ReplicaSetConditionType> status:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
apps.v1.ReplicaSetSpec replicas*?:int32 minReadySeconds?:int32 selector!*:@meta.v1.LabelSelector template?:@core.v1.PodTemplateSpec
apps.v1.ReplicaSetStatus replicas!:int32 fullyLabeledReplicas?:int32 readyReplicas?:int32 availableReplicas?:int32 terminatingReplicas*?:int32 observedGeneration?:int64 conditions?:[type]@apps.v1.ReplicaSetCondition
apps.v1.RollingUpdateDaemonSet maxUnavailable*?:intOrString maxSurge*?:intOrString
apps.v1.RollingUpdateDeployment maxUnavailable*?:intOrString maxSurge*?:intOrString
apps.v1.RollingUpdateStatefulSetStrategy partition*?:int32 maxUnavailable*?:intOrString
apps.v1.StatefulSet (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@apps.v1.StatefulSetSpec status?:@apps.v1.StatefulSetStatus
apps.v1.StatefulSetCondition type:string<v1.StatefulSetConditionType> status:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
apps.v1.StatefulSetOrdinals start:int32
apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy whenDeleted?:string<v1.PersistentVolumeClaimRetentionPolicyType> whenScaled?:string<v1.PersistentVolumeClaimRetentionPolicyType>
apps.v1.StatefulSetSpec replicas*?:int32 selector!*:@meta.v1.LabelSelector template!:@core.v1.PodTemplateSpec volumeClaimTemplates?:[]@core.v1.PersistentVolumeClaim serviceName:string podManagementPolicy?:string<v1.PodManagementPolicyType>|OrderedReady|Parallel updateStrategy?:@apps.v1.StatefulSetUpdateStrategy revisionHistoryLimit*?:int32 minReadySeconds?:int32 persistentVolumeClaimRetentionPolicy*?:@apps.v1.StatefulSetPersistentVolumeClaimRetentionPolicy ordinals*?:@apps.v1.StatefulSetOrdinals
apps.v1.StatefulSetStatus observedGeneration?:int64 replicas!:int32 readyReplicas?:int32 currentReplicas?:int32 updatedReplicas?:int32 currentRevision?:string updateRevision?:string collisionCount*?:int32 conditions?:[type]@apps.v1.StatefulSetCondition availableReplicas:int32
apps.v1.StatefulSetUpdateStrategy type?:string<v1.StatefulSetUpdateStrategyType>|OnDelete|Recreate|RollingUpdate rollingUpdate*?:@apps.v1.RollingUpdateStatefulSetStrategy
authentication.v1.SelfSubjectReview (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta status?:@authentication.v1.SelfSubjectReviewStatus
authentication.v1.SelfSubjectReviewStatus userInfo?:@authentication.v1.UserInfo
authentication.v1.TokenReview (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@authentication.v1.TokenReviewSpec status?:@authentication.v1.TokenReviewStatus
authentication.v1.TokenReviewSpec token!?:string audiences?:[]string
authentication.v1.TokenReviewStatus authenticated?:boolean user?:@authentication.v1.UserInfo audiences?:[]string error?:string
authentication.v1.UserInfo username?:string uid?:string groups?:[]string extra?:{}[]string<map[string]v1.ExtraValue>
authorization.v1.FieldSelectorAttributes rawSelector?:string requirements?:[]@meta.v1.FieldSelectorRequirement
authorization.v1.LabelSelectorAttributes rawSelector?:string requirements?:[]@meta.v1.LabelSelectorRequirement
authorization.v1.LocalSubjectAccessReview (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@authorization.v1.SubjectAccessReviewSpec status?:@authorization.v1.SubjectAccessReviewStatus
authorization.v1.NonResourceAttributes path?:string verb?:string
authorization.v1.NonResourceRule verbs!:[]string nonResourceURLs?:[]string
authorization.v1.ResourceAttributes namespace?:string verb?:string group?:string version?:string resource?:string subresource?:string name?:string fieldSelector*?:@authorization.v1.FieldSelectorAttributes labelSelector*?:@authorization.v1.LabelSelectorAttributes
authorization.v1.ResourceRule verbs!:[]string apiGroups?:[]string resources?:[]string resourceNames?:[]string
authorization.v1.SelfSubjectAccessReview (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@authorization.v1.SelfSubjectAccessReviewSpec status?:@authorization.v1.SubjectAccessReviewStatus
authorization.v1.SelfSubjectAccessReviewSpec resourceAttributes*?:@authorization.v1.ResourceAttributes nonResourceAttributes*?:@authorization.v1.NonResourceAttributes
authorization.v1.SelfSubjectRulesReview (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@authorization.v1.SelfSubjectRulesReviewSpec status?:@authorization.v1.SubjectRulesReviewStatus
authorization.v1.SelfSubjectRulesReviewSpec namespace?:string
authorization.v1.SubjectAccessReview (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@authorization.v1.SubjectAccessReviewSpec status?:@authorization.v1.SubjectAccessReviewStatus
authorization.v1.SubjectAccessReviewSpec resourceAttributes*?:@authorization.v1.ResourceAttributes nonResourceAttributes*?:@authorization.v1.NonResourceAttributes user?:string groups?:[]string extra?:{}[]string<map[string]v1.ExtraValue> uid?:string
authorization.v1.SubjectAccessReviewStatus allowed!:boolean denied?:boolean reason?:string evaluationError?:string
authorization.v1.SubjectRulesReviewStatus resourceRules!:[]@authorization.v1.ResourceRule nonResourceRules!:[]@authorization.v1.NonResourceRule incomplete!:boolean evaluationError?:string
autoscaling.v1.CrossVersionObjectReference~ kind!:string name!:string apiVersion?:string
autoscaling.v1.HorizontalPodAutoscaler (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@autoscaling.v1.HorizontalPodAutoscalerSpec status?:@autoscaling.v1.HorizontalPodAutoscalerStatus
autoscaling.v1.HorizontalPodAutoscalerSpec scaleTargetRef!:@autoscaling.v1.CrossVersionObjectReference minReplicas*?:int32 maxReplicas!:int32 targetCPUUtilizationPercentage*?:int32
autoscaling.v1.HorizontalPodAutoscalerStatus observedGeneration*?:int64 lastScaleTime*?:time currentReplicas!:int32 desiredReplicas!:int32 currentCPUUtilizationPercentage*?:int32
autoscaling.v2.ContainerResourceMetricSource name!:string<v1.ResourceName> target!:@autoscaling.v2.MetricTarget container!:string
autoscaling.v2.ContainerResourceMetricStatus name!:string<v1.ResourceName> current!:@autoscaling.v2.MetricValueStatus container!:string
autoscaling.v2.CrossVersionObjectReference kind!:string name!:string apiVersion?:string
autoscaling.v2.ExternalMetricSource metric!:@autoscaling.v2.MetricIdentifier target!:@autoscaling.v2.MetricTarget
autoscaling.v2.ExternalMetricStatus metric!:@autoscaling.v2.MetricIdentifier current!:@autoscaling.v2.MetricValueStatus
autoscaling.v2.HPAScalingPolicy type!:string<v2.HPAScalingPolicyType> value!:int32 periodSeconds!:int32
autoscaling.v2.HPAScalingRules stabilizationWindowSeconds*?:int32 selectPolicy*?:string<v2.ScalingPolicySelect> policies?:[]@autoscaling.v2.HPAScalingPolicy tolerance*?:quantity
autoscaling.v2.HorizontalPodAutoscaler (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@autoscaling.v2.HorizontalPodAutoscalerSpec status?:@autoscaling.v2.HorizontalPodAutoscalerStatus
autoscaling.v2.HorizontalPodAutoscalerBehavior scaleUp*?:@autoscaling.v2.HPAScalingRules scaleDown*?:@autoscaling.v2.HPAScalingRules
autoscaling.v2.HorizontalPodAutoscalerCondition type!:string<v2.HorizontalPodAutoscalerConditionType> status!:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string observedGeneration*?:int64
autoscaling.v2.HorizontalPodAutoscalerSpec scaleTargetRef!:@autoscaling.v2.CrossVersionObjectReference minReplicas*?:int32 maxReplicas!:int32 metrics?:[]@autoscaling.v2.MetricSpec behavior*?:@autoscaling.v2.HorizontalPodAutoscalerBehavior
autoscaling.v2.HorizontalPodAutoscalerStatus observedGeneration*?:int64 lastScaleTime*?:time currentReplicas?:int32 desiredReplicas!:int32 currentMetrics:[]@autoscaling.v2.MetricStatus conditions?:[type]@autoscaling.v2.HorizontalPodAutoscalerCondition
autoscaling.v2.MetricIdentifier name!:string selector*?:@meta.v1.LabelSelector
autoscaling.v2.MetricSpec type!:string<v2.MetricSourceType> object*?:@autoscaling.v2.ObjectMetricSource pods*?:@autoscaling.v2.PodsMetricSource resource*?:@autoscaling.v2.ResourceMetricSource containerResource*?:@autoscaling.v2.ContainerResourceMetricSource external*?:@autoscaling.v2.ExternalMetricSource
autoscaling.v2.MetricStatus type!:string<v2.MetricSourceType> object*?:@autoscaling.v2.ObjectMetricStatus pods*?:@autoscaling.v2.PodsMetricStatus resource*?:@autoscaling.v2.ResourceMetricStatus containerResource*?:@autoscaling.v2.ContainerResourceMetricStatus external*?:@autoscaling.v2.ExternalMetricStatus
autoscaling.v2.MetricTarget type!:string<v2.MetricTargetType> value*?:quantity averageValue*?:quantity averageUtilization*?:int32
autoscaling.v2.MetricValueStatus value*?:quantity averageValue*?:quantity averageUtilization*?:int32
autoscaling.v2.ObjectMetricSource describedObject!:@autoscaling.v2.CrossVersionObjectReference target!:@autoscaling.v2.MetricTarget metric!:@autoscaling.v2.MetricIdentifier
autoscaling.v2.ObjectMetricStatus metric!:@autoscaling.v2.MetricIdentifier current!:@autoscaling.v2.MetricValueStatus describedObject!:@autoscaling.v2.CrossVersionObjectReference
autoscaling.v2.PodsMetricSource metric!:@autoscaling.v2.MetricIdentifier target!:@autoscaling.v2.MetricTarget
autoscaling.v2.PodsMetricStatus metric!:@autoscaling.v2.MetricIdentifier current!:@autoscaling.v2.MetricValueStatus
autoscaling.v2.ResourceMetricSource name!:string<v1.ResourceName> target!:@autoscaling.v2.MetricTarget
autoscaling.v2.ResourceMetricStatus name!:string<v1.ResourceName> current!:@autoscaling.v2.MetricValueStatus
batch.v1.CronJob (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@batch.v1.CronJobSpec status?:@batch.v1.CronJobStatus
batch.v1.CronJobSpec schedule!:string timeZone*?:string startingDeadlineSeconds*?:int64 concurrencyPolicy?:string<v1.ConcurrencyPolicy>|Allow|Forbid|Replace suspend*?:boolean jobTemplate!:@batch.v1.JobTemplateSpec successfulJobsHistoryLimit*?:int32 failedJobsHistoryLimit*?:int32
batch.v1.CronJobStatus active?:[]@core.v1.ObjectReference lastScheduleTime*?:time lastSuccessfulTime*?:time
batch.v1.Job (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@batch.v1.JobSpec status?:@batch.v1.JobStatus
batch.v1.JobCondition type!:string<v1.JobConditionType> status!:string<v1.ConditionStatus> lastProbeTime?:time lastTransitionTime?:time reason?:string message?:string
batch.v1.JobSchedulingConfiguration schedulingPolicy*?:@scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy schedulingConstraints*?:@scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints disruptionMode*?:@scheduling.v1alpha3.WorkloadPodGroupDisruptionMode resourceClaims?:[name]@scheduling.v1alpha3.WorkloadPodGroupResourceClaim
batch.v1.JobSpec parallelism*?:int32 completions*?:int32 activeDeadlineSeconds*?:int64 podFailurePolicy*?:@batch.v1.PodFailurePolicy successPolicy*?:@batch.v1.SuccessPolicy backoffLimit*?:int32 backoffLimitPerIndex*?:int32 maxFailedIndexes*?:int32 selector*?:@meta.v1.LabelSelector manualSelector*?:boolean template!:@core.v1.PodTemplateSpec ttlSecondsAfterFinished*?:int32 completionMode*?:string<v1.CompletionMode>|Indexed|NonIndexed suspend*?:boolean podReplacementPolicy*?:string<v1.PodReplacementPolicy>|Failed|TerminatingOrFailed managedBy*?:string scheduling*?:@batch.v1.JobSchedulingConfiguration
batch.v1.JobStatus conditions?:[]@batch.v1.JobCondition startTime*?:time completionTime*?:time active?:int32 succeeded?:int32 failed?:int32 terminating*?:int32 completedIndexes?:string failedIndexes*?:string uncountedTerminatedPods*?:@batch.v1.UncountedTerminatedPods ready*?:int32
batch.v1.JobTemplateSpec metadata?:@meta.v1.ObjectMeta spec?:@batch.v1.JobSpec
batch.v1.PodFailurePolicy rules!:[]@batch.v1.PodFailurePolicyRule
batch.v1.PodFailurePolicyOnExitCodesRequirement containerName*?:string operator!:string<v1.PodFailurePolicyOnExitCodesOperator>|In|NotIn values!:[*]int32
batch.v1.PodFailurePolicyOnPodConditionsPattern type!:string<v1.PodConditionType> status:string<v1.ConditionStatus>
batch.v1.PodFailurePolicyRule action!:string<v1.PodFailurePolicyAction>|Count|FailIndex|FailJob|Ignore onExitCodes*?:@batch.v1.PodFailurePolicyOnExitCodesRequirement onPodConditions?:[]@batch.v1.PodFailurePolicyOnPodConditionsPattern
batch.v1.SuccessPolicy rules!:[]@batch.v1.SuccessPolicyRule
batch.v1.SuccessPolicyRule succeededIndexes*?:string succeededCount*?:int32
batch.v1.UncountedTerminatedPods succeeded?:[*]string<[]types.UID> failed?:[*]string<[]types.UID>
certificates.v1.CertificateSigningRequest (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@certificates.v1.CertificateSigningRequestSpec status?:@certificates.v1.CertificateSigningRequestStatus
certificates.v1.CertificateSigningRequestCondition type!:string<v1.RequestConditionType> status!:string<v1.ConditionStatus> reason?:string message?:string lastUpdateTime?:time lastTransitionTime?:time
certificates.v1.CertificateSigningRequestSpec request!:bytes signerName!:string expirationSeconds*?:int32 usages?:[]string<[]v1.KeyUsage> username?:string uid?:string groups?:[]string extra?:{}[]string<map[string]v1.ExtraValue>
certificates.v1.CertificateSigningRequestStatus conditions?:[type]@certificates.v1.CertificateSigningRequestCondition certificate?:bytes
certificates.v1.ClusterTrustBundle (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@certificates.v1.ClusterTrustBundleSpec
certificates.v1.ClusterTrustBundleSpec signerName?:string trustBundle!:string
certificates.v1.PodCertificateRequest (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@certificates.v1.PodCertificateRequestSpec status?:@certificates.v1.PodCertificateRequestStatus
certificates.v1.PodCertificateRequestSpec signerName!:string podName!:string podUID!:string<types.UID> serviceAccountName!:string serviceAccountUID!:string<types.UID> nodeName!:string<types.NodeName> nodeUID!:string<types.UID> maxExpirationSeconds*?:int32=86400 stubPKCS10Request!:bytes unverifiedUserAnnotations?:{}string
certificates.v1.PodCertificateRequestStatus conditions?:[type]@meta.v1.Condition certificateChain?:string notBefore*?:time beginRefreshAt*?:time notAfter*?:time
coordination.v1.Lease (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@coordination.v1.LeaseSpec
coordination.v1.LeaseSpec holderIdentity*?:string leaseDurationSeconds*?:int32 acquireTime*?:microTime renewTime*?:microTime leaseTransitions*?:int32 strategy*?:string<v1.CoordinatedLeaseStrategy> preferredHolder*?:string
core.v1.AWSElasticBlockStoreVolumeSource volumeID!:string fsType?:string partition?:int32 readOnly?:boolean
core.v1.Affinity nodeAffinity*?:@core.v1.NodeAffinity podAffinity*?:@core.v1.PodAffinity podAntiAffinity*?:@core.v1.PodAntiAffinity
core.v1.AppArmorProfile type!:string<v1.AppArmorProfileType>|Localhost|RuntimeDefault|Unconfined localhostProfile*?:string
core.v1.AttachedVolume name!:string<v1.UniqueVolumeName> devicePath!:string
core.v1.AzureDiskVolumeSource diskName!:string diskURI!:string cachingMode*?:string<v1.AzureDataDiskCachingMode>="ReadWrite"|None|ReadOnly|ReadWrite fsType*?:string="ext4" readOnly*?:boolean=false kind*?:string<v1.AzureDataDiskKind>="Shared"|Dedicated|Managed|Shared
core.v1.AzureFilePersistentVolumeSource secretName!:string shareName!:string readOnly?:boolean secretNamespace*:string
core.v1.AzureFileVolumeSource secretName!:string shareName!:string readOnly?:boolean
core.v1.Binding (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta target!:@core.v1.ObjectReference
core.v1.CSIPersistentVolumeSource driver!:string volumeHandle!:string readOnly?:boolean fsType?:string volumeAttributes?:{}string controllerPublishSecretRef*?:@core.v1.SecretReference nodeStageSecretRef*?:@core.v1.SecretReference nodePublishSecretRef*?:@core.v1.SecretReference controllerExpandSecretRef*?:@core.v1.SecretReference nodeExpandSecretRef*?:@core.v1.SecretReference
core.v1.CSIVolumeSource driver!:string readOnly*?:boolean fsType*?:string volumeAttributes?:{}string nodePublishSecretRef*?:@core.v1.LocalObjectReference
core.v1.Capabilities add?:[]string<[]v1.Capability> drop?:[]string<[]v1.Capability>
core.v1.CephFSPersistentVolumeSource monitors!:[]string path?:string user?:string secretFile?:string secretRef*?:@core.v1.SecretReference readOnly?:boolean
core.v1.CephFSVolumeSource monitors!:[]string path?:string user?:string secretFile?:string secretRef*?:@core.v1.LocalObjectReference readOnly?:boolean
core.v1.CinderPersistentVolumeSource volumeID!:string fsType?:string readOnly?:boolean secretRef*?:@core.v1.SecretReference
core.v1.CinderVolumeSource volumeID!:string fsType?:string readOnly?:boolean secretRef*?:@core.v1.LocalObjectReference
core.v1.ClientIPConfig timeoutSeconds*?:int32
core.v1.ClusterTrustBundleProjection name*?:string signerName*?:string labelSelector*?:@meta.v1.LabelSelector optional*?:boolean path!:string user*?:int64
core.v1.ComponentCondition type!:string<v1.ComponentConditionType> status!:string<v1.ConditionStatus> message?:string error?:string
core.v1.ComponentStatus (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta conditions?:[type]@core.v1.ComponentCondition
core.v1.ConfigMap (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta immutable*?:boolean data?:{}string binaryData?:{}bytes
core.v1.ConfigMapEnvSource (LocalObjectReference)name?:string optional*?:boolean
core.v1.ConfigMapKeySelector~ (LocalObjectReference)name?:string key!:string optional*?:boolean
core.v1.ConfigMapNodeConfigSource namespace!:string name!:string uid?:string<types.UID> resourceVersion?:string kubeletConfigKey!:string
core.v1.ConfigMapProjection (LocalObjectReference)name?:string items?:[]@core.v1.KeyToPath optional*?:boolean
core.v1.ConfigMapVolumeSource (LocalObjectReference)name?:string items?:[]@core.v1.KeyToPath defaultMode*?:int32 optional*?:boolean defaultUser*?:int64
core.v1.Container name!:string image?:string command?:[]string args?:[]string workingDir?:string ports?:[containerPort,protocol]@core.v1.ContainerPort envFrom?:[]@core.v1.EnvFromSource env?:[name]@core.v1.EnvVar resources?:@core.v1.ResourceRequirements resizePolicy?:[]@core.v1.ContainerResizePolicy restartPolicy*?:string<v1.ContainerRestartPolicy> restartPolicyRules?:[]@core.v1.ContainerRestartRule volumeMounts?:[mountPath]@core.v1.VolumeMount volumeDevices?:[devicePath]@core.v1.VolumeDevice livenessProbe*?:@core.v1.Probe readinessProbe*?:@core.v1.Probe startupProbe*?:@core.v1.Probe lifecycle*?:@core.v1.Lifecycle terminationMessagePath?:string terminationMessagePolicy?:string<v1.TerminationMessagePolicy>|FallbackToLogsOnError|File imagePullPolicy?:string<v1.PullPolicy>|Always|IfNotPresent|Never securityContext*?:@core.v1.SecurityContext stdin?:boolean stdinOnce?:boolean tty?:boolean
core.v1.ContainerExtendedResourceRequest containerName!:string resourceName!:string requestName!:string
core.v1.ContainerImage names:[]string sizeBytes?:int64
core.v1.ContainerPort name?:string hostPort?:int32 containerPort!:int32 protocol?:string<v1.Protocol>="TCP"|SCTP|TCP|UDP hostIP?:string
core.v1.ContainerResizePolicy resourceName!:string<v1.ResourceName> restartPolicy!:string<v1.ResourceResizeRestartPolicy>
core.v1.ContainerRestartRule action!?:string<v1.ContainerRestartRuleAction> exitCodes*?:@core.v1.ContainerRestartRuleOnExitCodes
core.v1.ContainerRestartRuleOnExitCodes operator!?:string<v1.ContainerRestartRuleOnExitCodesOperator> values?:[*]int32
core.v1.ContainerState waiting*?:@core.v1.ContainerStateWaiting running*?:@core.v1.ContainerStateRunning terminated*?:@core.v1.ContainerStateTerminated
core.v1.ContainerStateRunning startedAt?:time
core.v1.ContainerStateTerminated exitCode!:int32 signal?:int32 reason?:string message?:string startedAt?:time finishedAt?:time containerID?:string
core.v1.ContainerStateWaiting reason?:string message?:string
core.v1.ContainerStatus name!:string state?:@core.v1.ContainerState lastState?:@core.v1.ContainerState ready!:boolean restartCount!:int32 image!:string imageID!:string containerID?:string started*?:boolean allocatedResources?:{}quantity<v1.ResourceList> resources*?:@core.v1.ResourceRequirements volumeMounts?:[mountPath]@core.v1.VolumeMountStatus user*?:@core.v1.ContainerUser allocatedResourcesStatus?:[name]@core.v1.ResourceStatus stopSignal*?:string<v1.Signal>|SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ
core.v1.ContainerUser linux*?:@core.v1.LinuxContainerUser
core.v1.DaemonEndpoint Port!:int32
core.v1.DownwardAPIProjection items?:[]@core.v1.DownwardAPIVolumeFile
core.v1.DownwardAPIVolumeFile path!:string fieldRef*?:@core.v1.ObjectFieldSelector resourceFieldRef*?:@core.v1.ResourceFieldSelector mode*?:int32 user*?:int64
core.v1.DownwardAPIVolumeSource items?:[]@core.v1.DownwardAPIVolumeFile defaultMode*?:int32 defaultUser*?:int64
core.v1.EmptyDirVolumeSource medium?:string<v1.StorageMedium> sizeLimit*?:quantity mode*?:int32
core.v1.EndpointAddress~ ip!:string hostname?:string nodeName*?:string targetRef*?:@core.v1.ObjectReference
core.v1.EndpointPort~ name?:string port!:int32 protocol?:string<v1.Protocol>|SCTP|TCP|UDP appProtocol*?:string
core.v1.EndpointSubset addresses?:[]@core.v1.EndpointAddress notReadyAddresses?:[]@core.v1.EndpointAddress ports?:[]@core.v1.EndpointPort
core.v1.Endpoints (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta subsets?:[]@core.v1.EndpointSubset
core.v1.EnvFromSource prefix?:string configMapRef*?:@core.v1.ConfigMapEnvSource secretRef*?:@core.v1.SecretEnvSource
core.v1.EnvVar name!:string value?:string valueFrom*?:@core.v1.EnvVarSource
core.v1.EnvVarSource fieldRef*?:@core.v1.ObjectFieldSelector resourceFieldRef*?:@core.v1.ResourceFieldSelector configMapKeyRef*?:@core.v1.ConfigMapKeySelector secretKeyRef*?:@core.v1.SecretKeySelector fileKeyRef*?:@core.v1.FileKeySelector
core.v1.EphemeralContainer (EphemeralContainerCommon)name!:string (EphemeralContainerCommon)image?:string (EphemeralContainerCommon)command?:[]string (EphemeralContainerCommon)args?:[]string (EphemeralContainerCommon)workingDir?:string (EphemeralContainerCommon)ports?:[containerPort,protocol]@core.v1.ContainerPort (EphemeralContainerCommon)envFrom?:[]@core.v1.EnvFromSource (EphemeralContainerCommon)env?:[name]@core.v1.EnvVar (EphemeralContainerCommon)resources?:@core.v1.ResourceRequirements (EphemeralContainerCommon)resizePolicy?:[]@core.v1.ContainerResizePolicy (EphemeralContainerCommon)restartPolicy*?:string<v1.ContainerRestartPolicy> (EphemeralContainerCommon)restartPolicyRules?:[]@core.v1.ContainerRestartRule (EphemeralContainerCommon)volumeMounts?:[mountPath]@core.v1.VolumeMount (EphemeralContainerCommon)volumeDevices?:[devicePath]@core.v1.VolumeDevice (EphemeralContainerCommon)livenessProbe*?:@core.v1.Probe (EphemeralContainerCommon)readinessProbe*?:@core.v1.Probe (EphemeralContainerCommon)startupProbe*?:@core.v1.Probe (EphemeralContainerCommon)lifecycle*?:@core.v1.Lifecycle (EphemeralContainerCommon)terminationMessagePath?:string (EphemeralContainerCommon)terminationMessagePolicy?:string<v1.TerminationMessagePolicy>|FallbackToLogsOnError|File (EphemeralContainerCommon)imagePullPolicy?:string<v1.PullPolicy>|Always|IfNotPresent|Never (EphemeralContainerCommon)securityContext*?:@core.v1.SecurityContext (EphemeralContainerCommon)stdin?:boolean (EphemeralContainerCommon)stdinOnce?:boolean (EphemeralContainerCommon)tty?:boolean targetContainerName?:string
core.v1.EphemeralVolumeSource volumeClaimTemplate*?:@core.v1.PersistentVolumeClaimTemplate
core.v1.Event (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata!:@meta.v1.ObjectMeta involvedObject!:@core.v1.ObjectReference reason?:string message?:string source?:@core.v1.EventSource firstTimestamp?:time lastTimestamp?:time count?:int32 type?:string eventTime?:microTime series*?:@core.v1.EventSeries action?:string related*?:@core.v1.ObjectReference reportingComponent:string reportingInstance:string
core.v1.EventSeries count?:int32 lastObservedTime?:microTime
core.v1.EventSource component?:string host?:string
core.v1.EvictionResponder~ name!:string priority!*:int32
core.v1.ExecAction command?:[]string
core.v1.FCVolumeSource targetWWNs?:[]string lun*?:int32 fsType?:string readOnly?:boolean wwids?:[]string
core.v1.FileKeySelector~ volumeName!:string path!:string key!:string optional*?:boolean=false
core.v1.FlexPersistentVolumeSource driver!:string fsType?:string secretRef*?:@core.v1.SecretReference readOnly?:boolean options?:{}string
core.v1.FlexVolumeSource driver!:string fsType?:string secretRef*?:@core.v1.LocalObjectReference readOnly?:boolean options?:{}string
core.v1.FlockerVolumeSource datasetName?:string datasetUUID?:string
core.v1.GCEPersistentDiskVolumeSource pdName!:string fsType?:string partition?:int32 readOnly?:boolean
core.v1.GRPCAction port!:int32 service*:string="" mode*?:string<v1.GRPCProbeMode>|Plaintext|TLS
core.v1.GitRepoVolumeSource repository!:string revision?:string directory?:string
core.v1.GlusterfsPersistentVolumeSource endpoints!:string path!:string readOnly?:boolean endpointsNamespace*?:string
core.v1.GlusterfsVolumeSource endpoints!:string path!:string readOnly?:boolean
core.v1.HTTPGetAction path?:string port!:intOrString host?:string scheme?:string<v1.URIScheme>|HTTP|HTTPS httpHeaders?:[]@core.v1.HTTPHeader protocol*?:string<v1.HTTPProtocol>|HTTP1|HTTP2
core.v1.HTTPHeader name!:string value!:string
core.v1.HostAlias ip!:string hostnames?:[]string
core.v1.HostIP ip!:string
core.v1.HostPathVolumeSource path!:string type*?:string<v1.HostPathType>||BlockDevice|CharDevice|Directory|DirectoryOrCreate|File|FileOrCreate|Socket
core.v1.ISCSIPersistentVolumeSource targetPortal!:string iqn!:string lun!:int32 iscsiInterface?:string="default" fsType?:string readOnly?:boolean portals?:[]string chapAuthDiscovery?:boolean chapAuthSession?:boolean secretRef*?:@core.v1.SecretReference initiatorName*?:string
core.v1.ISCSIVolumeSource targetPortal!:string iqn!:string lun!:int32 iscsiInterface?:string="default" fsType?:string readOnly?:boolean portals?:[]string chapAuthDiscovery?:boolean chapAuthSession?:boolean secretRef*?:@core.v1.LocalObjectReference initiatorName*?:string
core.v1.ImageVolumeSource reference?:string pullPolicy?:string<v1.PullPolicy>|Always|IfNotPresent|Never
core.v1.ImageVolumeStatus imageRef!?:string
core.v1.KeyToPath key!:string path!:string mode*?:int32 user*?:int64
core.v1.Lifecycle postStart*?:@core.v1.LifecycleHandler preStop*?:@core.v1.LifecycleHandler stopSignal*?:string<v1.Signal>|SIGABRT|SIGALRM|SIGBUS|SIGCHLD|SIGCLD|SIGCONT|SIGFPE|SIGHUP|SIGILL|SIGINT|SIGIO|SIGIOT|SIGKILL|SIGPIPE|SIGPOLL|SIGPROF|SIGPWR|SIGQUIT|SIGRTMAX|SIGRTMAX-1|SIGRTMAX-10|SIGRTMAX-11|SIGRTMAX-12|SIGRTMAX-13|SIGRTMAX-14|SIGRTMAX-2|SIGRTMAX-3|SIGRTMAX-4|SIGRTMAX-5|SIGRTMAX-6|SIGRTMAX-7|SIGRTMAX-8|SIGRTMAX-9|SIGRTMIN|SIGRTMIN+1|SIGRTMIN+10|SIGRTMIN+11|SIGRTMIN+12|SIGRTMIN+13|SIGRTMIN+14|SIGRTMIN+15|SIGRTMIN+2|SIGRTMIN+3|SIGRTMIN+4|SIGRTMIN+5|SIGRTMIN+6|SIGRTMIN+7|SIGRTMIN+8|SIGRTMIN+9|SIGSEGV|SIGSTKFLT|SIGSTOP|SIGSYS|SIGTERM|SIGTRAP|SIGTSTP|SIGTTIN|SIGTTOU|SIGURG|SIGUSR1|SIGUSR2|SIGVTALRM|SIGWINCH|SIGXCPU|SIGXFSZ
core.v1.LifecycleHandler exec*?:@core.v1.ExecAction httpGet*?:@core.v1.HTTPGetAction tcpSocket*?:@core.v1.TCPSocketAction sleep*?:@core.v1.SleepAction
core.v1.LimitRange (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.LimitRangeSpec
core.v1.LimitRangeItem type!:string<v1.LimitType> max?:{}quantity<v1.ResourceList> min?:{}quantity<v1.ResourceList> default?:{}quantity<v1.ResourceList> defaultRequest?:{}quantity<v1.ResourceList> maxLimitRequestRatio?:{}quantity<v1.ResourceList>
core.v1.LimitRangeSpec limits!:[]@core.v1.LimitRangeItem
core.v1.LinuxContainerUser uid!:int64 gid!:int64 supplementalGroups?:[]int64
core.v1.LoadBalancerIngress ip?:string hostname?:string ipMode*?:string<v1.LoadBalancerIPMode> ports?:[]@core.v1.PortStatus
core.v1.LoadBalancerStatus ingress?:[]@core.v1.LoadBalancerIngress
core.v1.LocalObjectReference~ name?:string
core.v1.LocalVolumeSource path!:string fsType*?:string
core.v1.ModifyVolumeStatus targetVolumeAttributesClassName?:string status!:string<v1.PersistentVolumeClaimModifyVolumeStatus>|InProgress|Infeasible|Pending
core.v1.NFSVolumeSource server!:string path!:string readOnly?:boolean
core.v1.Namespace (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.NamespaceSpec status?:@core.v1.NamespaceStatus
core.v1.NamespaceCondition type!:string<v1.NamespaceConditionType> status!:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
core.v1.NamespaceSpec finalizers?:[]string<[]v1.FinalizerName>
core.v1.NamespaceStatus phase?:string<v1.NamespacePhase>|Active|Terminating conditions?:[type]@core.v1.NamespaceCondition
core.v1.Node (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.NodeSpec status?:@core.v1.NodeStatus
core.v1.NodeAddress type!:string<v1.NodeAddressType> address!:string
core.v1.NodeAffinity requiredDuringSchedulingIgnoredDuringExecution*?:@core.v1.NodeSelector preferredDuringSchedulingIgnoredDuringExecution?:[]@core.v1.PreferredSchedulingTerm
core.v1.NodeAllocatableMappedResources name!:string<v1.ResourceName> quantity!*:quantity
core.v1.NodeAllocatableOverheadResources name!:string<v1.ResourceName> perPod*?:quantity perContainer*?:quantity
core.v1.NodeAllocatableResourceClaimStatus resourceClaimName!:string containers?:[*]string mapping?:[name]@core.v1.NodeAllocatableMappedResources overhead?:[name]@core.v1.NodeAllocatableOverheadResources
core.v1.NodeCondition type!:string<v1.NodeConditionType> status!:string<v1.ConditionStatus> lastHeartbeatTime?:time lastTransitionTime?:time reason?:string message?:string
core.v1.NodeConfigSource configMap*?:@core.v1.ConfigMapNodeConfigSource
core.v1.NodeConfigStatus assigned*?:@core.v1.NodeConfigSource active*?:@core.v1.NodeConfigSource lastKnownGood*?:@core.v1.NodeConfigSource error?:string
core.v1.NodeDaemonEndpoints kubeletEndpoint?:@core.v1.DaemonEndpoint
core.v1.NodeFeatures supplementalGroupsPolicy*?:boolean
core.v1.NodePodPreemptionPolicy disableResizePreemption?:[*]string
core.v1.NodeRuntimeHandler name:string features*?:@core.v1.NodeRuntimeHandlerFeatures
core.v1.NodeRuntimeHandlerFeatures recursiveReadOnlyMounts*?:boolean userNamespaces*?:boolean
core.v1.NodeSelector~ nodeSelectorTerms!:[]@core.v1.NodeSelectorTerm
core.v1.NodeSelectorRequirement key!:string operator!:string<v1.NodeSelectorOperator>|DoesNotExist|Exists|Gt|In|Lt|NotIn values?:[]string
core.v1.NodeSelectorTerm~ matchExpressions?:[]@core.v1.NodeSelectorRequirement matchFields?:[]@core.v1.NodeSelectorRequirement
core.v1.NodeSpec podCIDR?:string podCIDRs?:[*]string providerID?:string unschedulable?:boolean taints?:[]@core.v1.Taint configSource*?:@core.v1.NodeConfigSource externalID?:string podPreemptionPolicy*?:@core.v1.NodePodPreemptionPolicy
core.v1.NodeStatus capacity?:{}quantity<v1.ResourceList> allocatable?:{}quantity<v1.ResourceList> phase?:string<v1.NodePhase>|Pending|Running|Terminated conditions?:[type]@core.v1.NodeCondition addresses?:[type]@core.v1.NodeAddress daemonEndpoints?:@core.v1.NodeDaemonEndpoints nodeInfo?:@core.v1.NodeSystemInfo images?:[]@core.v1.ContainerImage volumesInUse?:[]string<[]v1.UniqueVolumeName> volumesAttached?:[]@core.v1.AttachedVolume config*?:@core.v1.NodeConfigStatus runtimeHandlers?:[]@core.v1.NodeRuntimeHandler features*?:@core.v1.NodeFeatures declaredFeatures?:[]string
core.v1.NodeSwapStatus capacity*?:int64
core.v1.NodeSystemInfo machineID!:string systemUUID!:string bootID!:string kernelVersion!:string osImage!:string containerRuntimeVersion!:string kubeletVersion!:string kubeProxyVersion!:string operatingSystem!:string architecture!:string swap*?:@core.v1.NodeSwapStatus runningInUserNamespace*?:boolean
core.v1.ObjectFieldSelector~ apiVersion?:string fieldPath!:string
core.v1.ObjectReference~ kind?:string namespace?:string name?:string uid?:string<types.UID> apiVersion?:string resourceVersion?:string fieldPath?:string
core.v1.PersistentVolume (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.PersistentVolumeSpec status?:@core.v1.PersistentVolumeStatus
core.v1.PersistentVolumeClaim (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.PersistentVolumeClaimSpec status?:@core.v1.PersistentVolumeClaimStatus
core.v1.PersistentVolumeClaimCondition type!:string<v1.PersistentVolumeClaimConditionType> status!:string<v1.ConditionStatus> lastProbeTime?:time lastTransitionTime?:time reason?:string message?:string
core.v1.PersistentVolumeClaimSpec accessModes?:[]string<[]v1.PersistentVolumeAccessMode> selector*?:@meta.v1.LabelSelector resources?:@core.v1.VolumeResourceRequirements volumeName?:string storageClassName*?:string volumeMode*?:string<v1.PersistentVolumeMode>|Block|Filesystem dataSource*?:@core.v1.TypedLocalObjectReference dataSourceRef*?:@core.v1.TypedObjectReference volumeAttributesClassName*?:string
core.v1.PersistentVolumeClaimStatus phase?:string<v1.PersistentVolumeClaimPhase>|Bound|Lost|Pending accessModes?:[]string<[]v1.PersistentVolumeAccessMode> capacity?:{}quantity<v1.ResourceList> conditions?:[type]@core.v1.PersistentVolumeClaimCondition allocatedResources?:{}quantity<v1.ResourceList> allocatedResourceStatuses?:{}string<map[v1.ResourceName]v1.ClaimResourceStatus> currentVolumeAttributesClassName*?:string modifyVolumeStatus*?:@core.v1.ModifyVolumeStatus healthStatus*?:@core.v1.VolumeHealthStatus
core.v1.PersistentVolumeClaimTemplate metadata?:@meta.v1.ObjectMeta spec!:@core.v1.PersistentVolumeClaimSpec
core.v1.PersistentVolumeClaimVolumeSource claimName!:string readOnly?:boolean
core.v1.PersistentVolumeSpec capacity?:{}quantity<v1.ResourceList> (PersistentVolumeSource)gcePersistentDisk*?:@core.v1.GCEPersistentDiskVolumeSource (PersistentVolumeSource)awsElasticBlockStore*?:@core.v1.AWSElasticBlockStoreVolumeSource (PersistentVolumeSource)hostPath*?:@core.v1.HostPathVolumeSource (PersistentVolumeSource)glusterfs*?:@core.v1.GlusterfsPersistentVolumeSource (PersistentVolumeSource)nfs*?:@core.v1.NFSVolumeSource (PersistentVolumeSource)rbd*?:@core.v1.RBDPersistentVolumeSource (PersistentVolumeSource)iscsi*?:@core.v1.ISCSIPersistentVolumeSource (PersistentVolumeSource)cinder*?:@core.v1.CinderPersistentVolumeSource (PersistentVolumeSource)cephfs*?:@core.v1.CephFSPersistentVolumeSource (PersistentVolumeSource)fc*?:@core.v1.FCVolumeSource (PersistentVolumeSource)flocker*?:@core.v1.FlockerVolumeSource (PersistentVolumeSource)flexVolume*?:@core.v1.FlexPersistentVolumeSource (PersistentVolumeSource)azureFile*?:@core.v1.AzureFilePersistentVolumeSource (PersistentVolumeSource)vsphereVolume*?:@core.v1.VsphereVirtualDiskVolumeSource (PersistentVolumeSource)quobyte*?:@core.v1.QuobyteVolumeSource (PersistentVolumeSource)azureDisk*?:@core.v1.AzureDiskVolumeSource (PersistentVolumeSource)photonPersistentDisk*?:@core.v1.PhotonPersistentDiskVolumeSource (PersistentVolumeSource)portworxVolume*?:@core.v1.PortworxVolumeSource (PersistentVolumeSource)scaleIO*?:@core.v1.ScaleIOPersistentVolumeSource (PersistentVolumeSource)local*?:@core.v1.LocalVolumeSource (PersistentVolumeSource)storageos*?:@core.v1.StorageOSPersistentVolumeSource (PersistentVolumeSource)csi*?:@core.v1.CSIPersistentVolumeSource accessModes?:[]string<[]v1.PersistentVolumeAccessMode> claimRef*?:@core.v1.ObjectReference+<v1.ObjectReference> persistentVolumeReclaimPolicy?:string<v1.PersistentVolumeReclaimPolicy>|Delete|Recycle|Retain storageClassName?:string mountOptions?:[]string volumeMode*?:string<v1.PersistentVolumeMode>|Block|Filesystem nodeAffinity*?:@core.v1.VolumeNodeAffinity volumeAttributesClassName*?:string
core.v1.PersistentVolumeStatus phase?:string<v1.PersistentVolumePhase>|Available|Bound|Failed|Pending|Released message?:string reason?:string lastPhaseTransitionTime*?:time
core.v1.PhotonPersistentDiskVolumeSource pdID!:string fsType?:string
core.v1.Pod (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.PodSpec status?:@core.v1.PodStatus
core.v1.PodAffinity requiredDuringSchedulingIgnoredDuringExecution?:[]@core.v1.PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution?:[]@core.v1.WeightedPodAffinityTerm
core.v1.PodAffinityTerm labelSelector*?:@meta.v1.LabelSelector namespaces?:[]string topologyKey!:string namespaceSelector*?:@meta.v1.LabelSelector matchLabelKeys?:[]string mismatchLabelKeys?:[]string
core.v1.PodAntiAffinity requiredDuringSchedulingIgnoredDuringExecution?:[]@core.v1.PodAffinityTerm preferredDuringSchedulingIgnoredDuringExecution?:[]@core.v1.WeightedPodAffinityTerm
core.v1.PodCertificateProjection signerName!?:string keyType!?:string maxExpirationSeconds*?:int32 credentialBundlePath?:string keyPath?:string certificateChainPath?:string userAnnotations?:{}string user*?:int64
core.v1.PodCondition type!:string<v1.PodConditionType> observedGeneration?:int64 status!:string<v1.ConditionStatus> lastProbeTime?:time lastTransitionTime?:time reason?:string message?:string
core.v1.PodDNSConfig nameservers?:[]string searches?:[]string options?:[]@core.v1.PodDNSConfigOption
core.v1.PodDNSConfigOption name?:string value*?:string
core.v1.PodExtendedResourceClaimStatus requestMappings!:[]@core.v1.ContainerExtendedResourceRequest resourceClaimName!:string
core.v1.PodIP ip!:string
core.v1.PodOS name!:string<v1.OSName>
core.v1.PodReadinessGate conditionType!:string<v1.PodConditionType>
core.v1.PodResourceClaim name!:string resourceClaimName*?:string resourceClaimTemplateName*?:string
core.v1.PodResourceClaimStatus name!:string resourceClaimName*?:string
core.v1.PodSchedulingGate name!:string
core.v1.PodSchedulingGroup podGroupName*?:string
core.v1.PodSecurityContext seLinuxOptions*?:@core.v1.SELinuxOptions windowsOptions*?:@core.v1.WindowsSecurityContextOptions runAsUser*?:int64 runAsGroup*?:int64 runAsNonRoot*?:boolean supplementalGroups?:[]int64 supplementalGroupsPolicy*?:string<v1.SupplementalGroupsPolicy>|Merge|Strict fsGroup*?:int64 sysctls?:[]@core.v1.Sysctl fsGroupChangePolicy*?:string<v1.PodFSGroupChangePolicy>|Always|OnRootMismatch seccompProfile*?:@core.v1.SeccompProfile appArmorProfile*?:@core.v1.AppArmorProfile seLinuxChangePolicy*?:string<v1.PodSELinuxChangePolicy>
core.v1.PodSpec volumes?:[name]@core.v1.Volume initContainers?:[name]@core.v1.Container containers!:[name]@core.v1.Container ephemeralContainers?:[name]@core.v1.EphemeralContainer restartPolicy?:string<v1.RestartPolicy>|Always|Never|OnFailure terminationGracePeriodSeconds*?:int64 activeDeadlineSeconds*?:int64 dnsPolicy?:string<v1.DNSPolicy>|ClusterFirst|ClusterFirstWithHostNet|Default|None nodeSelector?:{~}string serviceAccountName?:string serviceAccount?:string automountServiceAccountToken*?:boolean nodeName?:string hostNetwork?:boolean hostPID?:boolean hostIPC?:boolean shareProcessNamespace*?:boolean securityContext*?:@core.v1.PodSecurityContext imagePullSecrets?:[name]@core.v1.LocalObjectReference hostname?:string subdomain?:string affinity*?:@core.v1.Affinity schedulerName?:string tolerations?:[]@core.v1.Toleration hostAliases?:[ip]@core.v1.HostAlias priorityClassName?:string priority*?:int32 dnsConfig*?:@core.v1.PodDNSConfig readinessGates?:[]@core.v1.PodReadinessGate runtimeClassName*?:string enableServiceLinks*?:boolean preemptionPolicy*?:string<v1.PreemptionPolicy>|Never|PreemptLowerPriority overhead?:{}quantity<v1.ResourceList> topologySpreadConstraints?:[topologyKey,whenUnsatisfiable]@core.v1.TopologySpreadConstraint setHostnameAsFQDN*?:boolean os*?:@core.v1.PodOS hostUsers*?:boolean schedulingGates?:[name]@core.v1.PodSchedulingGate resourceClaims?:[name]@core.v1.PodResourceClaim resources*?:@core.v1.ResourceRequirements hostnameOverride*?:string schedulingGroup*?:@core.v1.PodSchedulingGroup evictionResponders?:[name]@core.v1.EvictionResponder
core.v1.PodStatus observedGeneration?:int64 phase?:string<v1.PodPhase>|Failed|Pending|Running|Succeeded|Unknown conditions?:[type]@core.v1.PodCondition message?:string reason?:string nominatedNodeName?:string hostIP?:string hostIPs?:[]@core.v1.HostIP podIP?:string podIPs?:[ip]@core.v1.PodIP startTime*?:time initContainerStatuses?:[]@core.v1.ContainerStatus containerStatuses?:[]@core.v1.ContainerStatus qosClass?:string<v1.PodQOSClass>|BestEffort|Burstable|Guaranteed ephemeralContainerStatuses?:[]@core.v1.ContainerStatus resize?:string<v1.PodResizeStatus> resourceClaimStatuses?:[name]@core.v1.PodResourceClaimStatus extendedResourceClaimStatus*?:@core.v1.PodExtendedResourceClaimStatus allocatedResources?:{}quantity<v1.ResourceList> resources*?:@core.v1.ResourceRequirements nodeAllocatableResourceClaimStatuses?:[resourceClaimName]@core.v1.NodeAllocatableResourceClaimStatus volumeHealth?:[name]@core.v1.PodVolumeHealth
core.v1.PodTemplate (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta template?:@core.v1.PodTemplateSpec
core.v1.PodTemplateSpec metadata?:@meta.v1.ObjectMeta spec?:@core.v1.PodSpec
core.v1.PodVolumeHealth name!:string healthConditions?:[status,reason]@core.v1.VolumeHealthCondition lastTransitionTime?:time
core.v1.PortStatus port!:int32 protocol!:string<v1.Protocol>|SCTP|TCP|UDP error*?:string
core.v1.PortworxVolumeSource volumeID!:string fsType?:string readOnly?:boolean
core.v1.PreferredSchedulingTerm weight!:int32 preference!:@core.v1.NodeSelectorTerm
core.v1.Probe (ProbeHandler)exec*?:@core.v1.ExecAction (ProbeHandler)httpGet*?:@core.v1.HTTPGetAction (ProbeHandler)tcpSocket*?:@core.v1.TCPSocketAction (ProbeHandler)grpc*?:@core.v1.GRPCAction initialDelaySeconds?:int32 timeoutSeconds?:int32 periodSeconds?:int32 successThreshold?:int32 failureThreshold?:int32 terminationGracePeriodSeconds*?:int64
core.v1.ProjectedVolumeSource sources:[]@core.v1.VolumeProjection defaultMode*?:int32 defaultUser*?:int64
core.v1.QuobyteVolumeSource registry!:string volume!:string readOnly?:boolean user?:string group?:string tenant?:string
core.v1.RBDPersistentVolumeSource monitors!:[]string image!:string fsType?:string pool?:string="rbd" user?:string="admin" keyring?:string="/etc/ceph/keyring" secretRef*?:@core.v1.SecretReference readOnly?:boolean
core.v1.RBDVolumeSource monitors!:[]string image!:string fsType?:string pool?:string="rbd" user?:string="admin" keyring?:string="/etc/ceph/keyring" secretRef*?:@core.v1.LocalObjectReference readOnly?:boolean
core.v1.ReplicationController (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.ReplicationControllerSpec status?:@core.v1.ReplicationControllerStatus
core.v1.ReplicationControllerCondition type!:string<v1.ReplicationControllerConditionType> status!:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
core.v1.ReplicationControllerSpec replicas*?:int32=1 minReadySeconds?:int32 selector?:{~}string template*?:@core.v1.PodTemplateSpec
core.v1.ReplicationControllerStatus replicas!:int32 fullyLabeledReplicas?:int32 readyReplicas?:int32 availableReplicas?:int32 observedGeneration?:int64 conditions?:[type]@core.v1.ReplicationControllerCondition
core.v1.ResourceClaim name!:string request?:string
core.v1.ResourceFieldSelector~ containerName?:string resource!:string divisor?:quantity
core.v1.ResourceHealth resourceID!:string<v1.ResourceID> health?:string<v1.ResourceHealthStatus> message*?:string
core.v1.ResourceQuota (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.ResourceQuotaSpec status?:@core.v1.ResourceQuotaStatus
core.v1.ResourceQuotaSpec hard?:{}quantity<v1.ResourceList> scopes?:[]string<[]v1.ResourceQuotaScope> scopeSelector*?:@core.v1.ScopeSelector
core.v1.ResourceQuotaStatus hard?:{}quantity<v1.ResourceList> used?:{}quantity<v1.ResourceList>
core.v1.ResourceRequirements limits?:{}quantity<v1.ResourceList> requests?:{}quantity<v1.ResourceList> claims?:[name]@core.v1.ResourceClaim
core.v1.ResourceStatus name!:string<v1.ResourceName> resources?:[resourceID]@core.v1.ResourceHealth
core.v1.SELinuxOptions user?:string role?:string type?:string level?:string
core.v1.ScaleIOPersistentVolumeSource gateway!:string system!:string secretRef!*:@core.v1.SecretReference sslEnabled?:boolean protectionDomain?:string storagePool?:string storageMode?:string="ThinProvisioned" volumeName?:string fsType?:string="xfs" readOnly?:boolean
core.v1.ScaleIOVolumeSource gateway!:string system!:string secretRef!*:@core.v1.LocalObjectReference sslEnabled?:boolean protectionDomain?:string storagePool?:string storageMode?:string="ThinProvisioned" volumeName?:string fsType?:string="xfs" readOnly?:boolean
core.v1.ScopeSelector~ matchExpressions?:[]@core.v1.ScopedResourceSelectorRequirement
core.v1.ScopedResourceSelectorRequirement scopeName!:string<v1.ResourceQuotaScope>|BestEffort|CrossNamespacePodAffinity|NotBestEffort|NotTerminating|PriorityClass|Terminating|VolumeAttributesClass operator!:string<v1.ScopeSelectorOperator>|DoesNotExist|Exists|In|NotIn values?:[]string
core.v1.SeccompProfile type!:string<v1.SeccompProfileType>|Localhost|RuntimeDefault|Unconfined localhostProfile*?:string
core.v1.Secret (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta immutable*?:boolean data?:{}bytes stringData?:{}string type?:string<v1.SecretType>
core.v1.SecretEnvSource (LocalObjectReference)name?:string optional*?:boolean
core.v1.SecretKeySelector~ (LocalObjectReference)name?:string key!:string optional*?:boolean
core.v1.SecretProjection (LocalObjectReference)name?:string items?:[]@core.v1.KeyToPath optional*?:boolean
core.v1.SecretReference~ name?:string namespace?:string
core.v1.SecretVolumeSource secretName?:string items?:[]@core.v1.KeyToPath defaultMode*?:int32 optional*?:boolean defaultUser*?:int64
core.v1.SecurityContext capabilities*?:@core.v1.Capabilities privileged*?:boolean seLinuxOptions*?:@core.v1.SELinuxOptions windowsOptions*?:@core.v1.WindowsSecurityContextOptions runAsUser*?:int64 runAsGroup*?:int64 runAsNonRoot*?:boolean readOnlyRootFilesystem*?:boolean allowPrivilegeEscalation*?:boolean procMount*?:string<v1.ProcMountType>|Default|Unmasked seccompProfile*?:@core.v1.SeccompProfile appArmorProfile*?:@core.v1.AppArmorProfile
core.v1.Service (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@core.v1.ServiceSpec status?:@core.v1.ServiceStatus
core.v1.ServiceAccount (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta secrets?:[name]@core.v1.ObjectReference imagePullSecrets?:[]@core.v1.LocalObjectReference automountServiceAccountToken*?:boolean
core.v1.ServiceAccountTokenProjection audience?:string expirationSeconds*?:int64 path!:string user*?:int64
core.v1.ServicePort name?:string protocol?:string<v1.Protocol>="TCP"|SCTP|TCP|UDP appProtocol*?:string port!:int32 targetPort?:intOrString nodePort?:int32
core.v1.ServiceSpec ports?:[port,protocol]@core.v1.ServicePort selector?:{~}string clusterIP?:string clusterIPs?:[]string type?:string<v1.ServiceType>|ClusterIP|ExternalName|LoadBalancer|NodePort externalIPs?:[]string sessionAffinity?:string<v1.ServiceAffinity>|ClientIP|None loadBalancerIP?:string loadBalancerSourceRanges?:[]string externalName?:string externalTrafficPolicy?:string<v1.ServiceExternalTrafficPolicy>|Cluster|Local healthCheckNodePort?:int32 publishNotReadyAddresses?:boolean sessionAffinityConfig*?:@core.v1.SessionAffinityConfig ipFamilies?:[]string<[]v1.IPFamily> ipFamilyPolicy*?:string<v1.IPFamilyPolicy>|PreferDualStack|RequireDualStack|SingleStack allocateLoadBalancerNodePorts*?:boolean loadBalancerClass*?:string internalTrafficPolicy*?:string<v1.ServiceInternalTrafficPolicy>|Cluster|Local trafficDistribution*?:string
core.v1.ServiceStatus loadBalancer?:@core.v1.LoadBalancerStatus conditions?:[type]@meta.v1.Condition
core.v1.SessionAffinityConfig clientIP*?:@core.v1.ClientIPConfig
core.v1.SleepAction seconds!:int64
core.v1.StorageOSPersistentVolumeSource volumeName?:string volumeNamespace?:string fsType?:string readOnly?:boolean secretRef*?:@core.v1.ObjectReference
core.v1.StorageOSVolumeSource volumeName?:string volumeNamespace?:string fsType?:string readOnly?:boolean secretRef*?:@core.v1.LocalObjectReference
core.v1.Sysctl name!:string value!:string
core.v1.TCPSocketAction port!:intOrString host?:string
core.v1.Taint key!:string value?:string effect!:string<v1.TaintEffect>|NoExecute|NoSchedule|PreferNoSchedule timeAdded*?:time
core.v1.Toleration key?:string operator?:string<v1.TolerationOperator>|Equal|Exists|Gt|Lt value?:string effect?:string<v1.TaintEffect>|NoExecute|NoSchedule|PreferNoSchedule tolerationSeconds*?:int64
core.v1.TopologySelectorLabelRequirement key!:string values!:[]string
core.v1.TopologySelectorTerm~ matchLabelExpressions?:[]@core.v1.TopologySelectorLabelRequirement
core.v1.TopologySpreadConstraint maxSkew!:int32 topologyKey!:string whenUnsatisfiable!:string<v1.UnsatisfiableConstraintAction>|DoNotSchedule|ScheduleAnyway labelSelector*?:@meta.v1.LabelSelector minDomains*?:int32 nodeAffinityPolicy*?:string<v1.NodeInclusionPolicy>|Honor|Ignore nodeTaintsPolicy*?:string<v1.NodeInclusionPolicy>|Honor|Ignore matchLabelKeys?:[]string
core.v1.TypedLocalObjectReference~ apiGroup*:string kind!:string name!:string
core.v1.TypedObjectReference apiGroup*:string kind!:string name!:string namespace*?:string
core.v1.Volume name!:string (VolumeSource)hostPath*?:@core.v1.HostPathVolumeSource (VolumeSource)emptyDir*?:@core.v1.EmptyDirVolumeSource (VolumeSource)gcePersistentDisk*?:@core.v1.GCEPersistentDiskVolumeSource (VolumeSource)awsElasticBlockStore*?:@core.v1.AWSElasticBlockStoreVolumeSource (VolumeSource)gitRepo*?:@core.v1.GitRepoVolumeSource (VolumeSource)secret*?:@core.v1.SecretVolumeSource (VolumeSource)nfs*?:@core.v1.NFSVolumeSource (VolumeSource)iscsi*?:@core.v1.ISCSIVolumeSource (VolumeSource)glusterfs*?:@core.v1.GlusterfsVolumeSource (VolumeSource)persistentVolumeClaim*?:@core.v1.PersistentVolumeClaimVolumeSource (VolumeSource)rbd*?:@core.v1.RBDVolumeSource (VolumeSource)flexVolume*?:@core.v1.FlexVolumeSource (VolumeSource)cinder*?:@core.v1.CinderVolumeSource (VolumeSource)cephfs*?:@core.v1.CephFSVolumeSource (VolumeSource)flocker*?:@core.v1.FlockerVolumeSource (VolumeSource)downwardAPI*?:@core.v1.DownwardAPIVolumeSource (VolumeSource)fc*?:@core.v1.FCVolumeSource (VolumeSource)azureFile*?:@core.v1.AzureFileVolumeSource (VolumeSource)configMap*?:@core.v1.ConfigMapVolumeSource (VolumeSource)vsphereVolume*?:@core.v1.VsphereVirtualDiskVolumeSource (VolumeSource)quobyte*?:@core.v1.QuobyteVolumeSource (VolumeSource)azureDisk*?:@core.v1.AzureDiskVolumeSource (VolumeSource)photonPersistentDisk*?:@core.v1.PhotonPersistentDiskVolumeSource (VolumeSource)projected*?:@core.v1.ProjectedVolumeSource (VolumeSource)portworxVolume*?:@core.v1.PortworxVolumeSource (VolumeSource)scaleIO*?:@core.v1.ScaleIOVolumeSource (VolumeSource)storageos*?:@core.v1.StorageOSVolumeSource (VolumeSource)csi*?:@core.v1.CSIVolumeSource (VolumeSource)ephemeral*?:@core.v1.EphemeralVolumeSource (VolumeSource)image*?:@core.v1.ImageVolumeSource
core.v1.VolumeDevice name!:string devicePath!:string
core.v1.VolumeHealthCondition status!:string<v1.VolumeHealthStatusType>|DataLoss|Degraded|Inaccessible reason!:string message?:string
core.v1.VolumeHealthStatus healthConditions?:[status,reason]@core.v1.VolumeHealthCondition lastTransitionTime?:time
core.v1.VolumeMount name!:string readOnly?:boolean recursiveReadOnly*?:string<v1.RecursiveReadOnlyMode> mountPath!:string subPath?:string mountPropagation*?:string<v1.MountPropagationMode>|Bidirectional|HostToContainer|None subPathExpr?:string bindMountOptions?:[*]string
core.v1.VolumeMountStatus name!:string mountPath!:string readOnly?:boolean recursiveReadOnly*?:string<v1.RecursiveReadOnlyMode> volumeStatus*?:@core.v1.VolumeStatus
core.v1.VolumeNodeAffinity required*?:@core.v1.NodeSelector
core.v1.VolumeProjection secret*?:@core.v1.SecretProjection downwardAPI*?:@core.v1.DownwardAPIProjection configMap*?:@core.v1.ConfigMapProjection serviceAccountToken*?:@core.v1.ServiceAccountTokenProjection clusterTrustBundle*?:@core.v1.ClusterTrustBundleProjection podCertificate*?:@core.v1.PodCertificateProjection
core.v1.VolumeResourceRequirements limits?:{}quantity<v1.ResourceList> requests?:{}quantity<v1.ResourceList>
core.v1.VolumeStatus image*?:@core.v1.ImageVolumeStatus
core.v1.VsphereVirtualDiskVolumeSource volumePath!:string fsType?:string storagePolicyName?:string storagePolicyID?:string
core.v1.WeightedPodAffinityTerm weight!:int32 podAffinityTerm!:@core.v1.PodAffinityTerm
core.v1.WindowsSecurityContextOptions gmsaCredentialSpecName*?:string gmsaCredentialSpec*?:string runAsUserName*?:string hostProcess*?:boolean
discovery.v1.Endpoint addresses!:[*]string conditions?:@discovery.v1.EndpointConditions hostname*?:string targetRef*?:@core.v1.ObjectReference deprecatedTopology?:{}string nodeName*?:string zone*?:string hints*?:@discovery.v1.EndpointHints
discovery.v1.EndpointConditions ready*?:boolean serving*?:boolean terminating*?:boolean
discovery.v1.EndpointHints forZones?:[]@discovery.v1.ForZone forNodes?:[]@discovery.v1.ForNode
discovery.v1.EndpointPort~ name*?:string protocol*?:string<v1.Protocol>|SCTP|TCP|UDP port*?:int32 appProtocol*?:string
discovery.v1.EndpointSlice (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta addressType!:string<v1.AddressType>|FQDN|IPv4|IPv6 endpoints:[]@discovery.v1.Endpoint ports:[]@discovery.v1.EndpointPort
discovery.v1.ForNode name!:string
discovery.v1.ForZone name!:string
events.v1.Event (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata:@meta.v1.ObjectMeta eventTime!:microTime series*?:@events.v1.EventSeries reportingController?:string reportingInstance?:string action?:string reason?:string regarding?:@core.v1.ObjectReference related*?:@core.v1.ObjectReference note?:string type?:string deprecatedSource?:@core.v1.EventSource deprecatedFirstTimestamp?:time deprecatedLastTimestamp?:time deprecatedCount?:int32
events.v1.EventSeries count!:int32 lastObservedTime!:microTime
flowcontrol.v1.ExemptPriorityLevelConfiguration nominalConcurrencyShares*?:int32 lendablePercent*?:int32
flowcontrol.v1.FlowDistinguisherMethod type!:string<v1.FlowDistinguisherMethodType>
flowcontrol.v1.FlowSchema (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@flowcontrol.v1.FlowSchemaSpec status?:@flowcontrol.v1.FlowSchemaStatus
flowcontrol.v1.FlowSchemaCondition type!?:string<v1.FlowSchemaConditionType> status?:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
flowcontrol.v1.FlowSchemaSpec priorityLevelConfiguration!:@flowcontrol.v1.PriorityLevelConfigurationReference matchingPrecedence:int32 distinguisherMethod*?:@flowcontrol.v1.FlowDistinguisherMethod rules?:[]@flowcontrol.v1.PolicyRulesWithSubjects
flowcontrol.v1.FlowSchemaStatus conditions?:[type]@flowcontrol.v1.FlowSchemaCondition
flowcontrol.v1.GroupSubject name!:string
flowcontrol.v1.LimitResponse type!:string<v1.LimitResponseType> queuing*?:@flowcontrol.v1.QueuingConfiguration
flowcontrol.v1.LimitedPriorityLevelConfiguration nominalConcurrencyShares*:int32 limitResponse!?:@flowcontrol.v1.LimitResponse lendablePercent*?:int32 borrowingLimitPercent*?:int32
flowcontrol.v1.NonResourcePolicyRule verbs!:[*]string nonResourceURLs!:[*]string
flowcontrol.v1.PolicyRulesWithSubjects subjects!:[]@flowcontrol.v1.Subject resourceRules?:[]@flowcontrol.v1.ResourcePolicyRule nonResourceRules?:[]@flowcontrol.v1.NonResourcePolicyRule
flowcontrol.v1.PriorityLevelConfiguration (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@flowcontrol.v1.PriorityLevelConfigurationSpec status?:@flowcontrol.v1.PriorityLevelConfigurationStatus
flowcontrol.v1.PriorityLevelConfigurationCondition type!?:string<v1.PriorityLevelConfigurationConditionType> status?:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
flowcontrol.v1.PriorityLevelConfigurationReference name!:string
flowcontrol.v1.PriorityLevelConfigurationSpec type!:string<v1.PriorityLevelEnablement> limited*?:@flowcontrol.v1.LimitedPriorityLevelConfiguration exempt*?:@flowcontrol.v1.ExemptPriorityLevelConfiguration
flowcontrol.v1.PriorityLevelConfigurationStatus conditions?:[type]@flowcontrol.v1.PriorityLevelConfigurationCondition
flowcontrol.v1.QueuingConfiguration queues:int32 handSize:int32 queueLengthLimit:int32
flowcontrol.v1.ResourcePolicyRule verbs!:[*]string apiGroups!:[*]string resources!:[*]string clusterScope?:boolean namespaces:[*]string
flowcontrol.v1.ServiceAccountSubject namespace!:string name!:string
flowcontrol.v1.Subject kind!:string<v1.SubjectKind> user*?:@flowcontrol.v1.UserSubject group*?:@flowcontrol.v1.GroupSubject serviceAccount*?:@flowcontrol.v1.ServiceAccountSubject
flowcontrol.v1.UserSubject name!:string
networking.v1.HTTPIngressPath path?:string pathType!*:string<v1.PathType>|Exact|ImplementationSpecific|Prefix backend!:@networking.v1.IngressBackend
networking.v1.HTTPIngressRuleValue paths!:[]@networking.v1.HTTPIngressPath
networking.v1.IPAddress (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!?:@networking.v1.IPAddressSpec
networking.v1.IPAddressSpec parentRef!*?:@networking.v1.ParentReference
networking.v1.IPBlock cidr!:string except?:[]string
networking.v1.Ingress (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@networking.v1.IngressSpec status?:@networking.v1.IngressStatus
networking.v1.IngressBackend service*?:@networking.v1.IngressServiceBackend resource*?:@core.v1.TypedLocalObjectReference
networking.v1.IngressClass (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@networking.v1.IngressClassSpec
networking.v1.IngressClassParametersReference apiGroup*?:string kind!:string name!:string scope*:string namespace*?:string
networking.v1.IngressClassSpec controller?:string parameters*?:@networking.v1.IngressClassParametersReference
networking.v1.IngressLoadBalancerIngress ip?:string hostname?:string ports?:[]@networking.v1.IngressPortStatus
networking.v1.IngressLoadBalancerStatus ingress?:[]@networking.v1.IngressLoadBalancerIngress
networking.v1.IngressPortStatus port!:int32 protocol!:string<v1.Protocol>|SCTP|TCP|UDP error*?:string
networking.v1.IngressRule host?:string (IngressRuleValue)http*?:@networking.v1.HTTPIngressRuleValue
networking.v1.IngressServiceBackend name!:string port?:@networking.v1.ServiceBackendPort
networking.v1.IngressSpec ingressClassName*?:string defaultBackend*?:@networking.v1.IngressBackend tls?:[]@networking.v1.IngressTLS rules?:[]@networking.v1.IngressRule
networking.v1.IngressStatus loadBalancer?:@networking.v1.IngressLoadBalancerStatus
networking.v1.IngressTLS hosts?:[]string secretName?:string
networking.v1.NetworkPolicy (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@networking.v1.NetworkPolicySpec
networking.v1.NetworkPolicyEgressRule ports?:[]@networking.v1.NetworkPolicyPort to?:[]@networking.v1.NetworkPolicyPeer
networking.v1.NetworkPolicyIngressRule ports?:[]@networking.v1.NetworkPolicyPort from?:[]@networking.v1.NetworkPolicyPeer
networking.v1.NetworkPolicyPeer podSelector*?:@meta.v1.LabelSelector namespaceSelector*?:@meta.v1.LabelSelector ipBlock*?:@networking.v1.IPBlock
networking.v1.NetworkPolicyPort protocol*?:string<v1.Protocol>|SCTP|TCP|UDP port*?:intOrString endPort*?:int32
networking.v1.NetworkPolicySpec podSelector:@meta.v1.LabelSelector ingress?:[]@networking.v1.NetworkPolicyIngressRule egress?:[]@networking.v1.NetworkPolicyEgressRule policyTypes?:[]string<[]v1.PolicyType>
networking.v1.ParentReference group?:string resource!?:string namespace?:string name!?:string
networking.v1.ServiceBackendPort~ name?:string number?:int32
networking.v1.ServiceCIDR (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@networking.v1.ServiceCIDRSpec status?:@networking.v1.ServiceCIDRStatus
networking.v1.ServiceCIDRSpec cidrs?:[]string
networking.v1.ServiceCIDRStatus conditions?:[type]@meta.v1.Condition
node.v1.Overhead podFixed?:{}quantity<v1.ResourceList>
node.v1.RuntimeClass (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta handler!:string overhead*?:@node.v1.Overhead scheduling*?:@node.v1.Scheduling
node.v1.Scheduling nodeSelector?:{~}string tolerations?:[]@core.v1.Toleration
policy.v1.PodDisruptionBudget (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@policy.v1.PodDisruptionBudgetSpec status?:@policy.v1.PodDisruptionBudgetStatus
policy.v1.PodDisruptionBudgetSpec minAvailable*?:intOrString selector*?:@meta.v1.LabelSelector maxUnavailable*?:intOrString unhealthyPodEvictionPolicy*?:string<v1.UnhealthyPodEvictionPolicyType>|AlwaysAllow|IfHealthyBudget
policy.v1.PodDisruptionBudgetStatus observedGeneration?:int64 disruptedPods?:{}time disruptionsAllowed:int32 currentHealthy:int32 desiredHealthy:int32 expectedPods:int32 conditions?:[type]@meta.v1.Condition
rbac.v1.AggregationRule clusterRoleSelectors?:[]@meta.v1.LabelSelector
rbac.v1.ClusterRole (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta rules:[]@rbac.v1.PolicyRule aggregationRule*?:@rbac.v1.AggregationRule
rbac.v1.ClusterRoleBinding (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta subjects?:[]@rbac.v1.Subject roleRef!:@rbac.v1.RoleRef
rbac.v1.PolicyRule verbs!:[]string apiGroups?:[]string resources?:[]string resourceNames?:[]string nonResourceURLs?:[]string
rbac.v1.Role (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta rules:[]@rbac.v1.PolicyRule
rbac.v1.RoleBinding (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta subjects?:[]@rbac.v1.Subject roleRef!:@rbac.v1.RoleRef
rbac.v1.RoleRef~ apiGroup:string kind!:string name!:string
rbac.v1.Subject~ kind!:string apiGroup?:string name!:string namespace?:string
resource.v1.AllocatedDeviceStatus driver!:string pool!:string device!:string shareID*?:string conditions:[type]@meta.v1.Condition data*?:rawExtension networkData*?:@resource.v1.NetworkDeviceData
resource.v1.AllocationResult devices?:@resource.v1.DeviceAllocationResult nodeSelector*?:@core.v1.NodeSelector allocationTimestamp*?:time
resource.v1.CELDeviceSelector expression!:string
resource.v1.CapacityRequestPolicy default*:quantity validValues?:[]quantity validRange*?:@resource.v1.CapacityRequestPolicyRange
resource.v1.CapacityRequestPolicyRange min!*?:quantity max*?:quantity step*?:quantity
resource.v1.CapacityRequirements requests?:{}quantity<map[v1.QualifiedName]resource.Quantity>
resource.v1.Counter value!:quantity
resource.v1.CounterSet name!:string counters!?:{}@resource.v1.Counter
resource.v1.Device name!:string attributes?:{}@resource.v1.DeviceAttribute<map[v1.QualifiedName]v1.DeviceAttribute> capacity?:{}@resource.v1.DeviceCapacity<map[v1.QualifiedName]v1.DeviceCapacity> consumesCounters?:[]@resource.v1.DeviceCounterConsumption nodeName*?:string nodeSelector*?:@core.v1.NodeSelector allNodes*?:boolean taints?:[]@resource.v1.DeviceTaint bindsToNode*?:boolean bindingConditions?:[]string bindingFailureConditions?:[]string allowMultipleAllocations*?:boolean nodeAllocatableResources?:{}@resource.v1.NodeAllocatableResource<map[v1.ResourceName]v1.NodeAllocatableResource>
resource.v1.DeviceAllocationConfiguration source!:string<v1.AllocationConfigSource>|FromClaim|FromClass requests?:[]string (DeviceConfiguration)opaque*?:@resource.v1.OpaqueDeviceConfiguration
resource.v1.DeviceAllocationResult results?:[]@resource.v1.DeviceRequestAllocationResult config?:[]@resource.v1.DeviceAllocationConfiguration
resource.v1.DeviceAttribute int*?:int64 bool*?:boolean string*?:string version*?:string ints?:[]int64 bools?:[]boolean strings?:[]string versions?:[]string
resource.v1.DeviceCapacity value!:quantity requestPolicy*?:@resource.v1.CapacityRequestPolicy
resource.v1.DeviceClaim requests:[]@resource.v1.DeviceRequest constraints?:[]@resource.v1.DeviceConstraint config?:[]@resource.v1.DeviceClaimConfiguration
resource.v1.DeviceClaimConfiguration requests?:[]string (DeviceConfiguration)opaque*?:@resource.v1.OpaqueDeviceConfiguration
resource.v1.DeviceClass (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec:@resource.v1.DeviceClassSpec
resource.v1.DeviceClassConfiguration (DeviceConfiguration)opaque*?:@resource.v1.OpaqueDeviceConfiguration
resource.v1.DeviceClassSpec selectors?:[]@resource.v1.DeviceSelector config?:[]@resource.v1.DeviceClassConfiguration extendedResourceName*?:string
resource.v1.DeviceConstraint requests?:[]string matchAttribute*?:string<v1.FullyQualifiedName> distinctAttribute*?:string<v1.FullyQualifiedName>
resource.v1.DeviceCounterConsumption counterSet!:string counters!?:{}@resource.v1.Counter compatibilityGroups?:[]string
resource.v1.DeviceDerivedAttribute name!:string<v1.FullyQualifiedName> expression!:string
resource.v1.DeviceRequest name!:string exactly*?:@resource.v1.ExactDeviceRequest firstAvailable?:[]@resource.v1.DeviceSubRequest
resource.v1.DeviceRequestAllocationResult request!:string driver!:string pool!:string device!:string adminAccess*?:boolean tolerations?:[]@resource.v1.DeviceToleration bindingConditions?:[]string bindingFailureConditions?:[]string shareID*?:string<types.UID> consumedCapacity?:{}quantity<map[v1.QualifiedName]resource.Quantity> skipNodeOperations?:[*]string<[]v1.SkipNodeOperation>
resource.v1.DeviceSelector cel*?:@resource.v1.CELDeviceSelector
resource.v1.DeviceSubRequest name!:string deviceClassName!:string selectors?:[]@resource.v1.DeviceSelector allocationMode?:string<v1.DeviceAllocationMode>|All|ExactCount count?:int64 tolerations?:[]@resource.v1.DeviceToleration capacity*?:@resource.v1.CapacityRequirements derivedAttributes?:[]@resource.v1.DeviceDerivedAttribute
resource.v1.DeviceTaint key!:string value?:string effect!:string<v1.DeviceTaintEffect>|NoExecute|NoSchedule|None timeAdded*?:time
resource.v1.DeviceTaintRule (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@resource.v1.DeviceTaintRuleSpec status?:@resource.v1.DeviceTaintRuleStatus
resource.v1.DeviceTaintRuleSpec deviceSelector*?:@resource.v1.DeviceTaintSelector taint!?:@resource.v1.DeviceTaint
resource.v1.DeviceTaintRuleStatus conditions?:[type]@meta.v1.Condition
resource.v1.DeviceTaintSelector driver*?:string pool*?:string device*?:string
resource.v1.DeviceToleration key?:string operator?:string<v1.DeviceTolerationOperator>="Equal"|Equal|Exists value?:string effect?:string<v1.DeviceTaintEffect>|NoExecute|NoSchedule|None tolerationSeconds*?:int64
resource.v1.ExactDeviceRequest deviceClassName!:string selectors?:[]@resource.v1.DeviceSelector allocationMode?:string<v1.DeviceAllocationMode>|All|ExactCount count?:int64 adminAccess*?:boolean tolerations?:[]@resource.v1.DeviceToleration capacity*?:@resource.v1.CapacityRequirements derivedAttributes?:[]@resource.v1.DeviceDerivedAttribute
resource.v1.NetworkDeviceData interfaceName?:string ips?:[]string hardwareAddress?:string
resource.v1.NodeAllocatableMapping capacityKey*?:string<v1.QualifiedName> capacityMultiplier*?:quantity deviceMultiplier*?:quantity
resource.v1.NodeAllocatableOverhead perPod*?:quantity perContainer*?:quantity
resource.v1.NodeAllocatableResource mapping*?:@resource.v1.NodeAllocatableMapping overhead*?:@resource.v1.NodeAllocatableOverhead
resource.v1.OpaqueDeviceConfiguration driver!:string parameters!:rawExtension
resource.v1.ResourceClaim (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec:@resource.v1.ResourceClaimSpec status?:@resource.v1.ResourceClaimStatus
resource.v1.ResourceClaimConsumerReference apiGroup?:string resource!:string name!:string uid!:string<types.UID>
resource.v1.ResourceClaimSpec devices:@resource.v1.DeviceClaim
resource.v1.ResourceClaimStatus allocation*?:@resource.v1.AllocationResult reservedFor?:[uid]@resource.v1.ResourceClaimConsumerReference devices?:[driver,device,pool,shareID]@resource.v1.AllocatedDeviceStatus
resource.v1.ResourceClaimTemplate (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec:@resource.v1.ResourceClaimTemplateSpec
resource.v1.ResourceClaimTemplateSpec metadata?:@meta.v1.ObjectMeta spec:@resource.v1.ResourceClaimSpec
resource.v1.ResourcePool name!:string generation!:int64 resourceSliceCount!:int64
resource.v1.ResourceSlice (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@resource.v1.ResourceSliceSpec
resource.v1.ResourceSliceSpec driver!:string pool!:@resource.v1.ResourcePool nodeName*?:string nodeSelector*?:@core.v1.NodeSelector allNodes*?:boolean devices?:[]@resource.v1.Device perDeviceNodeSelection*?:boolean sharedCounters?:[]@resource.v1.CounterSet partitionTypeAttribute*?:string<v1.FullyQualifiedName> skipNodeOperations?:[*]string<[]v1.SkipNodeOperation>
scheduling.v1.PriorityClass (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta value:int32 globalDefault?:boolean description?:string preemptionPolicy*?:string<v1.PreemptionPolicy>|Never|PreemptLowerPriority
scheduling.v1alpha3.TopologyConstraint key!:string
scheduling.v1alpha3.WorkloadPodGroupAllDisruptionMode
scheduling.v1alpha3.WorkloadPodGroupBasicSchedulingPolicy
scheduling.v1alpha3.WorkloadPodGroupDisruptionMode single*?:@scheduling.v1alpha3.WorkloadPodGroupSingleDisruptionMode all*?:@scheduling.v1alpha3.WorkloadPodGroupAllDisruptionMode
scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy minCount*?:int32
scheduling.v1alpha3.WorkloadPodGroupResourceClaim name!:string resourceClaimName*?:string resourceClaimTemplateName*?:string
scheduling.v1alpha3.WorkloadPodGroupSchedulingConstraints topology?:[]@scheduling.v1alpha3.TopologyConstraint
scheduling.v1alpha3.WorkloadPodGroupSchedulingPolicy basic*?:@scheduling.v1alpha3.WorkloadPodGroupBasicSchedulingPolicy gang*?:@scheduling.v1alpha3.WorkloadPodGroupGangSchedulingPolicy
scheduling.v1alpha3.WorkloadPodGroupSingleDisruptionMode
storage.v1.CSIDriver (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@storage.v1.CSIDriverSpec
storage.v1.CSIDriverSpec attachRequired*?:boolean podInfoOnMount*?:boolean volumeLifecycleModes?:[*]string<[]v1.VolumeLifecycleMode> storageCapacity*?:boolean fsGroupPolicy*?:string<v1.FSGroupPolicy> tokenRequests?:[]@storage.v1.TokenRequest requiresRepublish*?:boolean seLinuxMount*?:boolean nodeAllocatableUpdatePeriodSeconds*?:int64 serviceAccountTokenInSecrets*?:boolean preventPodSchedulingIfMissing*?:boolean
storage.v1.CSINode (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@storage.v1.CSINodeSpec status?:@storage.v1.CSINodeStatus
storage.v1.CSINodeDriver name!:string nodeID!:string topologyKeys:[]string allocatable*?:@storage.v1.VolumeNodeResources
storage.v1.CSINodeSpec drivers!:[name]@storage.v1.CSINodeDriver
storage.v1.CSINodeStatus storageHealth?:[name]@storage.v1.StorageHealth
storage.v1.CSIStorageCapacity (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta nodeTopology*?:@meta.v1.LabelSelector storageClassName!:string capacity*?:quantity maximumVolumeSize*?:quantity
storage.v1.StorageClass (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta provisioner!:string parameters?:{}string reclaimPolicy*?:string<v1.PersistentVolumeReclaimPolicy>|Delete|Recycle|Retain mountOptions?:[]string allowVolumeExpansion*?:boolean volumeBindingMode*?:string<v1.VolumeBindingMode>|Immediate|WaitForFirstConsumer allowedTopologies?:[]@core.v1.TopologySelectorTerm
storage.v1.StorageHealth name!:string healthConditions?:[]@storage.v1.StorageHealthCondition
storage.v1.StorageHealthCondition status!:string<v1.StorageHealthStatusType>|StorageDegraded|StorageUnreachable reason!:string message?:string accessMode*?:string<v1.PersistentVolumeAccessMode>|ReadOnlyMany|ReadWriteMany|ReadWriteOnce|ReadWriteOncePod volumeMode*?:string<v1.PersistentVolumeMode>|Block|Filesystem lastTransitionTime?:time
storage.v1.TokenRequest audience!:string expirationSeconds*?:int64
storage.v1.VolumeAttachment (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@storage.v1.VolumeAttachmentSpec status?:@storage.v1.VolumeAttachmentStatus
storage.v1.VolumeAttachmentSource persistentVolumeName*?:string inlineVolumeSpec*?:@core.v1.PersistentVolumeSpec
storage.v1.VolumeAttachmentSpec attacher!:string source!:@storage.v1.VolumeAttachmentSource nodeName!:string
storage.v1.VolumeAttachmentStatus attached!:boolean attachmentMetadata?:{}string attachError*?:@storage.v1.VolumeError detachError*?:@storage.v1.VolumeError
storage.v1.VolumeAttributesClass (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta driverName!:string parameters?:{}string
storage.v1.VolumeError time?:time message?:string errorCode*?:int32
storage.v1.VolumeNodeResources count*?:int32
storagemigration.v1.StorageVersionMigration (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@storagemigration.v1.StorageVersionMigrationSpec status?:@storagemigration.v1.StorageVersionMigrationStatus
storagemigration.v1.StorageVersionMigrationSpec resource!:@meta.v1.GroupResource
storagemigration.v1.StorageVersionMigrationStatus conditions?:[type]@meta.v1.Condition resourceVersion?:string
apiextensions.v1.CustomResourceColumnDefinition name!:string type!:string format?:string description?:string priority?:int32 jsonPath!:string
apiextensions.v1.CustomResourceConversion strategy!:string<v1.ConversionStrategyType> webhook*?:@apiextensions.v1.WebhookConversion
apiextensions.v1.CustomResourceDefinition (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@apiextensions.v1.CustomResourceDefinitionSpec status?:@apiextensions.v1.CustomResourceDefinitionStatus
apiextensions.v1.CustomResourceDefinitionCondition type!:string<v1.CustomResourceDefinitionConditionType> status!:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string observedGeneration?:int64
apiextensions.v1.CustomResourceDefinitionNames plural!:string singular?:string shortNames?:[]string kind!:string listKind?:string categories?:[]string
apiextensions.v1.CustomResourceDefinitionSpec group!:string names!:@apiextensions.v1.CustomResourceDefinitionNames scope!:string<v1.ResourceScope> versions!:[]@apiextensions.v1.CustomResourceDefinitionVersion conversion*?:@apiextensions.v1.CustomResourceConversion preserveUnknownFields?:boolean
apiextensions.v1.CustomResourceDefinitionStatus conditions:[type]@apiextensions.v1.CustomResourceDefinitionCondition acceptedNames:@apiextensions.v1.CustomResourceDefinitionNames storedVersions:[]string observedGeneration?:int64
apiextensions.v1.CustomResourceDefinitionVersion name!:string served!:boolean storage!:boolean deprecated?:boolean deprecationWarning*?:string schema*?:@apiextensions.v1.CustomResourceValidation subresources*?:@apiextensions.v1.CustomResourceSubresources additionalPrinterColumns?:[]@apiextensions.v1.CustomResourceColumnDefinition selectableFields?:[]@apiextensions.v1.SelectableField
apiextensions.v1.CustomResourceSubresourceScale specReplicasPath!:string statusReplicasPath!:string labelSelectorPath*?:string
apiextensions.v1.CustomResourceSubresourceStatus
apiextensions.v1.CustomResourceSubresources status*?:@apiextensions.v1.CustomResourceSubresourceStatus scale*?:@apiextensions.v1.CustomResourceSubresourceScale
apiextensions.v1.CustomResourceValidation openAPIV3Schema*?:@apiextensions.v1.JSONSchemaProps
apiextensions.v1.ExternalDocumentation description?:string url?:string
apiextensions.v1.JSONSchemaProps id?:string $schema?:string<v1.JSONSchemaURL> $ref*?:string description?:string type?:string format?:string title?:string default*?:json maximum*?:double exclusiveMaximum?:boolean minimum*?:double exclusiveMinimum?:boolean maxLength*?:int64 minLength*?:int64 pattern?:string maxItems*?:int64 minItems*?:int64 uniqueItems?:boolean multipleOf*?:double enum?:[]json maxProperties*?:int64 minProperties*?:int64 required?:[]string items*?:schemaOrList allOf?:[]@apiextensions.v1.JSONSchemaProps oneOf?:[]@apiextensions.v1.JSONSchemaProps anyOf?:[]@apiextensions.v1.JSONSchemaProps not*?:@apiextensions.v1.JSONSchemaProps properties?:{}@apiextensions.v1.JSONSchemaProps additionalProperties*?:schemaOrBoolean patternProperties?:{}@apiextensions.v1.JSONSchemaProps dependencies?:{}schemaOrStrings<v1.JSONSchemaDependencies> additionalItems*?:schemaOrBoolean definitions?:{}@apiextensions.v1.JSONSchemaProps<v1.JSONSchemaDefinitions> externalDocs*?:@apiextensions.v1.ExternalDocumentation example*?:json nullable?:boolean x-kubernetes-preserve-unknown-fields*?:boolean x-kubernetes-embedded-resource?:boolean x-kubernetes-int-or-string?:boolean x-kubernetes-list-map-keys?:[]string x-kubernetes-list-type*?:string x-kubernetes-map-type*?:string x-kubernetes-validations?:[rule]@apiextensions.v1.ValidationRule<v1.ValidationRules>
apiextensions.v1.SelectableField jsonPath!:string
apiextensions.v1.ServiceReference namespace!:string name!:string path*?:string port*?:int32
apiextensions.v1.ValidationRule rule!:string message?:string messageExpression?:string reason*?:string<v1.FieldValueErrorReason>|FieldValueDuplicate|FieldValueForbidden|FieldValueInvalid|FieldValueRequired fieldPath?:string optionalOldSelf*?:boolean
apiextensions.v1.WebhookClientConfig url*?:string service*?:@apiextensions.v1.ServiceReference caBundle?:bytes
apiextensions.v1.WebhookConversion clientConfig*?:@apiextensions.v1.WebhookClientConfig conversionReviewVersions!:[]string
meta.v1.Condition type!:string status!:string<v1.ConditionStatus> observedGeneration?:int64 lastTransitionTime!:time reason!:string message!:string
meta.v1.FieldSelectorRequirement key!:string operator!:string<v1.FieldSelectorOperator> values?:[]string
meta.v1.GroupResource group!:string resource!:string
meta.v1.LabelSelector~ matchLabels?:{}string matchExpressions?:[]@meta.v1.LabelSelectorRequirement
meta.v1.LabelSelectorRequirement key!:string operator!:string<v1.LabelSelectorOperator> values?:[]string
meta.v1.ManagedFieldsEntry manager?:string operation?:string<v1.ManagedFieldsOperationType> apiVersion?:string time*?:time fieldsType?:string fieldsV1*?:fieldsV1 subresource?:string
meta.v1.ObjectMeta name?:string generateName?:string namespace?:string selfLink?:string uid?:string<types.UID> resourceVersion?:string generation?:int64 creationTimestamp?%:time deletionTimestamp*?:time deletionGracePeriodSeconds*?:int64 labels?:{}string annotations?:{}string ownerReferences?:[uid]@meta.v1.OwnerReference finalizers?:[*]string managedFields?:[]@meta.v1.ManagedFieldsEntry
meta.v1.OwnerReference~ apiVersion!:string kind!:string name!:string uid!:string<types.UID> controller*?:boolean blockOwnerDeletion*?:boolean
apiregistration.v1.APIService (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@apiregistration.v1.APIServiceSpec status?:@apiregistration.v1.APIServiceStatus
apiregistration.v1.APIServiceCondition type!:string<v1.APIServiceConditionType> status!:string<v1.ConditionStatus> lastTransitionTime?:time reason?:string message?:string
apiregistration.v1.APIServiceSpec service*?:@apiregistration.v1.ServiceReference group?:string version?:string insecureSkipTLSVerify?:boolean caBundle?:bytes groupPriorityMinimum!:int32 versionPriority!:int32
apiregistration.v1.APIServiceStatus conditions?:[type]@apiregistration.v1.APIServiceCondition
apiregistration.v1.ServiceReference namespace?:string name?:string port*?:int32

admissionregistration.k8s.io/v1 MutatingAdmissionPolicy mutatingadmissionpolicies cluster admissionregistration.v1.MutatingAdmissionPolicy create - -
admissionregistration.k8s.io/v1 MutatingAdmissionPolicyBinding mutatingadmissionpolicybindings cluster admissionregistration.v1.MutatingAdmissionPolicyBinding create - -
admissionregistration.k8s.io/v1 MutatingWebhookConfiguration mutatingwebhookconfigurations cluster admissionregistration.v1.MutatingWebhookConfiguration create - -
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicy validatingadmissionpolicies cluster admissionregistration.v1.ValidatingAdmissionPolicy create - status
admissionregistration.k8s.io/v1 ValidatingAdmissionPolicyBinding validatingadmissionpolicybindings cluster admissionregistration.v1.ValidatingAdmissionPolicyBinding create - -
admissionregistration.k8s.io/v1 ValidatingWebhookConfiguration validatingwebhookconfigurations cluster admissionregistration.v1.ValidatingWebhookConfiguration create - -
apiextensions.k8s.io/v1 CustomResourceDefinition customresourcedefinitions cluster apiextensions.v1.CustomResourceDefinition create crd,crds status
apiregistration.k8s.io/v1 APIService apiservices cluster apiregistration.v1.APIService create - status
apps/v1 ControllerRevision controllerrevisions namespaced apps.v1.ControllerRevision create - -
apps/v1 DaemonSet daemonsets namespaced apps.v1.DaemonSet create ds status
apps/v1 Deployment deployments namespaced apps.v1.Deployment create deploy scale,status
apps/v1 ReplicaSet replicasets namespaced apps.v1.ReplicaSet create rs scale,status
apps/v1 StatefulSet statefulsets namespaced apps.v1.StatefulSet create sts scale,status
authentication.k8s.io/v1 SelfSubjectReview selfsubjectreviews cluster authentication.v1.SelfSubjectReview create - -
authentication.k8s.io/v1 TokenReview tokenreviews cluster authentication.v1.TokenReview create - -
authorization.k8s.io/v1 LocalSubjectAccessReview localsubjectaccessreviews namespaced authorization.v1.LocalSubjectAccessReview create - -
authorization.k8s.io/v1 SelfSubjectAccessReview selfsubjectaccessreviews cluster authorization.v1.SelfSubjectAccessReview create - -
authorization.k8s.io/v1 SelfSubjectRulesReview selfsubjectrulesreviews cluster authorization.v1.SelfSubjectRulesReview create - -
authorization.k8s.io/v1 SubjectAccessReview subjectaccessreviews cluster authorization.v1.SubjectAccessReview create - -
autoscaling/v1 HorizontalPodAutoscaler horizontalpodautoscalers namespaced autoscaling.v1.HorizontalPodAutoscaler create hpa status
autoscaling/v2 HorizontalPodAutoscaler horizontalpodautoscalers namespaced autoscaling.v2.HorizontalPodAutoscaler create hpa status
batch/v1 CronJob cronjobs namespaced batch.v1.CronJob create cj status
batch/v1 Job jobs namespaced batch.v1.Job create - status
certificates.k8s.io/v1 CertificateSigningRequest certificatesigningrequests cluster certificates.v1.CertificateSigningRequest create csr approval,status
certificates.k8s.io/v1 ClusterTrustBundle clustertrustbundles cluster certificates.v1.ClusterTrustBundle create - -
certificates.k8s.io/v1 PodCertificateRequest podcertificaterequests namespaced certificates.v1.PodCertificateRequest create - status
coordination.k8s.io/v1 Lease leases namespaced coordination.v1.Lease create - -
discovery.k8s.io/v1 EndpointSlice endpointslices namespaced discovery.v1.EndpointSlice create - -
events.k8s.io/v1 Event events namespaced events.v1.Event create ev -
flowcontrol.apiserver.k8s.io/v1 FlowSchema flowschemas cluster flowcontrol.v1.FlowSchema create - status
flowcontrol.apiserver.k8s.io/v1 PriorityLevelConfiguration prioritylevelconfigurations cluster flowcontrol.v1.PriorityLevelConfiguration create - status
networking.k8s.io/v1 IPAddress ipaddresses cluster networking.v1.IPAddress create ip -
networking.k8s.io/v1 Ingress ingresses namespaced networking.v1.Ingress create ing status
networking.k8s.io/v1 IngressClass ingressclasses cluster networking.v1.IngressClass create - -
networking.k8s.io/v1 NetworkPolicy networkpolicies namespaced networking.v1.NetworkPolicy create netpol -
networking.k8s.io/v1 ServiceCIDR servicecidrs cluster networking.v1.ServiceCIDR create - status
node.k8s.io/v1 RuntimeClass runtimeclasses cluster node.v1.RuntimeClass create - -
policy/v1 PodDisruptionBudget poddisruptionbudgets namespaced policy.v1.PodDisruptionBudget create pdb status
rbac.authorization.k8s.io/v1 ClusterRole clusterroles cluster rbac.v1.ClusterRole create - -
rbac.authorization.k8s.io/v1 ClusterRoleBinding clusterrolebindings cluster rbac.v1.ClusterRoleBinding create - -
rbac.authorization.k8s.io/v1 Role roles namespaced rbac.v1.Role create - -
rbac.authorization.k8s.io/v1 RoleBinding rolebindings namespaced rbac.v1.RoleBinding create - -
resource.k8s.io/v1 DeviceClass deviceclasses cluster resource.v1.DeviceClass create - -
resource.k8s.io/v1 DeviceTaintRule devicetaintrules cluster resource.v1.DeviceTaintRule create - status
resource.k8s.io/v1 ResourceClaim resourceclaims namespaced resource.v1.ResourceClaim create - status
resource.k8s.io/v1 ResourceClaimTemplate resourceclaimtemplates namespaced resource.v1.ResourceClaimTemplate create - -
resource.k8s.io/v1 ResourceSlice resourceslices cluster resource.v1.ResourceSlice create - -
scheduling.k8s.io/v1 PriorityClass priorityclasses cluster scheduling.v1.PriorityClass create pc -
storage.k8s.io/v1 CSIDriver csidrivers cluster storage.v1.CSIDriver create - -
storage.k8s.io/v1 CSINode csinodes cluster storage.v1.CSINode create - status
storage.k8s.io/v1 CSIStorageCapacity csistoragecapacities namespaced storage.v1.CSIStorageCapacity create - -
storage.k8s.io/v1 StorageClass storageclasses cluster storage.v1.StorageClass create sc -
storage.k8s.io/v1 VolumeAttachment volumeattachments cluster storage.v1.VolumeAttachment create - status
storage.k8s.io/v1 VolumeAttributesClass volumeattributesclasses cluster storage.v1.VolumeAttributesClass create vac -
storagemigration.k8s.io/v1 StorageVersionMigration storageversionmigrations cluster storagemigration.v1.StorageVersionMigration create - status
v1 Binding bindings namespaced core.v1.Binding create - -
v1 ComponentStatus componentstatuses cluster core.v1.ComponentStatus - cs -
v1 ConfigMap configmaps namespaced core.v1.ConfigMap create cm -
v1 Endpoints endpoints namespaced core.v1.Endpoints create ep -
v1 Event events namespaced core.v1.Event create ev -
v1 LimitRange limitranges namespaced core.v1.LimitRange create limits -
v1 Namespace namespaces cluster core.v1.Namespace create ns finalize,status
v1 Node nodes cluster core.v1.Node create no proxy,status
v1 PersistentVolume persistentvolumes cluster core.v1.PersistentVolume create pv status
v1 PersistentVolumeClaim persistentvolumeclaims namespaced core.v1.PersistentVolumeClaim create pvc status
v1 Pod pods namespaced core.v1.Pod create po attach,binding,ephemeralcontainers,eviction,exec,log,portforward,proxy,resize,status
v1 PodTemplate podtemplates namespaced core.v1.PodTemplate create - -
v1 ReplicationController replicationcontrollers namespaced core.v1.ReplicationController create rc scale,status
v1 ResourceQuota resourcequotas namespaced core.v1.ResourceQuota create quota status
v1 Secret secrets namespaced core.v1.Secret create - -
v1 Service services namespaced core.v1.Service create svc proxy,status
v1 ServiceAccount serviceaccounts namespaced core.v1.ServiceAccount create sa token
`
