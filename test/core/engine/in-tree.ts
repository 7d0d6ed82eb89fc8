import type { Decision } from '#src/core/admission/decision.ts'
import type { Request } from '#src/core/admission/request.ts'
import { type Journey, requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import type { Answer } from '#src/core/engine/facts.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot, type Snapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

/** ValidatingAdmissionPolicies with their bindings, and what the cluster holds. */
export interface Cluster {
  readonly policies: readonly InTreePolicy[]
  readonly context?: readonly JsonObject[]
}

/** A policy that means all Pods and ConfigMaps unless its spec says otherwise, and denies by one binding `b`. */
export interface InTreePolicy {
  readonly name?: string
  readonly kind?: string
  readonly spec: JsonObject
  readonly bindings?: readonly InTreeBinding[]
}

interface InTreeBinding {
  readonly name: string
  readonly spec?: JsonObject
}

export const pod: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', namespace: 'shop', labels: { app: 'x' } },
  spec: {},
}

export const shop: JsonObject = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { team: 'a' } },
}

const everything = {
  resourceRules: [{ apiGroups: ['*'], apiVersions: ['*'], operations: ['*'], resources: ['*/*'] }],
}

/** The snapshot of the cluster; a policy or binding that is refused is a mistake of the row. */
export function snapshotOf({ policies: given, context = [shop] }: Cluster): Snapshot {
  const text = given.flatMap(documentsOf).map((document) => JSON.stringify(document))
  const { policies, problems } = loadPolicies([{ name: 'p', text: text.join('\n---\n') }], {
    kubernetesVersion: '1.37',
  })
  const refused = problems.filter(
    ({ code, severity }) => severity === 'error' && code !== 'expression',
  )
  if (refused.length > 0) throw new Error(JSON.stringify(refused))
  const texts = context.map((object, index) => ({
    name: `c${index}`,
    text: JSON.stringify(object),
  }))
  return createSnapshot({ policies, context: texts }).snapshot
}

function documentsOf({ name = 'p', kind, spec, bindings = [{ name: 'b' }] }: InTreePolicy) {
  const apiVersion = 'admissionregistration.k8s.io/v1'
  const type = kind ?? 'ValidatingAdmissionPolicy'
  return [
    {
      apiVersion,
      kind: type,
      metadata: { name },
      spec: { matchConstraints: everything, ...spec },
    },
    ...bindings.map((binding) => ({
      apiVersion,
      kind: `${type}Binding`,
      metadata: { name: binding.name },
      spec: { policyName: name, validationActions: ['Deny'], ...binding.spec },
    })),
  ]
}

/** What the cluster decides of an object on its way, with the answers to what it asks. */
export function decideInTree(
  cluster: Cluster,
  object: JsonObject = pod,
  { request = {}, answers = {}, ...journey }: Given = {},
): Decision {
  const asked = {
    ...requestFor(object, { door: 'validate', uid: '12345678', ...journey }),
    ...request,
  }
  const facts = { time: '', answers: new Map(Object.entries(answers)) }
  const admission = admit(asked, snapshotOf(cluster), facts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

interface Given extends Partial<Journey> {
  readonly request?: Partial<Request>
  readonly answers?: Readonly<Record<string, Answer>>
}

/** The message of a denial without the decision's id. */
export function denialOf({ status }: Decision): string | undefined {
  return status?.message.replace(/ \(decision \w+\)$/, '')
}
