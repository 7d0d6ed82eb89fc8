import { access, accessOptional } from '../access.ts'
import type { CallNode } from '../ast.ts'
import { isList } from '../list-and-map.ts'
import { CelError } from '../value.ts'
import type { Run } from './frame.ts'
import { located } from './located.ts'
import { operandAt } from './operand.ts'
import type { Planner } from './planner.ts'

/** `a[k]` and `a[?k]`. */
export function planAccess(node: CallNode, planner: Planner): Run {
  const operand = operandAt(node, 0, planner)
  const key = operandAt(node, 1, planner)
  const apply = node.function === '_[_]' ? access : accessOptional
  return (frame) => {
    const value = operand(frame)
    if (value instanceof CelError) return value
    const index = key(frame)
    if (index instanceof CelError) return index
    if (typeof index === 'number' && isList(value) && apply === access) {
      const element = value[index]
      if (element !== undefined) return element
    }
    return located(apply(value, index), node)
  }
}
