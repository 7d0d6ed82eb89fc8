import type { JsonObject } from '../../source/json-value.ts'
import type { Shape } from '../shape.ts'
import { exemptionStatus, ruleStatus } from '../shapes/status.ts'

/** A kind of ours that lives in clusters. */
export interface OwnKind {
  readonly kind: string
  readonly plural: string
  /**
   * None that others have: Kyverno has cpol, pol, vpol, mpol, polex and their like, Kubewarden ap, cap, apg, capg and ps.
   * https://kyverno.io/docs/policy-types/ https://docs.kubewarden.io/reference/CRDs
   */
  readonly shortName: string
  readonly namespaced: boolean
  readonly description: string
  readonly status: Shape
  readonly columns: readonly JsonObject[]
}

const ready = column('Ready', 'string', '.status.conditions[?(@.type=="Ready")].status')
const reason = column('Status', 'string', '.status.conditions[?(@.type=="Ready")].reason')
const actions = column('Actions', 'string', '.status.actions')
const failurePolicy = column('Failure Policy', 'string', '.status.failurePolicy')
const matching = column('Matching', 'integer', '.status.matching')
const warnings = {
  ...column('Warnings', 'integer', '.status.warnings'),
  priority: 1,
}
const age = column('Age', 'date', '.metadata.creationTimestamp')

const ofValidating = [ready, reason, actions, failurePolicy, matching, warnings, age]
const ofMutating = [ready, reason, failurePolicy, matching, warnings, age]

/** Every kind of ours that a cluster holds; cases stand in files only. */
export const ownKinds: readonly OwnKind[] = [
  {
    kind: 'ValidatingRule',
    plural: 'validatingrules',
    shortName: 'vrule',
    namespaced: false,
    description: 'What objects of the whole cluster must fulfil: a policy and its binding in one.',
    status: ruleStatus,
    columns: ofValidating,
  },
  {
    kind: 'MutatingRule',
    plural: 'mutatingrules',
    shortName: 'mrule',
    namespaced: false,
    description: 'What is changed in objects of the whole cluster before they are stored.',
    status: ruleStatus,
    columns: ofMutating,
  },
  {
    kind: 'NamespacedValidatingRule',
    plural: 'namespacedvalidatingrules',
    shortName: 'nvrule',
    namespaced: true,
    description: 'What objects of its own namespace must fulfil.',
    status: ruleStatus,
    columns: ofValidating,
  },
  {
    kind: 'NamespacedMutatingRule',
    plural: 'namespacedmutatingrules',
    shortName: 'nmrule',
    namespaced: true,
    description: 'What is changed in objects of its own namespace before they are stored.',
    status: ruleStatus,
    columns: ofMutating,
  },
  {
    kind: 'PolicyExemption',
    plural: 'policyexemptions',
    shortName: 'pexempt',
    namespaced: true,
    description:
      'Frees objects from policies until a date. It counts from the namespaces alone that the operator names.',
    status: exemptionStatus,
    columns: [
      ready,
      reason,
      column('Expires', 'string', '.spec.expires'),
      { ...column('Reason', 'string', '.spec.reason'), priority: 1 },
      { ...column('Requested By', 'string', '.spec.requestedBy'), priority: 1 },
      warnings,
      age,
    ],
  },
]

function column(name: string, type: string, jsonPath: string): JsonObject {
  return { name, type, jsonPath }
}
