import type { ComprehensionNode } from '../ast.ts'
import { CelError } from '../value.ts'
import type { Run } from './frame.ts'
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
  const loop = makeLoop({
    predicate: predicate === undefined ? always : planner.plan(predicate),
    transform: transform === undefined ? undefined : planner.plan(transform),
    slot: slotOf(node, planner),
  })
  const hasPairs = node.secondVariable !== undefined
  return (frame) => {
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
