import type { Changes } from './changes.ts'

/** What is said of an object, in the form in which the API server and the tester can be compared. */
export interface Verdict {
  /** All that was said against it, a line each; undefined where it passes. */
  readonly refusal: string | undefined
  readonly warnings: readonly string[]
  /** What policies made of it; nothing where it is refused. */
  readonly changes: Changes
}

/** Why it is no object that can be stored. */
export interface Unfit {
  readonly unfit: string
}
