import type { Type } from './type.ts'

/** Whether the type has more parts than any that somebody means: its text would fill pages. */
export function isTooLarge(type: Type): boolean {
  return partsLeft(type, mostParts) < 0
}

const mostParts = 10_000

/** How many parts are left of so many when the type's are taken; below 0 it does not count on. */
function partsLeft({ parameters }: Type, parts: number): number {
  let left = parts - 1
  for (const parameter of parameters) {
    if (left < 0) break
    left = partsLeft(parameter, left)
  }
  return left
}
