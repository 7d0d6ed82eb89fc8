import type { Expression } from '../ast.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'

/** The result; an error that does not know yet where it arose arose at this node. */
export function located(result: Value | CelError, node: Expression): Value | CelError {
  if (!(result instanceof CelError) || result.span !== undefined) return result
  return new CelError(result.message, node.span)
}
