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

/**
 * The JSON Patch that makes `before` into `after` and touches only what differs: fields by name, list elements by place
 * after what the lists share at both ends.
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
  const shorter = Math.min(before.length, after.length)
  let start = 0
  while (start < shorter && same(before[start], after[start])) start++
  let end = 0
  while (end < shorter - start && same(before.at(-1 - end), after.at(-1 - end))) end++
  const olds = before.slice(start, before.length - end)
  const news = after.slice(start, after.length - end)
  const shared = Math.min(olds.length, news.length)
  const changed = news
    .slice(0, shared)
    .flatMap((value, index) => diff(olds[index] as JsonValue, value, [...path, start + index]))
  const removed = olds
    .slice(shared)
    .map((): PatchOperation => ({ op: 'remove', path: printPointer([...path, start + shared]) }))
  const added = news.slice(shared).map(
    (value, index): PatchOperation => ({
      op: 'add',
      path: printPointer([...path, start + shared + index]),
      value,
    }),
  )
  return [...changed, ...removed, ...added]
}

function same(a: JsonValue | undefined, b: JsonValue | undefined): boolean {
  return a !== undefined && b !== undefined && jsonEqual(a, b)
}
