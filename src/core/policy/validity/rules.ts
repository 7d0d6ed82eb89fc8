import { enforceFromProblems } from '../enforce-from-problems.ts'
import { exemptionProblems } from '../exemption-problems.ts'
import { lookupProblems } from '../lookup-problems.ts'
import { namespaceProblems } from '../namespace-problems.ts'
import { podSecurityProblems } from '../pod-security-problems.ts'
import { auditAnnotationsRule } from './audit-annotations-rule.ts'
import {
  failurePolicyRule,
  policyNameRule,
  reinvocationPolicyRule,
  statedReinvocationRule,
} from './choices.ts'
import { matchConditionsRule } from './match-conditions-rule.ts'
import {
  matchConstraintsRule,
  matchResourcesRule,
  mutatedOperationsRule,
} from './match-resources-rules.ts'
import { metadataRule } from './metadata-rule.ts'
import { mutationsRule } from './mutations-rule.ts'
import { paramKindRule } from './param-kind-rule.ts'
import { paramRefRule } from './param-ref-rule.ts'
import type { Rule } from './refused.ts'
import { saysSomethingRule } from './says-something-rule.ts'
import { someActionRule, validationActionsRule } from './validation-actions-rule.ts'
import { validationNamesRule } from './validation-names-rule.ts'
import { validationsRule } from './validations-rule.ts'
import { shadowedVariablesRule, uniqueVariablesRule, variablesRule } from './variables-rule.ts'

const reasons = ['Forbidden', 'Invalid', 'RequestEntityTooLarge']

/** Of every policy. */
const policy: readonly Rule[] = [
  metadataRule,
  failurePolicyRule,
  paramKindRule,
  matchConstraintsRule,
  matchConditionsRule,
  variablesRule,
]

const binding: readonly Rule[] = [metadataRule, policyNameRule, paramRefRule, matchResourcesRule]

/** Of our kinds, which bind themselves. */
const own: readonly Rule[] = [
  ...policy,
  uniqueVariablesRule,
  paramRefRule,
  matchResourcesRule,
  namespaceProblems,
  lookupProblems,
]

const validatingRule: readonly Rule[] = [
  ...own,
  saysSomethingRule({ or: ['podSecurity'] }),
  validationsRule([...reasons, 'Unauthorized']),
  validationNamesRule,
  auditAnnotationsRule,
  validationActionsRule,
  enforceFromProblems,
  podSecurityProblems,
]

const mutatingRule: readonly Rule[] = [
  ...own,
  mutatedOperationsRule('matchConstraints'),
  mutatedOperationsRule('matchResources'),
  mutationsRule,
  reinvocationPolicyRule,
]

/**
 * What must hold of a document beyond the types of its fields, by its kind: what the API server's validation asks, in its
 * order and its words, and the rules of our own fields.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/validation/validation.go
 */
export const rulesOfKind: ReadonlyMap<string, readonly Rule[]> = new Map([
  [
    'ValidatingAdmissionPolicy',
    [
      ...policy,
      shadowedVariablesRule,
      saysSomethingRule({ or: [] }),
      validationsRule(reasons),
      auditAnnotationsRule,
    ],
  ],
  ['ValidatingAdmissionPolicyBinding', [...binding, validationActionsRule, someActionRule]],
  [
    'MutatingAdmissionPolicy',
    [
      ...policy,
      shadowedVariablesRule,
      mutatedOperationsRule('matchConstraints'),
      mutationsRule,
      statedReinvocationRule,
    ],
  ],
  ['MutatingAdmissionPolicyBinding', [...binding, mutatedOperationsRule('matchResources')]],
  ['ValidatingRule', validatingRule],
  ['MutatingRule', mutatingRule],
  ['NamespacedValidatingRule', validatingRule],
  ['NamespacedMutatingRule', mutatingRule],
  ['PolicyExemption', [metadataRule, matchResourcesRule, matchConditionsRule, exemptionProblems]],
])
