import { access, accessOptional, hasField } from '../access.ts'
import type { SelectNode } from '../ast.ts'
import { isPlainMap } from '../list-and-map.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import type { Run } from './frame.ts'
import { located } from './located.ts'
import type { Planner } from './planner.ts'

/** `a.f`, `a.?f` and `has(a.f)`. */
export function planSelect(node: SelectNode, planner: Planner): Run {
  const operand = planner.plan(node.operand)
  const { field } = node
  const slow = node.testOnly ? slowHas(node) : slowSelect(node)
  if (node.optional || Object.hasOwn(Object.prototype, field)) return strict(operand, slow)
  return node.testOnly ? fastHas(operand, field, slow) : fastSelect(operand, field, slow)
}

type OnValue = (operand: Value) => Value | CelError

function slowSelect(node: SelectNode): OnValue {
  const { field } = node
  return node.optional
    ? (operand) => located(accessOptional(operand, field), node)
    : (operand) => located(access(operand, field), node)
}

function slowHas(node: SelectNode): OnValue {
  return (operand) => located(hasField(operand, node.field), node)
}

function strict(operand: Run, apply: OnValue): Run {
  return (frame) => {
    const value = operand(frame)
    return value instanceof CelError ? value : apply(value)
  }
}

/** A plain object has no inherited property of this name, so reading it is enough and three times as fast as asking first. */
function fastSelect(operand: Run, field: string, slow: OnValue): Run {
  return (frame) => {
    const value = operand(frame)
    if (isPlainMap(value)) {
      const found = value[field]
      if (found !== undefined) return found
    }
    return value instanceof CelError ? value : slow(value)
  }
}

function fastHas(operand: Run, field: string, slow: OnValue): Run {
  return (frame) => {
    const value = operand(frame)
    if (isPlainMap(value)) return value[field] !== undefined
    return value instanceof CelError ? value : slow(value)
  }
}
