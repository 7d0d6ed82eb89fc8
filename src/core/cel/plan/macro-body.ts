import type { CallNode, ComprehensionNode, Expression } from '../ast.ts'

/** What the author wrote inside a macro, found again in what it expands to. */
export interface MacroBody {
  /** The predicate, or the filter of a three-argument `map`; undefined where there is none. */
  readonly predicate: Expression | undefined
  /** What an element becomes; undefined for macros that only test elements. */
  readonly transform: Expression | undefined
}

/** cel-go's expansions: https://github.com/google/cel-go/blob/master/parser/macro.go and ext/comprehensions.go */
export function macroBodyOf(node: ComprehensionNode): MacroBody {
  const step = callOf(node.step)
  switch (node.macro) {
    case 'all':
    case 'exists':
      return { predicate: step.arguments[1], transform: undefined }
    case 'exists_one':
    case 'existsOne':
    case 'filter':
      return { predicate: step.arguments[0], transform: undefined }
    default:
      return transformOf(step)
  }
}

function transformOf(step: CallNode): MacroBody {
  if (step.function !== '_?_:_') return { predicate: undefined, transform: appended(step) }
  const [predicate, then] = step.arguments
  return { predicate, transform: then === undefined ? undefined : appended(callOf(then)) }
}

/** `accumulator + [x]`, `cel.@mapInsert(accumulator, key, x)` and `cel.@mapInsert(accumulator, x)` all append x. */
function appended(step: CallNode): Expression | undefined {
  const last = step.arguments.at(-1)
  return step.function === '_+_' && last?.kind === 'list' ? last.elements[0]?.value : last
}

function callOf(node: Expression): CallNode {
  if (node.kind !== 'call') throw new Error('a macro whose step is no call was planned')
  return node
}
