import type { PatchOperation } from '../admission/patch-operation.ts'
import { jsonEqual } from '../source/equal.ts'
import { printPointer } from '../source/json-pointer.ts'
import {
  isArray,
  isObject,
  type JsonArray,
  type JsonObject,
  type JsonValue,
} from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { alignLists } from './align-lists.ts'

/**
 * The JSON Patch that makes `before` into `after` and touches only what differs: fields by name, elements of lists where
 * they stand once those before them were removed and added.
 */
export function diff(
  before: JsonValue,
  after: JsonValue,
  path: Path = [],
): readonly PatchOperation[] {
  if (before === after || jsonEqual(before, after)) return []
  if (isObject(before) && isObject(after)) return diffObjects(before, after, path)
  if (isArray(before) && isArray(after)) return diffArrays(before, after, path)
  return [{ op: 'replace', path: printPointer(path), value: after }]
}

function diffObjects(before: JsonObject, after: JsonObject, path: Path): readonly PatchOperation[] {
  const removed = Object.keys(before)
    .filter((key) => !Object.hasOwn(after, key))
    .map((key): PatchOperation => ({ op: 'remove', path: printPointer([...path, key]) }))
  const rest = Object.entries(after).flatMap(([key, value]): readonly PatchOperation[] =>
    Object.hasOwn(before, key)
      ? diff(before[key] as JsonValue, value, [...path, key])
      : [{ op: 'add', path: printPointer([...path, key]), value }],
  )
  return [...removed, ...rest]
}

function diffArrays(before: JsonArray, after: JsonArray, path: Path): readonly PatchOperation[] {
  const operations: PatchOperation[] = []
  let [old, fresh] = [0, 0]
  const skipTo = (oldEnd: number, freshEnd: number): void => {
    const removal: PatchOperation = { op: 'remove', path: printPointer([...path, fresh]) }
    for (; old < oldEnd; old++) operations.push(removal)
    for (; fresh < freshEnd; fresh++) {
      const value = after[fresh] as JsonValue
      operations.push({ op: 'add', path: printPointer([...path, fresh]), value })
    }
  }
  for (const [oldPlace, freshPlace] of alignLists(before, after)) {
    skipTo(oldPlace, freshPlace)
    operations.push(
      ...diff(before[oldPlace] as JsonValue, after[freshPlace] as JsonValue, [...path, freshPlace]),
    )
    old++
    fresh++
  }
  skipTo(before.length, after.length)
  return operations
}
