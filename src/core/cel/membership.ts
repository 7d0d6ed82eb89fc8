import { equals, findInMap } from './equality.ts'
import { isList, isMap } from './list-and-map.ts'
import type { CelError, Value } from './value.ts'
import { noSuchOverload } from './values/cel-error.ts'

/** Whether the list has an equal element, or the map the key. */
export function contains(container: Value, element: Value): boolean | CelError {
  if (isList(container)) {
    if (typeof element === 'string') return container.includes(element)
    return container.some((candidate) => equals(element, candidate))
  }
  return isMap(container) ? findInMap(container, element) !== undefined : noSuchOverload()
}
