import type { Expression } from '../ast.ts'
import type { CostContext } from '../cost/cost-context.ts'
import type { Run } from './frame.ts'

/** What the parts of the planner share. */
export interface Planner extends CostContext {
  /** The node's value; counts all that it costs, and tells it to the observer when tracing. */
  readonly plan: (node: Expression) => Run
  /** Tells the observer what the run gives as the node's value, when tracing. */
  readonly tell: (node: Expression, run: Run) => Run
  /** Whether every node is to be told to the frame's observer. */
  readonly isTracing: boolean
  /** The values of the names that are bound around the node, by slot; undefined for a variable of a loop. */
  readonly bound: (Run | undefined)[]
}
