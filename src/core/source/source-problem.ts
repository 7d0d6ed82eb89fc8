import type { SourceText } from './document.ts'
import { type Path, printPath } from './path.ts'
import type { Problem } from './problem.ts'
import type { TextPositions } from './text-position.ts'

const remedies = {
  'yaml-syntax': 'correct the YAML at this place',
  'document-separator': 'let nothing but a comment follow "---" on its line',
  'after-end-marker': 'separate documents with a line "---"',
  'tab-indentation': 'indent with spaces',
  'not-text': 'give a UTF-8 text file',
  'too-deep': 'nest less deeply',
  'duplicate-key': 'keep one of the two',
  alias: 'correct the anchor or the alias',
  'excessive-aliasing': 'write the values out instead of repeating aliases of aliases',
  'not-json': 'write a finite number',
  'unsupported-key': 'write the key as a string',
  'invalid-tag': 'correct the value or leave the tag out',
} as const

/** Why a text could not be read as it stands; one code for each class of mistake. */
export type SourceProblemCode = keyof typeof remedies

/** A mistake and the offset where it stands in its document. */
export interface Fault {
  readonly code: SourceProblemCode
  readonly message: string
  readonly path: Path
  readonly offset: number
}

/** The problem of a fault in the document that begins at `start` of the text. */
export function sourceProblem(
  { name }: SourceText,
  positions: TextPositions,
  { code, message, path, offset }: Fault,
): Problem {
  const start = positions.at(offset)
  return {
    code,
    severity: 'error',
    message,
    source: name,
    ...(path.length === 0 ? {} : { path: printPath(path) }),
    line: start.line,
    column: start.column,
    excerpt: positions.excerpt({ start, end: start }),
    remedy: remedies[code],
  }
}
