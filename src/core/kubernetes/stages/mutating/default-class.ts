import type { JsonObject } from '../../../source/json-value.ts'
import { annotationsOf, nameOf } from '../../object.ts'
import { objectAt, textOf } from '../edit.ts'

/** The newest class that one of the annotations marks as the default; of equally new ones the first by name. */
export function defaultClass(
  classes: readonly JsonObject[],
  annotations: readonly string[],
): JsonObject | undefined {
  return classes
    .filter((one) => annotations.some((name) => annotationsOf(one)[name] === 'true'))
    .toSorted((left, right) => createdAt(right) - createdAt(left) || byName(left, right))[0]
}

/** Milliseconds; an object without a time is older than any. */
function createdAt(object: JsonObject): number {
  const time = Date.parse(textOf(objectAt(object, ['metadata']), 'creationTimestamp'))
  return Number.isNaN(time) ? 0 : time
}

function byName(left: JsonObject, right: JsonObject): number {
  return nameOf(left) < nameOf(right) ? -1 : 1
}
