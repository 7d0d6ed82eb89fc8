import type { Decision, Finding, PolicyPlace } from '../admission/decision.ts'
import type { PatchOperation } from '../admission/patch-operation.ts'
import type { GroupVersionKind, Operation } from '../admission/request.ts'
import type { JsonValue } from '../source/json-value.ts'
import type { ValueNode } from './value-node.ts'

/**
 * How one request came by its decision at one door. But for the decision, which is the very one that `admit` gives, it is
 * JSON: every field always there, null where there is nothing to say.
 */
export interface DecisionRecord {
  readonly request: RecordedRequest
  readonly decision: Decision
  /** Every policy of the door: those that were asked in their order, then those that mean other requests. */
  readonly policies: readonly PolicyRecord[]
}

/** What policies were asked about. */
export interface RecordedRequest {
  readonly uid: string
  readonly door: 'validate' | 'mutate'
  readonly operation: Operation
  readonly kind: GroupVersionKind
  /** `deployments`, `pods/status`. */
  readonly resource: string
  readonly namespace: string
  readonly name: string
  readonly user: string
  readonly groups: readonly string[]
  readonly dryRun: boolean
}

/**
 * What came of a policy. `passed`: it judged and said nothing; `ignored`: it failed, and its failure policy is Ignore;
 * `no-match`: it does not mean the request; `passed-over`: it spoke, but the request only finishes a deletion.
 */
export type Outcome =
  | 'denied'
  | 'warned'
  | 'audited'
  | 'exempted'
  | 'ignored'
  | 'passed-over'
  | 'mutated'
  | 'unchanged'
  | 'passed'
  | 'no-match'

export interface PolicyRecord {
  /** `ValidatingRule`, …; `PodSecurityConfiguration` for what the labels of the namespace ask for. */
  readonly kind: string
  readonly name: string
  readonly place: RecordPlace | null
  readonly failurePolicy: 'Fail' | 'Ignore' | null
  readonly outcome: Outcome
  /** Why that came of it, in a sentence; null where it passed. */
  readonly why: string | null
  /** Whether its rules can mean a request for such a resource at all. */
  readonly isConsidered: boolean
  /** What kept it away as a whole; what kept one of its bindings away stands there. */
  readonly mismatches: readonly Mismatch[]
  /** What its expressions cost together. */
  readonly cost: number
  /** How long it took, where a clock was given: whole ones. */
  readonly microseconds: number | null
  /** One for each subject, binding and param that it met, of the second round of mutations too. */
  readonly meetings: readonly Meeting[]
}

/** Where something stands in a policy file; lines and columns from 1, null where they are not known. */
export interface RecordPlace extends Pick<PolicyPlace, 'source' | 'path'> {
  readonly line: number | null
  readonly column: number | null
}

/** A constraint that is not met. */
export interface Mismatch {
  /** Whose constraint it is: the policy's, or its binding's. */
  readonly of: 'policy' | 'binding'
  /** `resourceRules[0]`, `objectSelector`, `matchConditions`, `paramRef`, … */
  readonly part: string
  /** The field of the rule, or the requirement of the selector; empty where the part says it all. */
  readonly field: string
  /** What is asked for and what was there, as people write it. */
  readonly wanted: string
  readonly found: string
}

/** A policy, through one of its bindings and with one param, and one thing that it judges. */
export interface Meeting {
  /** 2 where it is run again because another mutation came after it. */
  readonly round: 1 | 2
  readonly subject: RecordedSubject
  readonly binding: RecordedBinding | null
  readonly params: RecordedParams | null
  readonly outcome: Outcome
  readonly why: string | null
  readonly mismatches: readonly Mismatch[]
  readonly matchConditions: readonly ConditionRecord[]
  /** All variables in their order; without a value where nothing read them. */
  readonly variables: readonly VariableRecord[]
  readonly validations: readonly ValidationRecord[]
  readonly podSecurity: PodSecurityRecord | null
  readonly auditAnnotations: readonly AuditAnnotationRecord[]
  readonly mutations: readonly MutationRecord[]
  readonly exemptions: readonly ExemptionRecord[]
  readonly budgets: readonly Budget[]
  /** What it says, as it stands in the decision. */
  readonly findings: readonly Finding[]
}

