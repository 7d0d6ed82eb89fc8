import { explain } from './blame/explain.ts'
import { makePlaces } from './blame/places.ts'
import { type Read, withoutRepetition } from './blame/read.ts'
import type { Activation, Control, Program } from './program.ts'
import { recordTrace, type Trace } from './trace.ts'
import type { Value } from './value.ts'

export type { Read } from './blame/read.ts'

/** An evaluation whose result is to be explained. */
export interface Evaluation {
  readonly program: Program
  readonly activation: Activation
  /** Bounds the evaluation that is done once more to see every step. */
  readonly control: Control
  /** The values of declared names that have places of their own: `object`, `oldObject`, `params`, … */
  readonly roots: Readonly<Record<string, Value>>
  /** The programs behind `variables.x`, to find what they read. */
  readonly variablePrograms: ReadonlyMap<string, Program>
}

/** The reads that made the result what it is, those of `object` first and deep ones before shallow ones. */
export function blame(evaluation: Evaluation): readonly Read[] {
  const { program, activation, control, variablePrograms } = evaluation
  const traces = new Map<string, Trace | undefined>()
  const traceVariable = (name: string): Trace | undefined => {
    const variable = variablePrograms.get(name)
    if (variable === undefined || traces.has(name)) return traces.get(name)
    // Set before it is known, so that nothing can go round in circles.
    traces.set(name, undefined)
    traces.set(name, recordTrace(variable, activation, control))
    return traces.get(name)
  }
  const reads = explain(recordTrace(program, activation, control), {
    traceVariable,
    variableReads: new Map(),
    placeOf: makePlaces(evaluation.roots),
    bindings: new Map(),
  })
  return inOrder(withoutRepetition(reads))
}

const rootOrder: readonly string[] = ['object', 'oldObject', 'request', 'params']

function inOrder(reads: readonly Read[]): readonly Read[] {
  return reads.toSorted(
    (left, right) => rankOf(left.root) - rankOf(right.root) || right.path.length - left.path.length,
  )
}

function rankOf(root: string): number {
  const rank = rootOrder.indexOf(root)
  return rank < 0 ? rootOrder.length : rank
}
