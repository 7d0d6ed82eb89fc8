import type { Defaulter } from '../defaulter.ts'
import { mutatingAdmissionPolicy, validatingAdmissionPolicy } from './admission-policy.ts'
import { matchResources } from './match-resources.ts'
import { namedRuleWithOperations, ruleWithOperations } from './rule.ts'
import { webhookServiceReference } from './service-reference.ts'
import { mutatingWebhook, validatingWebhook } from './webhook.ts'

/** What Kubernetes sets in the types of admissionregistration.k8s.io/v1. */
export const admissionregistrationDefaulters: readonly Defaulter[] = [
  matchResources,
  mutatingAdmissionPolicy,
  mutatingWebhook,
  namedRuleWithOperations,
  ruleWithOperations,
  validatingAdmissionPolicy,
  validatingWebhook,
  webhookServiceReference,
]
