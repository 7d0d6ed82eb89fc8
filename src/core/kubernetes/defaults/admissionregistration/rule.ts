import { type Defaulter, type Draft, setAbsent } from '../defaulter.ts'

/**
 * A rule is about resources of the cluster and of namespaces alike; Go embeds it in both of these types.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/apis/admissionregistration/v1/defaults.go
 */
export const ruleWithOperations: Defaulter = {
  struct: 'admissionregistration.v1.RuleWithOperations',
  apply: setScope,
}

/** The rule of a policy, which may name objects as well. */
export const namedRuleWithOperations: Defaulter = {
  struct: 'admissionregistration.v1.NamedRuleWithOperations',
  apply: setScope,
}

function setScope(rule: Draft): void {
  setAbsent(rule, 'scope', '*')
}
