import type { LabelSelector } from '../kubernetes/label-selector.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type {
  FailurePolicy,
  MatchResources,
  ParamKind,
  ParamRef,
  ValidationAction,
} from './model.ts'

/** A name and its expression. */
export interface NamedText {
  readonly name?: string | null
  readonly expression?: string
}

/** An item of `lookups`; of one that is refused anything may be missing. */
export interface LookupDocument {
  readonly name?: string | null
  readonly group?: string | null
  readonly version?: string | null
  readonly resource?: string | null
  readonly namespace?: string | null
  readonly labelSelector?: LabelSelector | null
}

/** The field `podSecurity`. */
export interface PodSecurityDocument {
  readonly level?: string
  readonly version?: string | null
  readonly exclude?:
    | readonly {
        readonly control: string
        readonly images?: readonly string[]
        readonly containers?: readonly string[]
        readonly values?: readonly JsonValue[]
      }[]
    | null
}

/** A policy document whose fields have the right types; absent fields may also be null. */
export interface PolicyDocument {
  readonly metadata: { readonly name: string; readonly namespace?: string | null }
  readonly spec: {
    readonly matchConstraints?: MatchResources | null
    readonly matchConditions?: readonly NamedText[] | null
    readonly variables?: readonly NamedText[] | null
    readonly failurePolicy?: FailurePolicy | null
    readonly paramKind?: ParamKind | null
    readonly validations?:
      | readonly {
          readonly name?: string | null
          readonly expression?: string
          readonly message?: string | null
          readonly messageExpression?: string | null
          readonly reason?: string | null
        }[]
      | null
    readonly auditAnnotations?:
      | readonly { readonly key: string; readonly valueExpression?: string }[]
      | null
    readonly mutations?:
      | readonly {
          readonly patchType: 'ApplyConfiguration' | 'JSONPatch'
          readonly applyConfiguration?: { readonly expression?: string } | null
          readonly jsonPatch?: { readonly expression?: string } | null
        }[]
      | null
    readonly reinvocationPolicy?: 'Never' | 'IfNeeded' | null
    readonly podTemplates?: boolean | null
    readonly exemptible?: boolean | null
    readonly enforceFrom?: string | null
    readonly lookups?: readonly LookupDocument[] | null
    readonly podSecurity?: PodSecurityDocument | null
    readonly matchResources?: MatchResources | null
    readonly paramRef?: ParamRef | null
    readonly params?: JsonObject | null
    readonly validationActions?: readonly ValidationAction[] | null
  }
}

/** A binding document whose shape has been checked. */
export interface BindingDocument {
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly policyName: string
    readonly paramRef?: ParamRef | null
    readonly matchResources?: MatchResources | null
    readonly validationActions?: readonly ValidationAction[] | null
  }
}
