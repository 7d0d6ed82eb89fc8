import type { PatchOperation } from '../admission/patch-operation.ts'
import { printPointer } from '../source/json-pointer.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import type { Remedy, Violation } from './control.ts'
import { pathOfPart } from './part.ts'
import type { Pod } from './pod.ts'

/** From the root of the Pod to the value. */
export function pathOf({ part, steps }: Violation): Path {
  return [...pathOfPart(part), ...steps]
}

/** The remedy for a value that need not be there: it goes. */
export function removing(allowed: readonly string[]): (violation: Violation) => Remedy {
  return (violation) => ({ allowed, suggestion: removal(pathOf(violation)) })
}

/** The remedy for a value that must be there: it becomes this one. */
export function replacing(
  allowed: readonly string[],
  value: JsonValue,
): (violation: Violation, pod: Pod) => Remedy {
  return (violation, pod) => ({
    allowed,
    suggestion: setting(pod.object, pathOf(violation), value),
  })
}

/** Takes away what stands at the path. */
export function removal(path: Path): readonly PatchOperation[] {
  return [{ op: 'remove', path: printPointer(path) }]
}

/** Puts the value at the path. What is missing above it, or is no object, comes with it in the same operation. */
export function setting(pod: JsonObject, path: Path, value: JsonValue): readonly PatchOperation[] {
  let depth = 0
  let found = childOf(pod, path[0])
  while (isHolder(found, path[depth + 1])) {
    depth++
    found = childOf(found, path[depth])
  }
  const op = found === undefined ? 'add' : 'replace'
  return [
    { op, path: printPointer(path.slice(0, depth + 1)), value: nested(path, depth + 1, value) },
  ]
}

/** Adds the item at the end of the list at the path; where no list stands there, one with the item alone. */
export function addition(pod: JsonObject, path: Path, item: JsonValue): readonly PatchOperation[] {
  let list: JsonValue | undefined = pod
  for (const step of path) list = childOf(list, step)
  return isArray(list)
    ? [{ op: 'add', path: `${printPointer(path)}/-`, value: item }]
    : setting(pod, path, [item])
}

/** Whether the step can be taken from there; no step is none. */
function isHolder(value: JsonValue | undefined, step: string | number | undefined): boolean {
  if (step === undefined) return false
  return typeof step === 'number' ? isArray(value) : isObject(value)
}

function childOf(
  holder: JsonValue | undefined,
  step: string | number | undefined,
): JsonValue | undefined {
  if (typeof step === 'number') return isArray(holder) ? holder[step] : undefined
  return step === undefined ? undefined : fieldOf(holder, step)
}

/** The value inside of objects for the steps from that depth on. */
function nested(path: Path, depth: number, value: JsonValue): JsonValue {
  let inner = value
  for (const step of path.slice(depth).reverse()) inner = { [step]: inner }
  return inner
}
