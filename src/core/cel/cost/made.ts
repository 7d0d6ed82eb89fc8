import type { Control } from '../program.ts'
import type { Value } from '../value.ts'

/**
 * The memory that the evaluations of one control may fill by what costs nearly nothing in cel-go: it joins lists without
 * copying them, and does not count what a replacement or a separator makes of a text.
 */
export const maxMade = 64 * 1024 * 1024

export const tooMuchMade =
  'operation cancelled: the lists and texts that were made exceed the budget of 64 MiB'

/** Shorter texts and lists are not worth counting. */
const shortText = 1000
const shortList = 64

/** Counts octets that are about to be made, or have been; false where that is too much. */
function mayMake(control: Control, octets: number): boolean {
  control.made += octets
  return control.made <= maxMade
}

/** Whether two lists may be joined. */
export function mayJoin(control: Control, left: Value, right: Value): boolean {
  if (!(Array.isArray(left) && Array.isArray(right))) return true
  const length = left.length + right.length
  return length < shortList || mayMake(control, 8 * length)
}

/** Whether a result may be kept. */
export function mayKeep(control: Control, result: unknown): boolean {
  return typeof result !== 'string' || result.length < shortText || mayMake(control, result.length)
}
