import type { Decision } from '#src/core/admission/decision.ts'
import type { AdmissionRequest, Door, Request } from '#src/core/admission/request.ts'
import { admit } from '#src/core/engine/admit.ts'
import { annotationKey } from '#src/core/engine/annotation-key.ts'
import { noFacts } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { asHeld } from '#src/core/kubernetes/passage.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

/** Policies, what they look at, and a request, as the corpora write them. */
export interface AdmissionCase {
  readonly policies: readonly JsonObject[]
  readonly bindings?: readonly JsonObject[]
  readonly params?: readonly JsonObject[]
  readonly namespaces?: readonly JsonObject[]
  readonly authorizer?: readonly JsonObject[]
  readonly request: Partial<AdmissionRequest>
}

/** One policy's word in the reference. */
interface ReferenceDecision {
  readonly policy?: string
  readonly binding?: string
  readonly index?: number
  readonly action?: string
  readonly message?: string
}

/** What Kubernetes' own code gave. */
export interface Reference {
  readonly allowed?: boolean
  /** Why it gave nothing. */
  readonly error?: string | null
  readonly status?: { readonly message: string; readonly reason: string; readonly code: number }
  readonly warnings?: readonly string[]
  /** By `POLICY/KEY`, and the list of failures under the API server's own key. */
  readonly auditAnnotations?: Readonly<Record<string, string>>
  readonly decisions?: readonly ReferenceDecision[]
  readonly mutated?: boolean
  /** What mutating policies made of the object. */
  readonly object?: JsonObject | null
  /** The status's message, where there is no status. */
  readonly message?: string | null
  readonly compileErrors?: readonly { readonly error: string }[]
}

/** How the object comes to the policies: as it is written, or decoded and defaulted. */
export type InputMode = 'raw' | 'defaulted'

/** The verdict in the form in which both sides are compared: bindings and params have no order in Kubernetes. */
export interface Verdict {
  readonly allowed: boolean
  readonly reason: string | undefined
  readonly code: number | undefined
  /** Policy, binding, index of the validation and message of everything that was not admitted. */
  readonly refusals: readonly string[]
  readonly warnings: readonly string[]
  /** Key and value of each, under the keys that a webhook gives; its own decision's id is left out. */
  readonly annotations: readonly string[]
}

const version = '1.36'

/** What this engine is asked. */
export function asked(given: AdmissionCase, mode: InputMode) {
  const texts = [...given.policies, ...(given.bindings ?? [])]
  const { policies } = loadPolicies([asText(texts)], { kubernetesVersion: version })
  const context = [asText([...(given.namespaces ?? []), ...(given.params ?? [])])]
  const { snapshot } = createSnapshot({ policies, context, kubernetesVersion: version })
  return { snapshot, request: requestOf(given.request, mode, doorOf(given)) }
}

/** What this engine decides. */
export function decide(given: AdmissionCase, mode: InputMode): Decision {
  const { snapshot, request } = asked(given, mode)
  const admission = admit(request, snapshot, noFacts, () => false)
  if (admission.kind !== 'decision') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

function asText(objects: readonly unknown[]) {
  return { name: 'case', text: objects.map((object) => JSON.stringify(object)).join('\n---\n') }
}

function requestOf(given: Partial<AdmissionRequest>, mode: InputMode, door: Door): Request {
  const none = { group: '', version: '', kind: '', resource: '' }
  const { kind = none, resource = none, subResource = '' } = given
  const prepared = (object: JsonObject | null | undefined) =>
    object && mode === 'defaulted'
      ? asHeld(object, builtInKindsOnly, version).object
      : (object ?? null)
  return {
    uid: '12345678',
    requestKind: kind,
    requestResource: resource,
    requestSubResource: subResource,
    name: '',
    namespace: '',
    operation: 'CREATE',
    userInfo: {},
    dryRun: false,
    options: null,
    ...given,
    kind,
    resource,
    subResource,
    object: prepared(given.object),
    oldObject: prepared(given.oldObject),
    door,
    reviewVersion: 'admission.k8s.io/v1',
  }
}

/** This engine's decision in the compared form. */
export function verdictOf(decision: Decision): Verdict {
  const { allowed, status, findings, warnings, auditAnnotations } = decision
  return {
    allowed,
    reason: status?.reason,
    code: status?.code,
    refusals: sortedSet(findings.map(refusal)),
    warnings: sortedSet(warnings),
    annotations: annotationTexts(
      Object.entries(auditAnnotations).filter(([key]) => key !== 'decision-id'),
    ),
  }
}

/** The reference in the compared form. What no validation says (an audit annotation) stands in its message only. */
export function referenceVerdictOf(reference: Reference): Verdict {
  const { allowed = true, status, decisions = [], warnings = [], auditAnnotations = {} } = reference
  const denials = decisions.filter(({ action }) => action === 'deny')
  const said = status === undefined ? undefined : refusalIn(status.message)
  const isKnown = denials.some(({ message }) => message === said?.message)
  return {
    allowed,
    reason: status?.reason,
    code: status?.code,
    refusals: sortedSet(
      [...denials, ...(said === undefined || isKnown ? [] : [said])].map(refusal),
    ),
    // A warning is one line: a header cannot hold more.
    warnings: sortedSet(warnings.map((text) => text.replaceAll('\n', ' '))),
    annotations: annotationTexts(
      Object.entries(auditAnnotations).map(([key, value]) => [webhookKey(key), value]),
    ),
  }
}

function webhookKey(key: string): string {
  const [policy = '', name = ''] = key.split('/')
  return key === failuresKey ? name : annotationKey(policy, name)
}

const failuresKey = 'validation.policy.admission.k8s.io/validation_failure'

function annotationTexts(annotations: readonly (readonly [string, string])[]): readonly string[] {
  return annotations.map(([key, value]) => `${key}: ${value}`).sort()
}

function refusalIn(text: string): ReferenceDecision | undefined {
  const form = /ValidatingAdmissionPolicy '([^']*)' with binding '([^']*)' denied request: (.*)$/s
  const [, policy, binding, message] = form.exec(text) ?? []
  return policy === undefined || binding === undefined || message === undefined
    ? undefined
    : { policy, binding, message }
}

function refusal({ policy, binding, index = 0, message }: Refusal): string {
  return `${policy} ${binding} ${index}: ${message}`
}

interface Refusal {
  readonly policy?: string
  readonly binding?: string
  readonly index?: number | undefined
  readonly message?: string
}

function sortedSet(texts: readonly string[]): readonly string[] {
  return [...new Set(texts)].sort()
}

/** Which door the policies are for. */
export function doorOf({ policies }: AdmissionCase): Door {
  return policies.some(({ kind }) => String(kind).startsWith('Mutating')) ? 'mutate' : 'validate'
}
