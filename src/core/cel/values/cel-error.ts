import type { Span } from '../ast.ts'
import { Boxed } from './boxed.ts'

/** A run-time error: a value that spreads until `&&`, `||`, `all` or `exists` absorb it. */
export class CelError extends Boxed {
  readonly message: string
  /** The sub-expression that failed, where known. */
  readonly span: Span | undefined

  constructor(message: string, span?: Span) {
    super()
    this.message = message
    this.span = span
  }
}

/** The arguments' types fit no overload; cel-go's text where it names no function. */
export function noSuchOverload(): CelError {
  return new CelError('no such overload')
}
