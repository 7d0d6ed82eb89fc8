import type { Follow } from './points.ts'
import { type Recovery, recoveryOf } from './recovery.ts'
import { close, nowhere } from './report.ts'
import type { Tree } from './syntax-tree.ts'
import type { Tokens } from './tokens.ts'

/** No rule may be open more often than this at a time. */
const recursionLimit = 250

type Rule =
  | 'expression'
  | 'or'
  | 'and'
  | 'relation'
  | 'calculation'
  | 'unary'
  | 'member'
  | 'primary'
  | 'arguments'
  | 'list'
  | 'map'
  | 'fields'
  | 'element'
  | 'literal'

/** What the rules of the grammar share while they read an expression. */
export interface GrammarState {
  readonly tokens: Tokens
  readonly recovery: Recovery
  readonly depths: Map<Rule, number>
  /** The rule that all begins with; brackets come back to it. */
  readonly expression: (state: GrammarState, follow: Follow) => Tree
}

export function grammarState(tokens: Tokens, expression: GrammarState['expression']): GrammarState {
  return { tokens, recovery: recoveryOf(tokens), depths: new Map(), expression }
}

/** Opens a rule, which `follow` may follow. Too many open ones end the reading: no more tokens come. */
export function enter(
  { tokens, recovery, depths }: GrammarState,
  rule: Rule,
  follow: Follow,
): void {
  const depth = (depths.get(rule) ?? 0) + 1
  depths.set(rule, depth)
  recovery.open.push(follow)
  if (depth > recursionLimit) {
    close(tokens.report, nowhere, `expression recursion limit exceeded: ${recursionLimit}`)
  }
}

/** Closes the rule and passes on what it read. */
export function leave<T>({ recovery, depths }: GrammarState, rule: Rule, result: T): T {
  depths.set(rule, (depths.get(rule) ?? 0) - 1)
  recovery.open.pop()
  return result
}
