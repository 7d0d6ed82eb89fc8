/** A part of an expression with the value that it had: JSON, every field always there. */
export interface ValueNode {
  /** 0 for the whole expression; a part of a part is one deeper, and follows it. */
  readonly depth: number
  /** What the author wrote, in one line, cut where it is long. */
  readonly text: string
  /** Where it stands in the expression, in UTF-16 units; `end` is exclusive. */
  readonly start: number
  readonly end: number
  /** As CEL would write it, cut where it is long; null where there is none. */
  readonly value: string | null
  /** Null where it has a value, and where it was not evaluated. */
  readonly error: string | null
  /** False where the others had decided already. */
  readonly isEvaluated: boolean
  /** Whether it made the expression what it is: what was said no to, and what was no operand of an error. */
  readonly isDecisive: boolean
  /** Of the body of a macro: in which turn, and what its variables were; null elsewhere. */
  readonly turn: MacroTurn | null
  /** How many of its parts are left out. */
  readonly omitted: number
}

/** A turn of a macro, from 0, with the variables that the author named. */
export interface MacroTurn {
  readonly index: number
  readonly variables: readonly { readonly name: string; readonly value: string }[]
}
