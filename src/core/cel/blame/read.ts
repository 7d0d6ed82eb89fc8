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
