import type { Expression } from '../ast.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { charge, type Frame, type Run } from './frame.ts'
import type { Planner } from './planner.ts'

/** A name, or a chain of names that stands for one declared name. */
export function planName(node: Expression, planner: Planner): Run {
  const reference = planner.checked.references.get(node)
  if (reference?.kind === 'local') return planLocal(reference.slot, planner)
  if (reference?.kind !== 'global') throw new Error('a name without a reference was planned')
  const { name, slot } = reference
  return (frame) => {
    const known = frame.globals[slot]
    return known === undefined ? readGlobal(frame, name, slot) : known
  }
}

/** The variable of a macro; one that is bound to a value gets it when it is first read. */
function planLocal(slot: number, planner: Planner): Run {
  const value = planner.bound[slot]
  if (value === undefined) return (frame) => frame.locals[slot] as Value
  if (planner.isTracing) return planTracedLocal(slot)
  return (frame) => {
    const known = frame.locals[slot]
    return known === undefined ? bind(frame, slot, value) : known
  }
}

/** A trace has the value of a name before its body, but counts it where it is read. */
function planTracedLocal(slot: number): Run {
  return (frame) => {
    const cost = frame.withheld[slot] ?? 0
    frame.withheld[slot] = 0
    charge(frame, cost)
    return frame.locals[slot] as Value
  }
}

/** The value knows nothing of the macros around the place where it is read, and may use their slots. */
function bind(frame: Frame, slot: number, value: Run): Value | CelError {
  const inner = frame.locals.slice(slot)
  const bound = value(frame)
  for (let index = 0; index < inner.length; index++) {
    frame.locals[slot + index] = inner[index]
  }
  frame.locals[slot] = bound
  return bound
}

/** Reads a declared name, once in an evaluation; a name that is not bound is an error. */
function readGlobal(frame: Frame, name: string, slot: number): Value | CelError {
  const value = boundValue(frame, name)
  frame.globals[slot] = value
  return value
}

/** The value of a declared name. */
function boundValue({ activation }: Frame, name: string): Value | CelError {
  const bound = activation(name)
  return bound === undefined ? new CelError(`no such attribute(s): ${name}`) : bound
}
