/**
 * Kinds that only sub-resources take, in the grammar of the table: discovery names them at resources of other groups, so
 * no API server lists them where the table is made from. Their group's OpenAPI lacks them as well.
 * https://github.com/kubernetes/api/blob/v0.37.0/autoscaling/v1/types.go (Scale)
 * https://github.com/kubernetes/api/blob/v0.37.0/policy/v1/types.go (Eviction)
 * https://github.com/kubernetes/api/blob/v0.37.0/authentication/v1/types.go (TokenRequest)
 */
export const subResourceTypes = `
authentication.v1.BoundObjectReference kind?:string apiVersion?:string name?:string uid?:string<types.UID>
authentication.v1.TokenRequest (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec!:@authentication.v1.TokenRequestSpec status?:@authentication.v1.TokenRequestStatus
authentication.v1.TokenRequestSpec audiences!:[]string expirationSeconds*:int64 boundObjectRef*:@authentication.v1.BoundObjectReference attestations?:{}[]string<map[string]v1.AttestationValue>
authentication.v1.TokenRequestStatus token!:string expirationTimestamp!:time
autoscaling.v1.Scale (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta spec?:@autoscaling.v1.ScaleSpec status?:@autoscaling.v1.ScaleStatus
autoscaling.v1.ScaleSpec replicas?:int32
autoscaling.v1.ScaleStatus replicas!:int32 selector?:string
meta.v1.DeleteOptions (TypeMeta)kind?:string (TypeMeta)apiVersion?:string gracePeriodSeconds*?:int64 preconditions*?:@meta.v1.Preconditions orphanDependents*?:boolean propagationPolicy*?:string<v1.DeletionPropagation> dryRun?:[]string ignoreStoreReadErrorWithClusterBreakingPotential*?:boolean
meta.v1.Preconditions uid*?:string<types.UID> resourceVersion*?:string
policy.v1.Eviction (TypeMeta)kind?:string (TypeMeta)apiVersion?:string metadata?:@meta.v1.ObjectMeta deleteOptions*?:@meta.v1.DeleteOptions
`

/** Their names in the table, by apiVersion and kind. */
export const subResourceKinds: ReadonlyMap<string, string> = new Map([
  ['authentication.k8s.io/v1/TokenRequest', 'authentication.v1.TokenRequest'],
  ['autoscaling/v1/Scale', 'autoscaling.v1.Scale'],
  ['policy/v1/Eviction', 'policy.v1.Eviction'],
])
