import type { JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Range } from '../source/problem.ts'
import type { PatchOperation } from './patch-operation.ts'

/** What the API server is told of a refusal (`metav1.Status`). */
export interface Status {
  readonly message: string
  readonly reason: string
  readonly code: number
}

/** Where something stands in the files that policies were read from. */
export interface PolicyPlace {
  readonly source: string
  readonly path: string
  readonly range?: Range
}

/** What a control of the Pod Security Standards says of a Pod, or of the Pod that a workload describes. */
export interface ControlFinding {
  /** Level and version that the policy states. */
  readonly level: string
  readonly version: string
  /** The id that Kubernetes gives the control. */
  readonly control: string
  /** The value at the finding's path; undefined where the field is absent. */
  readonly found: JsonValue | undefined
  /** What may stand at the finding's path: JSON texts, `undefined` for absence, `*` for any text, or words. */
  readonly allowed: readonly string[]
  /** A JSON Patch of the request's object after which the control says nothing; of a thousand violations at most. */
  readonly suggestion: readonly PatchOperation[]
}

/** A part of an expression as it is written, and its value as CEL writes it, both cut where they are long. */
export interface ExpressionPart {
  readonly text: string
  readonly value: string
}

/** One thing that a policy said of a request. */
export interface Finding {
  /** `ValidatingRule`, `NamespacedMutatingRule`, `PodSecurityConfiguration`, …: the kind of document that speaks. */
  readonly policyKind: string
  readonly policy: string
  /** The binding's name; the policy's own for documents that bind themselves. */
  readonly binding: string
  /** Index of the validation or mutation, or undefined when another part speaks, or the whole policy (a broken one, a match condition). */
  readonly index: number | undefined
  /** The name of that validation, where it has one. */
  readonly validation: string | undefined
  readonly effect: 'deny' | 'warn' | 'audit'
  /** `violation`: the expression or the control said no; `error`: it could not be evaluated and the failure policy decided. */
  readonly cause: 'violation' | 'error'
  readonly message: string
  readonly reason: string
  readonly code: number
  readonly expression: string | undefined
  /** The field of the request's object that the expression failed on, where it can be told; of a control, the first one. */
  readonly path: Path | undefined
  readonly podSecurity?: ControlFinding
  /** The parts of the expression that explain it, where they were asked for. */
  readonly parts?: readonly ExpressionPart[]
  /** An exemption that would have freed from it, and why it does not: `exemption ns/name expired 2026-12-31`. */
  readonly exemptionNote?: string
  /** The date from which on this will refuse, where it only warns until then; as the rule has it. */
  readonly enforceFrom?: string
  /** What the user is told instead of the message: findings that are told together share it. */
  readonly told?: string
  readonly policyPlace: PolicyPlace | undefined
}

/** Something that a policy would have said or done, had an exemption not freed from it. */
export interface ExemptionUse {
  /** `NAMESPACE/NAME`. */
  readonly exemption: string
  readonly policyKind: string
  readonly policy: string
  /** Index and name of the validation, where it is about one. */
  readonly index: number | undefined
  readonly validation: string | undefined
  /** The Pod Security control, where it is about one. */
  readonly control: string | undefined
  /** What would have been said; of mutations, that they are left out. */
  readonly message: string
  /** As the exemption has them. */
  readonly expires: string
  readonly reason: string
  readonly requestedBy: string | undefined
}

/** A policy that looked at a request and left it, and why. */
export interface Skip {
  readonly policy: string
  readonly binding: string
  readonly why: string
  /** The apiVersion in which the policy wants the object, and into which only a cluster converts it. */
  readonly unconverted?: string
}

/** A mutation that took part, and which fields it set. */
export interface Change {
  readonly policy: string
  readonly binding: string
  readonly paths: readonly Path[]
  /** What it changed in the object as it was written until then, without what API servers make of that. */
  readonly patch: readonly PatchOperation[]
}

export interface Decision {
  readonly allowed: boolean
  /** Whether nothing is to be said: no change, no finding, no warning, no annotation. */
  readonly isPlainAllow: boolean
  /** The first eight characters of the request's uid. */
  readonly id: string
  readonly status: Status | undefined
  /** Deduplicated, in the order of the policies. */
  readonly warnings: readonly string[]
  readonly auditAnnotations: Readonly<Record<string, string>>
  /** Empty where nothing changes. */
  readonly patch: readonly PatchOperation[]
  readonly findings: readonly Finding[]
  readonly skips: readonly Skip[]
  readonly changes: readonly Change[]
  /** Every use that was made of an exemption. */
  readonly exemptions: readonly ExemptionUse[]
  /** Names of the policies that judged or changed the request. */
  readonly applied: readonly string[]
}
