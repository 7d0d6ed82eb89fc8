import type { Expression } from '../../cel/ast.ts'
import type { Abstract } from './abstract.ts'
import { both, type Facts, presence, withoutName } from './facts.ts'

/** What an expression can see while it is read. */
export interface Scope {
  /** The declared names that are known: `object`, `request`, `variables`, … */
  readonly globals: ReadonlyMap<string, Abstract>
  /** The trees of the policy's variables, those that compile. */
  readonly variables: ReadonlyMap<string, Expression>
  readonly variableValues: Map<string, Abstract>
  /** By name and truth. */
  readonly variableFacts: Map<string, Facts>
  /** How many steps may still be taken: variables that mention each other again and again are not followed for ever. */
  readonly budget: { steps: number }
  /** The names that macros around the expression bind. */
  readonly locals: ReadonlyMap<string, Abstract>
  readonly facts: Facts
  /** What follows where the expression is true, or false; here, since a value depends on it as well. */
  readonly implied: (node: Expression, truth: boolean, scope: Scope) => Facts
}

/** The same where more is known. */
export function knowing(scope: Scope, facts: Facts): Scope {
  return { ...scope, facts: both(scope.facts, facts) }
}

/** The same behind a macro that binds the name to an item of a list or map. */
export function binding(
  scope: Scope,
  name: string,
  value: Abstract,
  given: readonly string[],
): Scope {
  const facts = withoutName(scope.facts, name)
  const there = value.kind === 'place' ? given.map((end) => value.key + end) : []
  return {
    ...scope,
    locals: new Map([...scope.locals, [name, value]]),
    facts: there.length === 0 ? facts : both(facts, presence(...there)),
  }
}

/** What the expression of a variable sees: nothing of the macros around the place that reads it. */
export function outside(scope: Scope): Scope {
  return scope.locals.size === 0 ? scope : { ...scope, locals: new Map() }
}

/** Takes a step; false where there have been too many. */
export function takeStep({ budget }: Scope): boolean {
  budget.steps -= 1
  return budget.steps > 0
}
