/** What becomes of an expression. What it does not come to is missing. */
export interface Judgement {
  /** Errors of parser and checker, without the words that the API server puts before them. */
  readonly compile?: string
  /** The checker's type, as cel-go prints it. */
  readonly type?: string
  /** What it costs at least and at most where no sizes are known: `1..18446744073709551615`. */
  readonly estimate?: string
  /** Error of making a program of what was compiled. */
  readonly program?: string
  /** A text that tells every two values apart. */
  readonly value?: string
  /** Error of evaluating it. */
  readonly error?: string
  readonly cost?: number
}

/** The parts in which two judgements differ; none where they are equal. */
export function differingParts(one: Judgement, other: Judgement): readonly (keyof Judgement)[] {
  return parts.filter((part) => one[part] !== other[part])
}

const parts = ['compile', 'type', 'estimate', 'program', 'value', 'error', 'cost'] as const
