import type { Path } from '../../source/path.ts'
import type { Span } from '../ast.ts'
import type { Value } from '../value.ts'

/** Something that an expression read and that decided its result. */
export interface Read {
  /** The declared name, such as `object`. */
  readonly root: string
  readonly path: Path
  /** undefined where nothing was there. */
  readonly value: Value | undefined
  /** Where the expression (or the variable's expression) reads it. */
  readonly span: Span
}

/** The reads of different places, of each the first. */
export function withoutRepetition(reads: readonly Read[]): readonly Read[] {
  const seen = new Map<string, Read>()
  for (const read of reads) {
    const key = JSON.stringify([read.root, ...read.path])
    if (!seen.has(key)) seen.set(key, read)
  }
  return [...seen.values()]
}
