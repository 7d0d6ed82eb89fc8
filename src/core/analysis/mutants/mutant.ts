import type { Policy } from '../../policy/model.ts'
import type { Target } from './operator.ts'

/** A policy with one thing changed, which some case should notice. */
export interface Mutant {
  /** Eight digits, the same as long as the policy's name, the part, and the change are. */
  readonly id: string
  /** The name of the operator that made it. */
  readonly operator: string
  readonly policy: Policy
  readonly source: string
  readonly path: string
  readonly line: number | undefined
  readonly column: number | undefined
  /** `a <= b becomes a < b` */
  readonly text: string
  /** The path of the expression that is changed or gone: cases that never evaluate it notice nothing. */
  readonly expression: string | undefined
  readonly changed: Target
}
