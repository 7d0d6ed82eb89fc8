import { diff } from '../../mutation/diff.ts'
import { parsePointer } from '../../source/json-pointer.ts'
import { isArray, type JsonObject, type JsonValue, valueAt } from '../../source/json-value.ts'
import { type Path, printPath } from '../../source/path.ts'

/** What a step made of a field; null where it took the field away. */
export interface FieldChange {
  readonly path: string
  readonly steps: Path
  readonly value: JsonValue
}

export interface Step {
  /** The policies that ran, in their order; empty for the simulated injection. */
  readonly policies: readonly string[]
  readonly changes: readonly FieldChange[]
  readonly after: JsonObject
}

/** An object, and what became of it on a way, or on two ways that should have ended at the same object. */
export interface Counterexample {
  readonly sample: string
  /** The fields that the ends differ in, or that change again. */
  readonly fields: readonly string[]
  readonly before: JsonObject
  readonly ways: readonly (readonly Step[])[]
}

/** A step from an object to the next. */
export function stepTo(policies: readonly string[], before: JsonObject, after: JsonObject): Step {
  return { policies, changes: changesBetween(before, after), after }
}

/** The fields that two objects differ in. */
export function fieldsBetween(one: JsonObject, other: JsonObject): readonly string[] {
  return changesBetween(one, other).map(({ path }) => path)
}

function changesBetween(before: JsonObject, after: JsonObject): readonly FieldChange[] {
  return diff(before, after).map((operation) => {
    const holder = operation.op === 'remove' ? before : after
    const steps = stepsOf(holder, parsePointer(operation.path) ?? [])
    const value = operation.op === 'remove' ? null : (valueAt(after, steps) ?? null)
    return { path: printPath(steps), steps, value }
  })
}

/** Indices of lists as numbers. */
function stepsOf(object: JsonObject, pointer: readonly string[]): Path {
  const steps: (string | number)[] = []
  for (const step of pointer) steps.push(isArray(valueAt(object, steps)) ? Number(step) : step)
  return steps
}
