import type { KubernetesVersion } from '../../kubernetes/version.ts'
import type { Expression } from '../ast.ts'
import type { Checked } from '../check/checked.ts'
import type { CelError, Value } from '../value.ts'

/** The value of a node that cel-go knows when it makes a program; undefined where it is computed in every evaluation. */
export type ConstantOf = (node: Expression) => Value | CelError | undefined

/** What decides the cost of an expression. */
export interface CostContext {
  readonly kubernetesVersion: KubernetesVersion
  readonly checked: Checked
  readonly constantOf: ConstantOf
}
