import { none, type Violation } from './control.ts'
import { itemsIn, objectIn, textOf } from './field.ts'
import type { Container } from './part.ts'
import { containersText, distinct, foundTexts, quoted } from './wording.ts'

const steps = ['securityContext', 'capabilities', 'add']

/** A violation for each capability that the container adds and the set does not name. */
export function forbiddenAdditions(
  container: Container,
  names: ReadonlySet<string>,
): readonly Violation[] {
  const added = itemsIn(objectIn(container.securityContext, 'capabilities'), 'add')
  let all: Violation[] | undefined
  for (let index = 0; index < added.length; index++) {
    const found = textOf(added[index])
    if (found === undefined || names.has(found)) continue
    all ??= []
    all.push({ part: container, steps: [...steps, index], found })
  }
  return all ?? none
}

/** `container "a" must not include "X", "Y" in securityContext.capabilities.add`. */
export function additionsText(violations: readonly Violation[]): string {
  const names = quoted(distinct(foundTexts(violations)))
  return `${containersText(violations)} must not include ${names} in securityContext.capabilities.add`
}
