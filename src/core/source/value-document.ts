import type { SourceDocument } from './document.ts'
import { printJson } from './json.ts'
import { type JsonValue, valueAt } from './json-value.ts'
import type { Path } from './path.ts'
import type { Position } from './problem.ts'

/**
 * A value that nobody wrote as a text, such as an object at a door. Positions are those within its texts: the first line of
 * an expression is line 1, wherever the expression stood in somebody's file.
 */
export function valueDocument(source: string, value: JsonValue): SourceDocument {
  return {
    source,
    index: 0,
    value,
    locate: () => undefined,
    locateKey: () => undefined,
    positionInScalar: (path, offset) => positionIn(value, path, offset),
    part: () => ({ text: printJson(value), line: 1, path: [] }),
    excerpt: () => '',
  }
}

function positionIn(value: JsonValue, path: Path, offset: number): Position | undefined {
  const text = valueAt(value, path)
  if (typeof text !== 'string') return undefined
  const before = text.slice(0, offset).split('\n')
  return { line: before.length, column: (before.at(-1)?.length ?? 0) + 1, offset }
}
