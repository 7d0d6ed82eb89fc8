import type { ComprehensionNode } from '../ast.ts'
import { macroCostOf } from '../cost/macro-cost.ts'
import { CelError } from '../value.ts'
import type { Frame, Run } from './frame.ts'
import { located } from './located.ts'
import { macroBodyOf } from './macro-body.ts'
import { macroLoops } from './macro-loops.ts'
import { elementsOf, turnsOfPairs } from './macro-range.ts'
import { slotOf } from './macro-slots.ts'
import type { Planner } from './planner.ts'

/** `all`, `exists`, `map`, … over a list or a map, with one variable or two. */
export function planComprehension(node: ComprehensionNode, planner: Planner): Run {
  const range = planner.plan(node.range)
  const { predicate, transform } = macroBodyOf(node)
  const makeLoop = macroLoops.get(node.macro)
  if (makeLoop === undefined) throw new Error(`an unknown macro was planned: ${node.macro}`)
  const slot = slotOf(node, planner)
  const outer = planner.bound.slice(slot, slot + 2)
  planner.bound.fill(undefined, slot, slot + 2)
  const isConstant = transform !== undefined && planner.constantOf(transform) !== undefined
  const loop = makeLoop({
    predicate: predicate === undefined ? always : planner.plan(predicate),
    transform: transform === undefined ? undefined : planner.plan(transform),
    slot,
    cost: macroCostOf(node, isConstant),
  })
  for (const [index, value] of outer.entries()) planner.bound[slot + index] = value
  const hasPairs = node.secondVariable !== undefined
  return (frame: Frame) => {
    const value = range(frame)
    if (value instanceof CelError) return value
    if (hasPairs) {
      const turns = turnsOfPairs(value)
      if (turns instanceof CelError) return located(turns, node)
      return located(loop(frame, turns.firsts, turns.seconds), node)
    }
    const elements = elementsOf(value)
    if (elements instanceof CelError) return located(elements, node)
    return located(loop(frame, elements, undefined), node)
  }
}

const always: Run = () => true
