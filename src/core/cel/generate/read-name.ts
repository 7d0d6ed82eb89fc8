import type { Frame } from '../plan/frame.ts'
import { boundValue, readGlobal } from '../plan/plan-name.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'

/** How generated code asks for a declared name; it keeps a value in a variable of its own, but not an error. */
export type ReadName = (frame: Frame, name: string, slot: number) => Value | CelError

/** Where closures need the value too, it is kept in the frame. */
export function readWithClosures(frame: Frame, name: string, slot: number): Value | CelError {
  const known = frame.globals[slot]
  return known === undefined ? readGlobal(frame, name, slot) : known
}

/** Where nobody else does, only an error is kept there: filling a list costs more than most expressions. */
export function readAlone(frame: Frame, name: string, slot: number): Value | CelError {
  const known = frame.globals[slot]
  if (known !== undefined) return known
  const value = boundValue(frame, name)
  if (value instanceof CelError) frame.globals[slot] = value
  return value
}
