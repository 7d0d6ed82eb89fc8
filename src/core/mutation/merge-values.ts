import type { MergeList, MergeMap, MergeType } from '../kubernetes/merge-type.ts'
import { fieldOf, isArray, isObject, type JsonValue } from '../source/json-value.ts'
import { knownKey } from './element-key.ts'
import { formOf } from './go-value.ts'
import { mergeOrder } from './merge-order.ts'
import { deducedType } from './merge-problems.ts'

/**
 * Two values of one type as a structured merge makes one of them: the right one wins, maps merge by their fields, lists by
 * the keys of their items. Neither may be undefined where the other is.
 * https://github.com/kubernetes-sigs/structured-merge-diff/blob/v6.4.2/typed/merge.go
 */
export function mergeValues(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  type: MergeType,
): JsonValue | undefined {
  const { map, scalar, list } = deducedType(
    type,
    formOf((right === undefined ? left : right) ?? null),
  )
  if (map !== undefined) return mergeMaps(left, right, map)
  if (scalar === undefined && list !== undefined) return mergeLists(left, right, list)
  return right === undefined ? left : right
}

function mergeMaps(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  { atomic, field, others }: MergeMap,
): JsonValue | undefined {
  const ours = isObject(left) ? left : {}
  const theirs = isObject(right) ? right : {}
  const names = new Set([...Object.keys(ours), ...Object.keys(theirs)])
  if (atomic || names.size === 0) return right === undefined ? left : right
  const merged = [...names].flatMap((name): readonly (readonly [string, JsonValue])[] => {
    const [before, after] = [fieldOf(ours, name), fieldOf(theirs, name)]
    if (after === undefined && before !== undefined) return [[name, before]]
    const type = field(name) ?? others
    const value = type === undefined ? (after ?? before) : mergeValues(before, after, type)
    return value === undefined ? [] : [[name, value]]
  })
  return Object.fromEntries(merged)
}

function mergeLists(
  left: JsonValue | undefined,
  right: JsonValue | undefined,
  list: MergeList,
): JsonValue | undefined {
  const ours = isArray(left) ? left : []
  const theirs = isArray(right) ? right : []
  if (list.atomic || ours.length + theirs.length === 0) return right === undefined ? left : right
  const keyed = (value: JsonValue) => ({ key: knownKey(value, list), value })
  return mergeOrder(
    ours.map(keyed),
    theirs.map(keyed),
    (before, after) => mergeValues(before, after, list.items) ?? after,
  )
}
