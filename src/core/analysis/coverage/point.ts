import type { Place } from '../../policy/model.ts'

/** What there is to see of a point: each is one clause, covered once it has been seen. */
export interface Outcome {
  readonly name: string
  /** What is said of the point as long as nobody saw it: `is never true`. */
  readonly unseen: string
}

/** A place of a policy whose outcomes the cases should all bring about. */
export interface Point {
  /** Unique in its policy. */
  readonly key: string
  /** What it is, in a word or two: `validation`, `condition`, `resource rule`. */
  readonly title: string
  readonly place: Place
  /** Of a part of an expression: where it begins in the expression's text. */
  readonly offset: number | undefined
  /** The part of the policy as text, in one line. */
  readonly text: string
  readonly outcomes: readonly Outcome[]
}

/** What is expected of the values that a part of an expression takes. */
export type Sense = 'truth' | 'presence' | 'size'

export const truths: readonly Outcome[] = [
  { name: 'true', unseen: 'is never true' },
  { name: 'false', unseen: 'is never false' },
]

/** Which outcomes a part of an expression has. */
export const outcomesOfSense: Readonly<Record<Sense, readonly Outcome[]>> = {
  truth: truths,
  presence: [
    { name: 'present', unseen: 'is never present' },
    { name: 'absent', unseen: 'is never absent' },
  ],
  size: [
    { name: 'filled', unseen: 'never has an element' },
    { name: 'empty', unseen: 'is never empty' },
  ],
}
