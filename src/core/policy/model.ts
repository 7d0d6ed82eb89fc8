import type { GroupVersionResource, Operation } from '../admission/request.ts'
import type { LabelSelector } from '../kubernetes/label-selector.ts'
import type { LevelVersion } from '../pod-security/level-version.ts'
import type { SourceDocument } from '../source/document.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { EnforceFrom } from './enforce-from.ts'

export type PolicyKind =
  | 'ValidatingAdmissionPolicy'
  | 'MutatingAdmissionPolicy'
  | 'ValidatingRule'
  | 'MutatingRule'
  | 'NamespacedValidatingRule'
  | 'NamespacedMutatingRule'

export type FailurePolicy = 'Fail' | 'Ignore'
export type ValidationAction = 'Deny' | 'Warn' | 'Audit'

/** `NamedRuleWithOperations` of admissionregistration.k8s.io. */
export interface ResourceRule {
  readonly apiGroups: readonly string[]
  readonly apiVersions: readonly string[]
  readonly operations: readonly (Operation | '*')[]
  readonly resources: readonly string[]
  readonly resourceNames?: readonly string[]
  readonly scope?: 'Cluster' | 'Namespaced' | '*'
}

/** `MatchResources` of admissionregistration.k8s.io. */
export interface MatchResources {
  readonly namespaceSelector?: LabelSelector
  readonly objectSelector?: LabelSelector
  readonly resourceRules?: readonly ResourceRule[]
  readonly excludeResourceRules?: readonly ResourceRule[]
  readonly matchPolicy?: 'Exact' | 'Equivalent'
}

/** Where a policy's text stands, so that every expression can be shown in its file. */
export interface Place {
  readonly document: SourceDocument
  readonly path: Path
}

/** An expression as it was written, and where. */
export interface ExpressionText {
  readonly text: string
  readonly place: Place
}

export interface NamedExpression {
  readonly name: string
  readonly expression: ExpressionText
}

/** A validation as it was written. */
export interface ValidationText {
  /** Of our kinds: what findings and exemptions call it. */
  readonly name: string | undefined
  readonly expression: ExpressionText
  readonly message: string
  readonly messageExpression: ExpressionText | undefined
  readonly reason: string | undefined
}

/** A mutation as it was written. */
export interface MutationText {
  readonly patchType: 'ApplyConfiguration' | 'JSONPatch'
  readonly expression: ExpressionText
}

interface AuditAnnotationText {
  readonly key: string
  readonly valueExpression: ExpressionText
}

/** A level of the Pod Security Standards as it was written. */
export interface PodSecurityText {
  readonly standard: LevelVersion
  readonly exclude: readonly Exclusion[]
  readonly place: Place
}

/** What of a control does not count: all of it, or what meets every criterion that is given. */
export interface Exclusion {
  readonly control: string
  /** Globs, one of which the image of the container must fit, as it stands in the Pod. */
  readonly images: readonly string[] | undefined
  /** Globs, one of which the name of the container must fit. */
  readonly containers: readonly string[] | undefined
  /** One of which must be the value that was found. */
  readonly values: readonly JsonValue[] | undefined
}

export interface ParamKind {
  readonly apiVersion: string
  readonly kind: string
}

/** Other objects of the cluster that a decision needs: what `lookups.NAME` holds. */
export interface Lookup {
  readonly name: string
  readonly resource: GroupVersionResource
  /** Which namespace is looked into; without it the policy's own, or all. */
  readonly namespace: ExpressionText | undefined
  /** Which of the objects are meant; without it all. */
  readonly labelSelector: LabelSelector | undefined
}

/** A policy as it was read: one model for the Kubernetes kinds and ours. */
export interface Policy {
  readonly kind: PolicyKind
  /** With its namespace before it (`shop/limits`) where it is of a namespaced kind. */
  readonly name: string
  /** The only namespace that it sees; empty where it sees all. */
  readonly namespace: string
  readonly door: 'validate' | 'mutate'
  readonly place: Place
  readonly failurePolicy: FailurePolicy
  readonly match: MatchResources
  readonly matchConditions: readonly NamedExpression[]
  readonly variables: readonly NamedExpression[]
  readonly paramKind: ParamKind | undefined
  /** Whether `params` is declared: by `paramKind`, or by inline `params`. */
  readonly hasParams: boolean
  readonly lookups: readonly Lookup[]
  readonly podSecurity: PodSecurityText | undefined
  readonly validations: readonly ValidationText[]
  readonly auditAnnotations: readonly AuditAnnotationText[]
  readonly mutations: readonly MutationText[]
  readonly reinvocationPolicy: 'Never' | 'IfNeeded'
  /** Until then the rule refuses nothing. */
  readonly enforceFrom: EnforceFrom | undefined
  /** Whether the Pods that workloads describe are judged as well. */
  readonly podTemplates: boolean
  /** Whether a PolicyExemption may free from it; never from Kubernetes' own kinds. */
  readonly exemptible: boolean
  /** What is wrong with a policy of our kinds that only refuses, or lets pass, what it matches, and where. */
  readonly broken?: string
}

export interface ParamRef {
  readonly name?: string
  readonly namespace?: string
  readonly selector?: LabelSelector
  readonly parameterNotFoundAction?: 'Allow' | 'Deny'
}

/** A binding as it was read; our kinds bind themselves. */
export interface Binding {
  readonly kind: 'ValidatingAdmissionPolicyBinding' | 'MutatingAdmissionPolicyBinding' | 'own'
  readonly name: string
  readonly policyName: string
  readonly place: Place
  readonly match: MatchResources | undefined
  readonly paramRef: ParamRef | undefined
  /** Values that stand in the policy itself; `paramRef` goes before them. */
  readonly params: JsonObject | undefined
  readonly validationActions: readonly ValidationAction[]
}

/** Whether the document is one of Kubernetes' own kinds, whose behaviour and texts are the API server's. */
export function isKubernetesKind(policy: Policy): boolean {
  return policy.kind === 'ValidatingAdmissionPolicy' || policy.kind === 'MutatingAdmissionPolicy'
}

/** Whether policies of that kind see their own namespace only. */
export function isNamespacedKind(kind: PolicyKind): boolean {
  return kind === 'NamespacedValidatingRule' || kind === 'NamespacedMutatingRule'
}