/** What was judged: the request as it is, converted to the version that the policy names, or a Pod of its template. */
export interface RecordedSubject {
  readonly kind: 'request' | 'other-version' | 'pod-template'
  readonly apiVersion: string
  readonly objectKind: string
  readonly operation: Operation
  /** Where the Pod stands in the request's object; empty otherwise. */
  readonly path: string
}

export interface RecordedBinding {
  readonly kind: string
  readonly name: string
  readonly actions: readonly string[]
  readonly place: RecordPlace | null
}

/** Which params the expressions saw, or which were looked for in vain. */
export interface RecordedParams {
  readonly source: 'inline' | 'object' | 'none-found' | 'none'
  readonly apiVersion: string
  readonly kind: string
  readonly namespace: string
  /** The name of the object, or the one that was looked for; empty where a selector was. */
  readonly name: string
  readonly selector: string
  readonly notFoundAction: 'Allow' | 'Deny' | null
}

/** An expression and what it was. */
export interface ExpressionRecord {
  readonly text: string
  readonly place: RecordPlace | null
  /** As CEL would write it; null for an error, and where it was not evaluated. */
  readonly value: string | null
  readonly error: string | null
  /** In CEL's units, with the variables that it was the first to read; null where it was not evaluated. */
  readonly cost: number | null
  /** Its parts, each before those inside it; nothing where it was not evaluated or does not compile. */
  readonly tree: readonly ValueNode[]
  /** Where it failed: the line of the policy with a caret under the part that decided; null elsewhere. */
  readonly excerpt: string | null
}

export interface ConditionRecord {
  readonly name: string
  readonly expression: ExpressionRecord
}

export interface VariableRecord {
  readonly name: string
  readonly expression: ExpressionRecord
}

export interface ValidationRecord {
  readonly index: number
  readonly name: string | null
  /** `not-evaluated`: the budget or the deadline ended before. */
  readonly verdict: 'holds' | 'fails' | 'error' | 'not-evaluated'
  readonly expression: ExpressionRecord
  /** What is said where it does not hold. */
  readonly message: string | null
  readonly messageExpression: ExpressionRecord | null
  /** What comes of it; nothing where an exemption frees from it or the failure policy is Ignore. */
  readonly effects: readonly Finding['effect'][]
  /** The field that it failed on; empty where it cannot be told. */
  readonly path: string
  /** `NAMESPACE/NAME` of the exemption that frees from it. */
  readonly exemptedBy: string | null
}

/** What a level of the Pod Security Standards says of a Pod. */
export interface PodSecurityRecord {
  readonly level: string
  readonly version: string
  readonly controls: readonly ControlRecord[]
}

export interface ControlRecord {
  readonly control: string
  readonly verdict: 'allows' | 'forbids'
  readonly message: string | null
  readonly path: string
  /** Null where there is no value. */
  readonly found: JsonValue
  readonly allowed: readonly string[]
  readonly suggestion: readonly PatchOperation[]
  readonly effects: readonly Finding['effect'][]
  readonly exemptedBy: string | null
}

export interface AuditAnnotationRecord {
  readonly key: string
  readonly expression: ExpressionRecord
}

export interface MutationRecord {
  readonly index: number
  readonly patchType: 'ApplyConfiguration' | 'JSONPatch'
  readonly verdict: 'changed' | 'unchanged' | 'error' | 'not-evaluated'
  readonly expression: ExpressionRecord
  readonly error: string | null
  readonly changes: readonly FieldChange[]
}

/** A field of the request's object before and after a mutation; null where it was not there, or is no longer. */
export interface FieldChange {
  readonly path: string
  readonly op: 'add' | 'remove' | 'replace'
  readonly before: JsonValue
  readonly after: JsonValue
}

/** An exemption from the policy that was asked. */
export interface ExemptionRecord {
  readonly exemption: string
  readonly place: RecordPlace | null
  /** `frees`: it was made use of; `idle`: it means the object but does not count; `other`: it means others. */
  readonly answer: 'frees' | 'idle' | 'other'
  /** Why it does not free, null where it does. */
  readonly why: string | null
  readonly expires: string
  readonly reason: string
  readonly requestedBy: string | null
}

/** What expressions that share a budget spent of it, in CEL's units. */
export interface Budget {
  readonly of: 'matchConditions' | 'validations' | 'auditAnnotations' | 'mutation'
  readonly spent: number
  readonly limit: number
}
