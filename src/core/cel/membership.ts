import { equals, findInMap } from './equality.ts'
import { isList, isMap } from './list-and-map.ts'
import type { CelError, ListValue, Value } from './value.ts'
import { noSuchOverload } from './values/cel-error.ts'

/** Whether the list has an equal element, or the map the key. */
export function contains(container: Value, element: Value): boolean | CelError {
  if (isList(container)) {
    if (typeof element === 'string' || typeof element === 'boolean' || element === null) {
      return container.includes(element)
    }
    if (typeof element === 'number') return containsNumber(container, element)
    return container.some((candidate) => equals(element, candidate))
  }
  return isMap(container) ? findInMap(container, element) !== undefined : noSuchOverload()
}

/** Most elements are no numbers or plain ones, which compare at once. */
function containsNumber(list: ListValue, element: number): boolean {
  for (const candidate of list) {
    if (candidate === element) return true
    if (typeof candidate === 'object' && candidate !== null && equals(element, candidate))
      return true
    if (typeof candidate === 'bigint' && equals(element, candidate)) return true
  }
  return false
}
