import type { ComprehensionNode } from '../ast.ts'
import { macroBodyOf } from '../plan/macro-body.ts'
import type { Trace } from '../trace.ts'

/** What happened in one turn of a macro. */
export interface Turn {
  readonly index: number
  /** The predicate's trace, or that of the filter of a three-argument `map`. */
  readonly predicate: Trace | undefined
  readonly transform: Trace | undefined
}

/** The turns of a macro that the trace saw, in order. */
export function turnsOf(node: ComprehensionNode, trace: Trace): readonly Turn[] {
  const body = macroBodyOf(node)
  const first = body.predicate ?? body.transform
  const turns: Turn[] = []
  for (const child of trace.children.slice(1)) {
    const isTransform = child.node === body.transform
    const previous = turns.at(-1)
    if (child.node === first) {
      const index = turns.length
      turns.push(
        isTransform
          ? { index, predicate: undefined, transform: child }
          : { index, predicate: child, transform: undefined },
      )
    } else if (isTransform && previous !== undefined) {
      turns[turns.length - 1] = { ...previous, transform: child }
    }
  }
  return turns
}

/** The turns whose elements went into the result of a `map` or a `filter`. */
export function takenTurns(turns: readonly Turn[]): readonly Turn[] {
  return turns.filter(({ predicate }) => predicate === undefined || predicate.value === true)
}
