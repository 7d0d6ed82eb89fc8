import { required } from '../../kubernetes/custom/field-error.ts'
import type { SourceDocument } from '../../source/document.ts'
import type { Problem } from '../../source/problem.ts'
import { nameProblems, subdomain } from './names.ts'
import { oneOf } from './one-of.ts'
import { refused } from './refused.ts'
import { fieldAt, rootOf, textAt } from './spot.ts'

export function failurePolicyRule(document: SourceDocument): readonly Problem[] {
  return oneOf(fieldAt(rootOf(document), 'spec', 'failurePolicy'), ['Fail', 'Ignore'])
}

export function reinvocationPolicyRule(document: SourceDocument): readonly Problem[] {
  return oneOf(fieldAt(rootOf(document), 'spec', 'reinvocationPolicy'), ['IfNeeded', 'Never'])
}

/** Kubernetes has no default for it. */
export function statedReinvocationRule(document: SourceDocument): readonly Problem[] {
  const reinvocation = fieldAt(rootOf(document), 'spec', 'reinvocationPolicy')
  if (textAt(reinvocation) !== '') return reinvocationPolicyRule(document)
  return [refused(document, required(reinvocation.path), { remedy: 'say Never or IfNeeded' })]
}

/** Which policy a binding is of. */
export function policyNameRule(document: SourceDocument): readonly Problem[] {
  const name = fieldAt(rootOf(document), 'spec', 'policyName')
  if (textAt(name) !== '') return nameProblems(name, subdomain)
  return [refused(document, required(name.path), { remedy: 'name the policy' })]
}
