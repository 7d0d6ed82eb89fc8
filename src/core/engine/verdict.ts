import type { Change, ExemptionUse, Finding, Skip } from '../admission/decision.ts'

/** What the policies of a door said of a request, in their order; filled in place while they are asked. */
export interface Verdict {
  readonly findings: Finding[]
  readonly skips: Skip[]
  /** Names of the policies that judged or changed the request. */
  readonly applied: string[]
  readonly auditAnnotations: {
    readonly policy: string
    readonly key: string
    readonly value: string
  }[]
  readonly changes: Change[]
  readonly exemptions: ExemptionUse[]
}

export function emptyVerdict(): Verdict {
  return {
    findings: [],
    skips: [],
    applied: [],
    auditAnnotations: [],
    changes: [],
    exemptions: [],
  }
}

/** Notes that a policy took part; a name stands once. */
export function noteApplied(verdict: Verdict, policy: string): void {
  if (!verdict.applied.includes(policy)) verdict.applied.push(policy)
}

/** Notes that an exemption was made use of; the same use stands once, however many bindings and params it concerns. */
export function noteExemption({ exemptions }: Verdict, use: ExemptionUse): void {
  const isSame = (other: ExemptionUse) =>
    other.exemption === use.exemption &&
    other.policyKind === use.policyKind &&
    other.policy === use.policy &&
    other.index === use.index &&
    other.control === use.control &&
    other.message === use.message
  if (!exemptions.some(isSame)) exemptions.push(use)
}
