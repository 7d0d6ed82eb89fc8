import { jsonEqual } from '../../../source/equal.ts'
import type { JsonObject } from '../../../source/json-value.ts'
import { textOf } from '../edit.ts'

/**
 * Both lists, but for tolerations that another one covers; of equal ones the first stays.
 * https://github.com/kubernetes/kubernetes/blob/v1.37.0/pkg/util/tolerations/tolerations.go
 */
export function mergeTolerations(
  first: readonly JsonObject[],
  second: readonly JsonObject[],
): readonly JsonObject[] {
  const all = [...first, ...second]
  const merged: JsonObject[] = []
  for (const [index, one] of all.entries()) {
    const isCovered =
      merged.some((other) => covers(other, one)) ||
      all.slice(index + 1).some((other) => !jsonEqual(one, other) && covers(other, one))
    if (!isCovered) merged.push(one)
  }
  return merged
}

function covers(wide: JsonObject, narrow: JsonObject): boolean {
  if (jsonEqual(wide, narrow)) return true
  return (
    coversKey(wide, narrow) &&
    coversEffect(wide, narrow) &&
    coversSeconds(wide, narrow) &&
    coversValue(wide, narrow)
  )
}

function coversKey(wide: JsonObject, narrow: JsonObject): boolean {
  const key = textOf(wide, 'key')
  return key === textOf(narrow, 'key') || (key === '' && wide['operator'] === 'Exists')
}

function coversEffect(wide: JsonObject, narrow: JsonObject): boolean {
  return ['', textOf(narrow, 'effect')].includes(textOf(wide, 'effect'))
}

function coversSeconds(wide: JsonObject, narrow: JsonObject): boolean {
  const seconds = wide['tolerationSeconds']
  if (wide['effect'] !== 'NoExecute' || seconds === undefined) return true
  const own = narrow['tolerationSeconds']
  return own !== undefined && Number(own) <= Number(seconds)
}

/** An absent operator means `Equal` in the wide one only. */
function coversValue(wide: JsonObject, narrow: JsonObject): boolean {
  const operator = textOf(wide, 'operator')
  if (operator === 'Exists') return true
  return (
    ['', 'Equal'].includes(operator) &&
    narrow['operator'] === 'Equal' &&
    textOf(narrow, 'value') === textOf(wide, 'value')
  )
}
