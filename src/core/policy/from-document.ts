import { parseLevel, parseVersion } from '../pod-security/level-version.ts'
import type { SourceDocument } from '../source/document.ts'
import type { Path } from '../source/path.ts'
import { parseEnforceFrom } from './enforce-from.ts'
import { exemptibleKinds } from './exemptible-kinds.ts'
import {
  type Binding,
  type ExpressionText,
  isNamespacedKind,
  type Lookup,
  type MutationText,
  type NamedExpression,
  type Place,
  type PodSecurityText,
  type Policy,
  type PolicyKind,
  type ValidationText,
} from './model.ts'
import type {
  BindingDocument,
  LookupDocument,
  NamedText,
  PodSecurityDocument,
  PolicyDocument,
} from './policy-document.ts'

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
      name: name ?? '',
      expression: { text: expression ?? '', place: at(field, index, 'expression') },
    }))
  return {
    kind,
    name: nameOf(kind, metadata),
    namespace: namespaceOf(kind, metadata),
    door: kind.includes('Mutating') ? 'mutate' : 'validate',
    place: { document, path: [] },
    failurePolicy: spec.failurePolicy ?? 'Fail',
    match: spec.matchConstraints ?? {},
    matchConditions: named(spec.matchConditions, 'matchConditions'),
    variables: named(spec.variables, 'variables'),
    paramKind: spec.paramKind ?? undefined,
    hasParams: (spec.paramKind ?? spec.params ?? undefined) !== undefined,
    lookups: lookupsFrom(spec.lookups ?? [], at),
    podSecurity: podSecurityFrom(spec.podSecurity ?? undefined, at('podSecurity')),
    validations: validationsFrom(spec.validations ?? [], at),
    auditAnnotations: (spec.auditAnnotations ?? []).map(({ key, valueExpression }, index) => ({
      key,
      valueExpression: {
        text: valueExpression ?? '',
        place: at('auditAnnotations', index, 'valueExpression'),
      },
    })),
    mutations: mutationsFrom(spec.mutations ?? [], at),
    reinvocationPolicy: spec.reinvocationPolicy ?? 'Never',
    enforceFrom: parseEnforceFrom(spec.enforceFrom ?? ''),
    podTemplates: spec.podTemplates === true,
    exemptible: isExemptible(kind, spec),
  }
}

type Spec = PolicyDocument['spec']

function isExemptible(kind: PolicyKind, { exemptible }: Spec): boolean {
  return exemptibleKinds.includes(kind) && exemptible !== false
}

/** What a policy is called: two kinds of names that cannot be the same, as no name has a slash. */
function nameOf(kind: PolicyKind, metadata: PolicyDocument['metadata']): string {
  const namespace = namespaceOf(kind, metadata)
  return namespace === '' ? metadata.name : `${namespace}/${metadata.name}`
}

function namespaceOf(kind: PolicyKind, { namespace }: PolicyDocument['metadata']): string {
  return isNamespacedKind(kind) ? (namespace ?? '') : ''
}

/** A place in the spec. */
type PlaceAt = (...path: Path) => Place

function validationsFrom(
  written: NonNullable<Spec['validations']>,
  at: PlaceAt,
): readonly ValidationText[] {
  return written.map(({ name, expression, message, messageExpression, reason }, index) => ({
    name: name ?? undefined,
    expression: { text: expression ?? '', place: at('validations', index, 'expression') },
    message: message ?? '',
    messageExpression: optional(messageExpression, at('validations', index, 'messageExpression')),
    reason: reason ?? undefined,
  }))
}

function mutationsFrom(
  written: NonNullable<Spec['mutations']>,
  at: PlaceAt,
): readonly MutationText[] {
  return written.map((mutation, index) => {
    const field = mutation.patchType === 'JSONPatch' ? 'jsonPatch' : 'applyConfiguration'
    const text = mutation[field]?.expression ?? ''
    return {
      patchType: mutation.patchType,
      expression: { text, place: at('mutations', index, field, 'expression') },
    }
  })
}

function lookupsFrom(written: readonly LookupDocument[], at: PlaceAt): readonly Lookup[] {
  return written.map(({ name, group, version, resource, namespace, labelSelector }, index) => ({
    name: name ?? '',
    resource: { group: group ?? '', version: version ?? '', resource: resource ?? '' },
    namespace: optional(namespace, at('lookups', index, 'namespace')),
    labelSelector: labelSelector ?? undefined,
  }))
}

/** What is checked already holds no problem. */
function podSecurityFrom(
  written: PodSecurityDocument | undefined,
  place: Place,
): PodSecurityText | undefined {
  if (written === undefined) return undefined
  const { level } = parseLevel(written.level ?? '')
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
  kind: PolicyKind,
  { metadata, spec }: PolicyDocument,
): Binding {
  const name = nameOf(kind, metadata)
  return {
    kind: 'own',
    name,
    policyName: name,
    place: { document, path: [] },
    match: spec.matchResources ?? undefined,
    paramRef: spec.paramRef ?? undefined,
    params: spec.params ?? undefined,
    validationActions: spec.validationActions ?? ['Deny'],
  }
}
