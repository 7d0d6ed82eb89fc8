import type { JsonObject } from '#src/core/source/json-value.ts'

/** An expression that means harm, and how it ends. */
export interface Hostile {
  readonly name: string
  readonly expression: string
  /** What it reads as `object`; `{}` where nothing is said. */
  readonly object?: JsonObject
  readonly ends: Ending
}

/**
 * With a value, an error at run time, or refused: a text is the first problem's message, and a part of it is enough where
 * it ends in an ellipsis.
 */
export type Ending =
  | { readonly value: unknown }
  | { readonly error: string }
  | { readonly refused: string }

export const outOfBudget: Ending = { error: 'operation cancelled: actual cost limit exceeded' }

/** `(…(1)…)` and the like. */
export function nested(open: string, count: number, inner: string, close: string): string {
  return `${open.repeat(count)}${inner}${close.repeat(count)}`
}
