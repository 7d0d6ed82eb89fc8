import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Expression } from '../ast.ts'
import type { Reference } from '../resolve.ts'
import type { Value } from '../value.ts'
import type { Run } from './frame.ts'

/** What the parts of the planner share. */
export interface Planner {
  readonly kubernetesVersion: KubernetesVersion
  readonly references: ReadonlyMap<Expression, Reference>
  readonly plan: (node: Expression) => Run
  /** Whether every node is to be told to the frame's observer, so that none may be planned away. */
  readonly isTracing: boolean
  /** The value of a literal that may be built into the closure around it; none while tracing, where every node is told. */
  readonly constantOf: (node: Expression) => Value | undefined
}
