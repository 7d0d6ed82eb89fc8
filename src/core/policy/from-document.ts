import { parseLevel, parseVersion } from '../pod-security/level-version.ts'
import type { SourceDocument } from '../source/document.ts'
import type { JsonObject, JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type {
  Binding,
  ExpressionText,
  FailurePolicy,
  MatchResources,
  NamedExpression,
  ParamKind,
  ParamRef,
  Place,
  PodSecurityText,
  Policy,
  PolicyKind,
  ValidationAction,
} from './model.ts'

interface NamedText {
  readonly name: string
  readonly expression: string
}

interface PodSecurityDocument {
  readonly level: string
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

/** A policy document whose shape has been checked; absent fields may also be null. */
export interface PolicyDocument {
  readonly metadata: { readonly name: string }
  readonly spec: {
    readonly matchConstraints?: MatchResources | null
    readonly matchConditions?: readonly NamedText[] | null
    readonly variables?: readonly NamedText[] | null
    readonly failurePolicy?: FailurePolicy | null
    readonly paramKind?: ParamKind | null
    readonly validations?:
      | readonly {
          readonly expression: string
          readonly message?: string | null
          readonly messageExpression?: string | null
          readonly reason?: string | null
        }[]
      | null
    readonly auditAnnotations?:
      | readonly { readonly key: string; readonly valueExpression: string }[]
      | null
    readonly mutations?:
      | readonly {
          readonly patchType: 'ApplyConfiguration' | 'JSONPatch'
          readonly applyConfiguration?: { readonly expression: string } | null
          readonly jsonPatch?: { readonly expression: string } | null
        }[]
      | null
    readonly reinvocationPolicy?: 'Never' | 'IfNeeded' | null
    readonly podTemplates?: boolean | null
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

/** A checked policy document as the one model of a policy; the API server's defaults are filled in. */
export function policyFrom(
  document: SourceDocument,
  kind: PolicyKind,
  value: PolicyDocument,
): Policy {
  const { metadata, spec } = value
  const at = (...path: Path) => ({ document, path: ['spec', ...path] })
  const named = (list: readonly NamedText[] | null | undefined, field: string): NamedExpression[] =>
    (list ?? []).map(({ name, expression }, index) => ({
      name,
      expression: { text: expression, place: at(field, index, 'expression') },
    }))
  return {
    kind,
    name: metadata.name,
    door: kind.startsWith('Mutating') ? 'mutate' : 'validate',
    place: { document, path: [] },
    failurePolicy: spec.failurePolicy ?? 'Fail',
    match: spec.matchConstraints ?? {},
    matchConditions: named(spec.matchConditions, 'matchConditions'),
    variables: named(spec.variables, 'variables'),
    paramKind: spec.paramKind ?? undefined,
    hasParams: (spec.paramKind ?? spec.params ?? undefined) !== undefined,
    podSecurity: podSecurityFrom(spec.podSecurity ?? undefined, at('podSecurity')),
    validations: (spec.validations ?? []).map((validation, index) => ({
      expression: { text: validation.expression, place: at('validations', index, 'expression') },
      message: validation.message ?? '',
      messageExpression: optional(
        validation.messageExpression,
        at('validations', index, 'messageExpression'),
      ),
      reason: validation.reason ?? undefined,
    })),
    auditAnnotations: (spec.auditAnnotations ?? []).map(({ key, valueExpression }, index) => ({
      key,
      valueExpression: {
        text: valueExpression,
        place: at('auditAnnotations', index, 'valueExpression'),
      },
    })),
    mutations: (spec.mutations ?? []).map((mutation, index) => {
      const field = mutation.patchType === 'JSONPatch' ? 'jsonPatch' : 'applyConfiguration'
      const text = mutation[field]?.expression ?? ''
      return {
        patchType: mutation.patchType,
        expression: { text, place: at('mutations', index, field, 'expression') },
      }
    }),
    reinvocationPolicy: spec.reinvocationPolicy ?? 'Never',
    podTemplates: spec.podTemplates ?? false,
  }
}

/** What is checked already holds no problem. */
function podSecurityFrom(
  written: PodSecurityDocument | undefined,
  place: Place,
): PodSecurityText | undefined {
  if (written === undefined) return undefined
  const { level } = parseLevel(written.level)
  const { version } = parseVersion(written.version ?? 'latest')
  return {
    standard: { level, version },
    exclude: (written.exclude ?? []).map(({ control, images, containers, values }) => ({
      control,
      images,
      containers,
      values,
    })),
    place,
  }
}

function optional(
  text: string | null | undefined,
  place: ExpressionText['place'],
): ExpressionText | undefined {
  return text === null || text === undefined || text === '' ? undefined : { text, place }
}

/** A checked binding document as a binding. */
export function bindingFrom(
  document: SourceDocument,
  kind: Exclude<Binding['kind'], 'own'>,
  { metadata, spec }: BindingDocument,
): Binding {
  return {
    kind,
    name: metadata.name,
    policyName: spec.policyName,
    place: { document, path: [] },
    match: spec.matchResources ?? undefined,
    paramRef: spec.paramRef ?? undefined,
    params: undefined,
    validationActions: spec.validationActions ?? [],
  }
}

/** The binding that one of our documents is to itself: it denies unless it says otherwise. */
export function ownBindingFrom(
  document: SourceDocument,
  { metadata, spec }: PolicyDocument,
): Binding {
  return {
    kind: 'own',
    name: metadata.name,
    policyName: metadata.name,
    place: { document, path: [] },
    match: spec.matchResources ?? undefined,
    paramRef: spec.paramRef ?? undefined,
    params: spec.params ?? undefined,
    validationActions: spec.validationActions ?? ['Deny'],
  }
}
