import type { Operation } from '../../admission/request.ts'
import type { LabelSelector } from '../../kubernetes/label-selector.ts'
import type { FailurePolicy } from '../../policy/model.ts'

/** `RuleWithOperations` of admissionregistration.k8s.io, with what the API server would set. */
export interface WebhookRule {
  readonly apiGroups: readonly string[]
  readonly apiVersions: readonly string[]
  readonly operations: readonly (Operation | '*')[]
  readonly resources: readonly string[]
  readonly scope: 'Cluster' | 'Namespaced' | '*'
}

interface WebhookCondition {
  readonly name: string
  readonly expression: string
}

/** One webhook of a configuration, but for how the server is reached. */
export interface WebhookEntry {
  /** Three DNS labels at least, as the API server wants it. */
  readonly name: string
  /** Where the server is asked. */
  readonly path: string
  readonly rules: readonly WebhookRule[]
  readonly matchPolicy: 'Exact' | 'Equivalent'
  readonly failurePolicy: FailurePolicy
  readonly namespaceSelector: LabelSelector
  readonly objectSelector: LabelSelector
  readonly matchConditions: readonly WebhookCondition[]
  /** Of mutating webhooks. */
  readonly reinvocationPolicy?: 'Never' | 'IfNeeded'
}

/** The webhooks that policies need, by the door that they lead to, in the order in which they are called. */
export interface WantedWebhooks {
  readonly validating: readonly WebhookEntry[]
  readonly mutating: readonly WebhookEntry[]
}

/** Where Sallyport lives, and what it leaves alone. */
export interface WebhookSurroundings {
  /** The own namespace. */
  readonly namespace: string
  /** Namespaces that no policy is asked about, beside the own one and those of the system. */
  readonly exemptNamespaces: readonly string[]
  /** The user that Sallyport itself is; what it writes is not asked about. */
  readonly ownUser?: string | undefined
}
