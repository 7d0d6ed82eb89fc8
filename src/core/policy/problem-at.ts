import type { SourceDocument } from '../source/document.ts'
import { type Path, printPath } from '../source/path.ts'
import type { Problem, Range } from '../source/problem.ts'

interface ProblemText {
  readonly code: string
  readonly message: string
  readonly severity?: Problem['severity']
  readonly found?: string
  readonly expected?: string
  readonly remedy?: string
}

/** A problem at a path of a document, with line, column and excerpt where they are known. */
export function problemAt(
  document: SourceDocument,
  path: Path,
  text: ProblemText,
  side: 'key' | 'value' = 'value',
): Problem {
  const range = side === 'key' ? document.locateKey(path) : document.locate(path)
  return problemInRange(document, path, text, range)
}

/** A problem at a range that the caller knows better than the path does (inside an expression). */
export function problemInRange(
  document: SourceDocument,
  path: Path,
  text: ProblemText,
  range: Range | undefined,
): Problem {
  return {
    severity: 'error',
    ...text,
    source: document.source,
    ...(path.length === 0 ? {} : { path: printPath(path) }),
    ...(range === undefined
      ? {}
      : {
          line: range.start.line,
          column: range.start.column,
          excerpt: document.excerpt(range),
        }),
  }
}
