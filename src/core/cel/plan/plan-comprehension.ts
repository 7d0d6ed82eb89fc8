import type { ComprehensionNode, Expression } from '../ast.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { countIteration, type Frame, type Run } from './frame.ts'
import { located } from './located.ts'
import { type Fold, foldOf } from './macro-fold.ts'
import { elementsOf, pairsOf } from './macro-range.ts'
import { slotOf } from './macro-slots.ts'
import type { Planner } from './planner.ts'

/** `all`, `exists`, `map`, … over a list or a map, with one variable or two. */
export function planComprehension(node: ComprehensionNode, planner: Planner): Run {
  const range = planner.plan(node.range)
  const slot = slotOf(node, planner)
  const makeFold = foldOf(node, planner)
  const iterate = node.secondVariable === undefined ? iterateElements : iteratePairs
  return (frame) => {
    const value = range(frame)
    if (value instanceof CelError) return value
    return iterate({ frame, slot, node, fold: makeFold() }, value)
  }
}

interface Iteration {
  readonly frame: Frame
  readonly slot: number
  readonly node: Expression
  readonly fold: Fold
}

function iterateElements({ frame, slot, node, fold }: Iteration, range: Value): Value | CelError {
  const elements = elementsOf(range)
  if (elements instanceof CelError) return located(elements, node)
  const { locals } = frame
  for (let index = 0; index < elements.length; index++) {
    countIteration(frame)
    locals[slot] = elements[index] as Value
    if (fold.step(frame)) break
  }
  return located(fold.result(), node)
}

function iteratePairs({ frame, slot, node, fold }: Iteration, range: Value): Value | CelError {
  const pairs = pairsOf(range)
  if (pairs instanceof CelError) return located(pairs, node)
  for (const [first, second] of pairs) {
    countIteration(frame)
    frame.locals[slot] = first
    frame.locals[slot + 1] = second
    if (fold.step(frame)) break
  }
  return located(fold.result(), node)
}
