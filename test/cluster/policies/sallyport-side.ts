import type { Decision, JsonObject } from '#src/core/index.ts'
import type { PlacedCase } from './policy-case.ts'

/** Sallyport as the webhook of one arm. */
export interface SallyportSide {
  readonly urlFor: (slot: string, door: 'validate' | 'mutate') => string
  /** PEM of the CA that signed its certificate. */
  readonly ca: string
  /** Answers when the cases' policies, and none but these, are in force there. */
  readonly load: (placed: readonly PlacedCase[]) => Promise<void>
  /** What was decided in a slot since it was last asked, where that can be told. */
  readonly taken: (slot: string) => readonly Decision[]
  readonly stop: () => Promise<void>
}

/** Makes the side, given what the cluster holds. */
export type OpenSide = (context: readonly JsonObject[]) => Promise<SallyportSide>
