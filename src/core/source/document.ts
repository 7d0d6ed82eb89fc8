import type { JsonValue } from './json-value.ts'
import type { Path } from './path.ts'
import type { Position, Problem, Range } from './problem.ts'

/** A named text: a file, standard input, an object of the cluster. */
export interface SourceText {
  readonly name: string
  readonly text: string
}

/** The text of a document, as it stands in its file, and where in it a value stands. */
export interface DocumentPart {
  readonly text: string
  /** The line of the file in which the text begins, from 1. */
  readonly line: number
  /** Empty, but for the items of a list. */
  readonly path: Path
}

/** One document of a text, as plain values. Positions are looked up when somebody asks, not before. */
export interface SourceDocument {
  readonly source: string
  /** Which document of the text, from 0; items of a `kind: List` count on. */
  readonly index: number
  readonly value: JsonValue
  /** Where the value at the path stands; where it is missing, its nearest ancestor; undefined when nothing is known. */
  readonly locate: (path: Path) => Range | undefined
  /** Where the key that leads to the path stands. */
  readonly locateKey: (path: Path) => Range | undefined
  /** Where the character at that offset of the string value at the path stands in the text. */
  readonly positionInScalar: (path: Path, offset: number) => Position | undefined
  /** Where it was written. */
  readonly part: () => DocumentPart
  /** The text line with a caret under the range. */
  readonly excerpt: (range: Range) => string
}

export interface ReadDocuments {
  readonly documents: readonly SourceDocument[]
  readonly problems: readonly Problem[]
}
