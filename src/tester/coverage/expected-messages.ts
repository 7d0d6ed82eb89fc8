import { type Finding, hitMessage, type PolicySet } from '../../core/index.ts'
import type { Expectation } from '../cases/policy-case.ts'
import type { CaseResult } from '../cases/run-cases.ts'

/**
 * Counts which validations' messages a case that passed expects: of a refusal, of a warning, of an audit annotation. A
 * message that nobody expects may say anything.
 */
export function countExpectedMessages(
  { row, actual, differences, seen }: CaseResult,
  { policies }: PolicySet,
): void {
  if (seen === undefined || differences.length > 0) return
  for (const finding of actual.findings) {
    const { index, policy: name, policyKind } = finding
    if (index === undefined || !isExpected(finding, row.expect)) continue
    const found = policies.find(
      ({ policy }) =>
        policy.name === name && policy.kind === policyKind && policy.door === 'validate',
    )
    if (found !== undefined) hitMessage(seen, found.policy, index)
  }
}

function isExpected(finding: Finding, expect: Expectation): boolean {
  if (finding.cause !== 'violation') return false
  switch (finding.effect) {
    case 'deny':
      return isExpectedRefusal(finding, expect)
    case 'warn':
      return (expect.warnings ?? []).some((text) => text.includes(finding.message))
    case 'audit':
      return Object.values(expect.auditAnnotations ?? {}).some((text) =>
        text?.includes(JSON.stringify(finding.message).slice(1, -1)),
      )
  }
}

function isExpectedRefusal(finding: Finding, { message, refusals = [] }: Expectation): boolean {
  if (message !== undefined) return finding.message.includes(message)
  return refusals.some(
    (refusal) =>
      refusal.message !== undefined &&
      finding.message.includes(refusal.message) &&
      (refusal.policy ?? finding.policy) === finding.policy &&
      (refusal.validation ?? finding.validation) === finding.validation,
  )
}
