import type { JsonObject, JsonValue, Path } from '../core/index.ts'

/**
 * Where the value at a path of the mutated object stood in the object as it was written: up to the first step that a
 * mutation added. An element of a list is found again as itself, at its index where its name is still there, by its name, or
 * by its index where the list kept its length.
 */
export function originPath(path: Path, original: JsonValue, mutated: JsonValue): Path {
  const origin: (string | number)[] = []
  let before: JsonValue | undefined = original
  let after: JsonValue | undefined = mutated
  for (const step of path) {
    const written = typeof step === 'number' ? indexBefore(before, after, step) : step
    if (written === undefined) return origin
    before = childOf(before, written)
    after = childOf(after, step)
    if (before === undefined) return origin
    origin.push(written)
  }
  return origin
}

function indexBefore(
  before: JsonValue | undefined,
  after: JsonValue | undefined,
  index: number,
): number | undefined {
  if (!Array.isArray(before) || !Array.isArray(after)) return undefined
  const element = after[index] as JsonValue | undefined
  const same = before[index] === element ? index : before.indexOf(element)
  if (same !== -1) return same
  const name = childOf(element, 'name')
  if (index < before.length && childOf(before[index], 'name') === name) return index
  if (name === undefined) return undefined
  const named = before.findIndex((candidate) => childOf(candidate, 'name') === name)
  if (named !== -1) return named
  return before.length === after.length ? index : undefined
}

function childOf(value: JsonValue | undefined, step: string | number): JsonValue | undefined {
  if (typeof step === 'number') return Array.isArray(value) ? value[step] : undefined
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return undefined
  return Object.hasOwn(value, step) ? (value as JsonObject)[step] : undefined
}
