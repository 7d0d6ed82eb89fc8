import type { JsonValue, Path } from '../../core/index.ts'
import type { PolicyCase } from './policy-case.ts'
import type { CaseOutcome } from './run-case.ts'

/** One thing in which a case came out otherwise than it expects. */
export interface Difference {
  readonly code:
    | 'not-judged'
    | 'verdict'
    | 'not-matched'
    | 'matched'
    | 'exempted'
    | 'refusal'
    | 'ignored-error'
    | 'warnings'
    | 'audit-annotations'
    | 'change'
    | 'value'
  /** A sentence. */
  readonly message: string
  /** The expectation that does not hold, below the case. */
  readonly path: Path
  /** Undefined where the message says it all. */
  readonly expected?: JsonValue | undefined
  readonly actual?: JsonValue | undefined
}

/** A case, the policies that it means, and what came of it. */
export interface Trial {
  readonly row: PolicyCase
  /** Names; any of them may be what the case shows. */
  readonly meant: readonly string[]
  readonly actual: CaseOutcome
}
