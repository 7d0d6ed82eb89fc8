import type { MapNode } from '../ast.ts'
import { mapCost } from '../cost/macro-cost.ts'
import { mapOf } from '../make-map.ts'
import { printKey } from '../print-value.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Optional } from '../values/optional.ts'
import { charge, type Frame, type Run } from './frame.ts'
import { located } from './located.ts'
import type { Planner } from './planner.ts'

interface Entry {
  readonly key: Run
  readonly value: Run
  readonly optional: boolean
}

/** `{k: v, ?k: o}`; of equal keys the last one stays. */
export function planMap(node: MapNode, planner: Planner): Run {
  const entries = node.entries.map((entry) => ({
    key: planner.plan(entry.key),
    value: planner.plan(entry.value),
    optional: entry.optional,
  }))
  return (frame) => {
    const map = collect(entries, frame)
    charge(frame, mapCost)
    return located(map, node)
  }
}

function collect(entries: readonly Entry[], frame: Frame): Value | CelError {
  const pairs: (readonly [Value, Value | undefined])[] = []
  for (const entry of entries) {
    const pair = runEntry(entry, frame)
    if (pair instanceof CelError) return pair
    pairs.push(pair)
  }
  return mapOf(pairs)
}

/** Key and value; the value is undefined where an optional is none. */
function runEntry(entry: Entry, frame: Frame): readonly [Value, Value | undefined] | CelError {
  const key = entry.key(frame)
  if (key instanceof CelError) return key
  const value = entry.value(frame)
  if (value instanceof CelError) return value
  if (!entry.optional) return [key, value]
  if (value instanceof Optional) return [key, value.value]
  return new CelError(
    `cannot initialize optional entry '${printKey(key)}' from non-optional value ${printKey(value)}`,
  )
}
