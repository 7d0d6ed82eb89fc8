import type { Expression, IdentifierNode } from '../ast.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { TypeValue } from '../values/type-value.ts'
import type { Frame, Run } from './frame.ts'
import type { Planner } from './planner.ts'

export function planIdentifier(node: IdentifierNode, planner: Planner): Run {
  return planReference(node, planner)
}

/** A name, or a chain of names that stands for one declared name or type. */
export function planReference(node: Expression, planner: Planner): Run {
  const reference = planner.references.get(node)
  switch (reference?.kind) {
    case 'local': {
      const { slot } = reference
      return (frame) => frame.locals[slot] as Value
    }
    case 'global': {
      const { name, slot } = reference
      return (frame) => {
        const known = frame.globals[slot]
        return known === undefined ? readGlobal(frame, name, slot) : known
      }
    }
    case 'type': {
      const type = new TypeValue(reference.name)
      return () => type
    }
    default:
      throw new Error('a name without a reference was planned')
  }
}

/** Reads a declared name, once in an evaluation; a name that is not bound is an error. */
export function readGlobal(frame: Frame, name: string, slot: number): Value | CelError {
  const value = boundValue(frame, name)
  frame.globals[slot] = value
  return value
}

/** The value of a declared name. */
export function boundValue({ activation }: Frame, name: string): Value | CelError {
  const bound = activation(name)
  return bound === undefined ? new CelError(`no such attribute(s): ${name}`) : bound
}
