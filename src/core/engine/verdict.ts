import type { Change, Finding, Skip } from '../admission/decision.ts'

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
}

export function emptyVerdict(): Verdict {
  return { findings: [], skips: [], applied: [], auditAnnotations: [], changes: [] }
}

/** Notes that a policy took part; a name stands once. */
export function noteApplied(verdict: Verdict, policy: string): void {
  if (!verdict.applied.includes(policy)) verdict.applied.push(policy)
}
