import type { ObjectNode } from '../ast.ts'
import { objectCost } from '../cost/macro-cost.ts'
import { makeObject } from '../make-object.ts'
import { printKey } from '../print-value.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Optional } from '../values/optional.ts'
import { charge, type Frame, type Run } from './frame.ts'
import { located } from './located.ts'
import type { Planner } from './planner.ts'

/** `Object.spec{f: v, ?g: o}`. */
export function planObject(node: ObjectNode, planner: Planner): Run {
  const fields = node.fields.map(({ name, optional, value }) => ({
    name,
    run: optional ? unwrapped(name, planner.plan(value)) : planner.plan(value),
  }))
  return (frame) => {
    const values = collect(fields, frame)
    charge(frame, objectCost)
    return located(values instanceof CelError ? values : makeObject(node.typeName, values), node)
  }
}

interface Field {
  readonly name: string
  readonly run: (frame: Frame) => Value | CelError | undefined
}

function collect(fields: readonly Field[], frame: Frame): ReadonlyMap<string, Value> | CelError {
  const values = new Map<string, Value>()
  for (const { name, run } of fields) {
    const value = run(frame)
    if (value instanceof CelError) return value
    if (value === undefined) values.delete(name)
    else values.set(name, value)
  }
  return values
}

/** What the optional holds; undefined for none. */
function unwrapped(name: string, run: Run): (frame: Frame) => Value | CelError | undefined {
  return (frame) => {
    const value = run(frame)
    if (value instanceof CelError) return value
    return value instanceof Optional ? value.value : notOptional(name, value)
  }
}

function notOptional(name: string, value: Value): CelError {
  return new CelError(
    `cannot initialize optional entry '${name}' from non-optional value ${printKey(value)}`,
  )
}
