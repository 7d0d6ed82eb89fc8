/** What is wrong with an expression's text. Several may be reported at once. */
export interface CelProblem {
  /** cel-go's sentence, such as `Syntax error: mismatched input …` or `undeclared reference to 'x' (in container '')`. */
  readonly message: string
  /** UTF-16 offset in the expression. */
  readonly offset: number
  /** Line from 1. */
  readonly line: number
  /** Column from 1, in code points, as cel-go prints it. */
  readonly column: number
  /** What would help, such as the release that has the function. */
  readonly hint?: string
}
