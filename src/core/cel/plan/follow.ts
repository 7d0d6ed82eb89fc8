import { access, find } from '../access.ts'
import type { Expression } from '../ast.ts'
import { unfitKeyType } from '../unfit-key.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { none, Optional } from '../values/optional.ts'
import { chargeSteps, type Frame, type Run } from './frame.ts'
import { located } from './located.ts'

/** A field or an index of an attribute. */
export interface Step {
  readonly kind: 'step'
  readonly node: Expression
  /** A key that is known; otherwise `index` gives it. */
  readonly key: Value | undefined
  readonly index: Run | undefined
  readonly isOptional: boolean
  /** Whether the key is read from a declared name, whose JSON is not yet a value of CEL to cel-go. */
  readonly isNative: boolean
  /** Whether only the presence is asked for. */
  readonly isTest: boolean
}

/** When tracing: the node has the value that the attribute has so far. */
export interface Told {
  readonly kind: 'told'
  readonly node: Expression
}

/**
 * The value behind all steps. Behind an optional, or an optional step, every step is optional: the first one that finds
 * nothing gives none, and what is behind it is not evaluated. A step costs a unit, but an optional one that finds
 * nothing costs nothing.
 * https://github.com/google/cel-go/blob/v0.29.2/interpreter/attributes.go (applyQualifiers)
 */
export function follow(
  start: Value | CelError,
  steps: readonly (Step | Told)[],
  frame: Frame,
): Value | CelError {
  if (start instanceof CelError) return leave(start, steps, 0, frame)
  if (!(start instanceof Optional)) return walk(start, { steps, isOptional: false }, frame)
  return start.value === undefined
    ? leave(none, steps, 0, frame)
    : walk(start.value as Value, { steps, isOptional: true }, frame)
}

interface Way {
  readonly steps: readonly (Step | Told)[]
  /** Whether the way begins at what is inside of an optional. */
  readonly isOptional: boolean
}

function walk(start: Value, way: Way, frame: Frame): Value | CelError {
  const { steps } = way
  let { isOptional } = way
  let value = start
  for (const [index, step] of steps.entries()) {
    isOptional ||= step.kind === 'step' && step.isOptional
    const next = take(value, step, isOptional, frame)
    if (next === undefined || next instanceof CelError) {
      return leave(next === undefined ? none : next, steps, index, frame)
    }
    value = next
    frame.observer?.leave(step.node, isOptional ? new Optional(value) : value)
  }
  return isOptional ? new Optional(value) : value
}

function take(
  value: Value,
  step: Step | Told,
  isOptional: boolean,
  frame: Frame,
): Value | CelError | undefined {
  if (step.kind === 'told') return value
  return isOptional ? ifPresent(value, step, frame) : qualify(value, step, frame)
}

function ifPresent(value: Value, step: Step, frame: Frame): Value | CelError | undefined {
  const key = keyOf(step, frame)
  if (key instanceof CelError) return key
  const found = find(value, key)
  if (found === undefined) return undefined
  if (found instanceof CelError) return located(found, step.node)
  chargeSteps(frame, 1)
  return found
}

function qualify(value: Value, step: Step, frame: Frame): Value | CelError {
  const key = keyOf(step, frame)
  chargeSteps(frame, 1)
  if (key instanceof CelError) return key
  if (!step.isTest) return located(access(value, key), step.node)
  const found = find(value, key)
  return found instanceof CelError ? located(found, step.node) : found !== undefined
}

function keyOf({ key, index, isNative }: Step, frame: Frame): Value | CelError {
  if (index === undefined) return key as Value
  const value = index(frame)
  const wrong = value instanceof CelError ? undefined : unfitKeyType(value, isNative)
  return wrong === undefined ? value : new CelError(`invalid qualifier type: ${wrong}`)
}

/** Ends before the last step: all steps from that one have this value. */
function leave(
  value: Value | CelError,
  steps: readonly (Step | Told)[],
  from: number,
  frame: Frame,
): Value | CelError {
  if (frame.observer === undefined) return value
  for (const { node } of steps.slice(from)) frame.observer.leave(node, value)
  return value
}
