import { isDeepStrictEqual } from 'node:util'

/** An oracle: throws where the claim does not hold, with what was found. */
export function must(holds: boolean, claim: string, ...found: readonly unknown[]): void {
  if (!holds) throw new Error([claim, ...found.map((item) => printed(item))].join('\n'))
}

/** Both are the same, to the last type. */
export function mustEqual(left: unknown, right: unknown, claim: string): void {
  must(isDeepStrictEqual(left, right), claim, left, right)
}

const prototypes = [Object.prototype, Array.prototype, Function.prototype, String.prototype]
const untouched = prototypes.map((prototype) => Reflect.ownKeys(prototype).length)

/** No input may add to what all objects share. */
export function mustLeavePrototypes(): void {
  const now = prototypes.map((prototype) => Reflect.ownKeys(prototype).length)
  mustEqual(now, untouched, 'a prototype was changed')
}

function printed(value: unknown): string {
  return JSON.stringify(value, (_, item) => (typeof item === 'bigint' ? `${item}n` : item))
}
