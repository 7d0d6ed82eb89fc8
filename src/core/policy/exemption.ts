import type { SourceDocument } from '../source/document.ts'
import { endOf } from './expiry.ts'
import type { MatchResources, NamedExpression, Place } from './model.ts'
import type { Moment } from './moment.ts'

/** Which policies, or which parts of them, an exemption frees from. */
export interface ExemptedPolicies {
  /** Every kind of ours where it is undefined. */
  readonly kind: string | undefined
  /** A glob. */
  readonly namespace: string | undefined
  /** A glob. */
  readonly name: string
  readonly validations: readonly string[] | undefined
  readonly controls: readonly string[] | undefined
}

/** Objects by kind and name; `kinds` as `Deployment` or `Deployment.apps`, all where it is undefined; `names` are globs. */
export interface ExemptedObjects {
  readonly kinds: readonly string[] | undefined
  readonly names: readonly string[]
}

/** A PolicyExemption as it was read: which objects are free from which policies, until when and why. */
export interface Exemption {
  readonly namespace: string
  readonly name: string
  readonly place: Place
  readonly policies: readonly ExemptedPolicies[]
  /** Globs. */
  readonly namespaces: readonly string[] | undefined
  readonly objects: readonly ExemptedObjects[] | undefined
  readonly match: MatchResources | undefined
  readonly matchConditions: readonly NamedExpression[]
  /** As it was written. */
  readonly expires: string
  /** From then on it frees nothing. */
  readonly end: Moment
  readonly reason: string
  readonly requestedBy: string | undefined
}

/** A PolicyExemption whose shape has been checked; absent fields may also be null. */
export interface ExemptionDocument {
  readonly metadata: { readonly name: string; readonly namespace: string }
  readonly spec: {
    readonly policies: readonly {
      readonly kind?: string | null
      readonly namespace?: string | null
      readonly name: string
      readonly validations?: readonly string[] | null
      readonly controls?: readonly string[] | null
    }[]
    readonly namespaces?: readonly string[] | null
    readonly objects?:
      | readonly { readonly kinds?: readonly string[] | null; readonly names: readonly string[] }[]
      | null
    readonly matchResources?: MatchResources | null
    readonly matchConditions?:
      | readonly { readonly name: string; readonly expression: string }[]
      | null
    readonly expires: string
    readonly reason: string
    readonly requestedBy?: string | null
  }
}

/** A checked document as an exemption. */
export function exemptionFrom(document: SourceDocument, value: ExemptionDocument): Exemption {
  const { metadata, spec } = value
  return {
    namespace: metadata.namespace,
    name: metadata.name,
    place: { document, path: [] },
    policies: spec.policies.map(({ kind, namespace: within, name, validations, controls }) => ({
      kind: kind ?? undefined,
      namespace: within ?? undefined,
      name,
      validations: validations ?? undefined,
      controls: controls ?? undefined,
    })),
    namespaces: spec.namespaces ?? undefined,
    objects: spec.objects?.map(({ kinds, names }) => ({ kinds: kinds ?? undefined, names })),
    match: spec.matchResources ?? undefined,
    matchConditions: (spec.matchConditions ?? []).map(({ name, expression }, index) => ({
      name,
      expression: {
        text: expression,
        place: { document, path: ['spec', 'matchConditions', index, 'expression'] },
      },
    })),
    expires: spec.expires,
    end: endOf(spec.expires) ?? { seconds: Number.NEGATIVE_INFINITY, nanos: 0 },
    reason: spec.reason,
    requestedBy: spec.requestedBy ?? undefined,
  }
}

/** `NAMESPACE/NAME`, as people name an exemption. */
export function titleOf({ namespace, name }: Exemption): string {
  return `${namespace}/${name}`
}
