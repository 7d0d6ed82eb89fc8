import type { CallNode } from '../ast.ts'
import { isList } from '../list-and-map.ts'
import type { Value } from '../value.ts'
import { Double } from '../values/double.ts'
import { Uint } from '../values/uint.ts'
import type { CostContext } from './cost-context.ts'

/**
 * The list in `x in [a, b]` when all of its elements are constant bools, numbers and strings: cel-go makes a set of it,
 * which costs nothing.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/decorators.go (maybeOptimizeSetMembership)
 */
export function membersOf(
  node: CallNode,
  { checked, constantOf }: Pick<CostContext, 'checked' | 'constantOf'>,
): readonly Value[] | undefined {
  const reference = checked.references.get(node)
  const [, right] = node.arguments
  if (reference?.kind !== 'operator' || right === undefined) return undefined
  if (reference.overloads.length !== 1 || reference.overloads[0] !== 'in_list') return undefined
  const list = constantOf(right)
  return isList(list) && list.every(isSimple) ? list : undefined
}

function isSimple(value: Value): boolean {
  if (typeof value === 'object') return value instanceof Uint || value instanceof Double
  return true
}
