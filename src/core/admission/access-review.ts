/** A requirement of a selector, as a SubjectAccessReview writes it. */
export interface AccessRequirement {
  readonly key: string
  readonly operator: 'In' | 'NotIn' | 'Exists' | 'DoesNotExist'
  readonly values?: readonly string[]
}

export interface AccessSelector {
  readonly requirements: readonly AccessRequirement[]
}

export interface ResourceAttributes {
  readonly namespace?: string
  readonly verb?: string
  readonly group?: string
  readonly version?: string
  readonly resource?: string
  readonly subresource?: string
  readonly name?: string
  readonly fieldSelector?: AccessSelector
  readonly labelSelector?: AccessSelector
}

interface NonResourceAttributes {
  readonly path?: string
  readonly verb?: string
}

/**
 * Who wants to do what, as on the wire: a field that is empty is left out.
 * https://kubernetes.io/docs/reference/kubernetes-api/authorization-resources/subject-access-review-v1/
 */
export interface AccessSpec {
  readonly resourceAttributes?: ResourceAttributes
  readonly nonResourceAttributes?: NonResourceAttributes
  readonly user?: string
  readonly groups?: readonly string[]
  readonly extra?: { readonly [key: string]: readonly string[] }
  readonly uid?: string
}

/** What an authorizer says. Neither allowed nor denied is no opinion. */
export interface AccessStatus {
  readonly allowed: boolean
  readonly denied?: boolean
  readonly reason?: string
  readonly evaluationError?: string
}

/** Whether somebody may do something: the question that `check` of the CEL variable `authorizer` asks. */
export interface AccessQuestion {
  readonly kind: 'access'
  readonly spec: AccessSpec
}

/** What is known of an access; `message` says why nothing is. */
export type AccessAnswer =
  | { readonly kind: 'reviewed'; readonly status: AccessStatus }
  | { readonly kind: 'unknown'; readonly message: string }

/** Answers from what is known, and remembers what is not. */
export type AskAccess = (question: AccessQuestion) => AccessAnswer
