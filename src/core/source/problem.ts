/** A place in a text. Lines and columns count from 1; columns and offsets count UTF-16 units. */
export interface Position {
  readonly line: number
  readonly column: number
  readonly offset: number
}

export interface Range {
  readonly start: Position
  readonly end: Position
}

/**
 * What is wrong with something that a user wrote: a value, never an exception.
 * `code` is stable (kebab-case) and may be matched by scripts; `message` is one sentence; `remedy` says what to do.
 */
export interface Problem {
  readonly code: string
  readonly severity: 'error' | 'warning'
  readonly message: string
  /** The file, or another name of the text. */
  readonly source: string
  /** Where in the document, as `printPath` prints it. */
  readonly path?: string
  readonly line?: number
  readonly column?: number
  /** The line of the text with a caret under the place. */
  readonly excerpt?: string
  readonly found?: string
  readonly expected?: string
  readonly remedy?: string
}
