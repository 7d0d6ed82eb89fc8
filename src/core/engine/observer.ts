import type { Finding } from '../admission/decision.ts'
import type { MatchAnswer } from '../matching/match-resources.ts'
import type { TwofoldObject } from '../mutation/answer-object.ts'
import type { Unmutated } from '../mutation/mutated.ts'
import type { Response } from '../pod-security-admission/response.ts'
import type { CompiledExemption } from '../policy/compile-exemption.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import type { Grant } from '../policy/exemption-grants.ts'
import type { PolicyOutcome } from '../validation/validate-policy.ts'
import type { Encounter } from './encounter.ts'

/** Who wants to know how a decision comes about; it changes nothing of it. */
export interface Observer {
  readonly observe: (event: EngineEvent) => void
  /** Whether the controls of expressions keep their evaluations. */
  readonly keepsEvaluations: boolean
}

/** What happens while a request is admitted. What follows a `met` is about that encounter. */
export type EngineEvent =
  | {
      readonly kind: 'met'
      readonly compiled: CompiledPolicy
      readonly encounter: Encounter
      readonly round: 'first' | 'again'
    }
  /** What the expressions and the level of a validating policy said. */
  | { readonly kind: 'judged'; readonly outcome: PolicyOutcome }
  /** One thing that a policy says, before exemptions are counted; `freedBy`: it does not count. */
  | {
      readonly kind: 'said'
      readonly findings: readonly Finding[]
      readonly freedBy: Grant | undefined
    }
  /** A mutating policy is left out altogether. */
  | { readonly kind: 'left-out'; readonly freedBy: Grant }
  | {
      readonly kind: 'mutated'
      readonly index: number
      readonly before: TwofoldObject
      readonly outcome: { readonly kind: 'advanced'; readonly object: TwofoldObject } | Unmutated
    }
  /** An exemption from the policy was asked about what it judges. `idleness`: why it frees nobody. */
  | {
      readonly kind: 'exemption'
      readonly exempted: CompiledExemption
      readonly answers: readonly MatchAnswer[]
      readonly idleness: string | undefined
    }
  /** A mutating policy of ours is not asked: a mirror Pod, or a request that only finishes a deletion. */
  | { readonly kind: 'left-alone'; readonly compiled: CompiledPolicy }
  /** What a policy of ours said is not heard: the request only finishes a deletion. */
  | { readonly kind: 'passed-over'; readonly compiled: CompiledPolicy }
  /** What the labels of the namespace ask for. */
  | {
      readonly kind: 'pod-security'
      readonly response: Response
      readonly findings: readonly Finding[]
    }
