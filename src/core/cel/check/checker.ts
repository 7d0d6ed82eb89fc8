import type { Expression } from '../ast.ts'
import type { Environment } from '../environment.ts'
import type { Declaration } from '../libraries/library.ts'
import type { Reference } from './checked.ts'
import { formatType } from './print-type.ts'
import { errorType, type Type, typeParameter } from './type.ts'
import { assign, type Bindings } from './unify.ts'

/** What is wrong with a part of an expression; `hint` says what would help. */
export interface CheckProblem {
  readonly message: string
  readonly offset: number
  readonly hint?: string
  /** Whether it is about a field of a literal; a copy of a field stands where the macro stands that copied it. */
  readonly isField?: boolean
}

/** A macro's variable, with the variables around it. */
export interface Scope {
  readonly name: string
  readonly type: Type
  readonly slot: number
  readonly outer: Scope | undefined
}

/** What checking an expression knows and has found out so far. */
export interface Checker {
  readonly environment: Environment
  readonly declarations: ReadonlyMap<string, readonly Declaration[]>
  readonly bindings: Bindings
  readonly types: Map<Expression, Type>
  readonly references: Map<Expression, Reference>
  readonly globals: string[]
  readonly problems: CheckProblem[]
  /** What the first visit of a node did that an expansion mentions twice. */
  readonly visits: Map<Expression, Visit>
  /** Checks a node, which then has a type. */
  readonly check: (node: Expression) => Type
  scope: Scope | undefined
  /** How many problems there were, those that are no longer kept included. */
  problemCount: number
  /** How many type parameters were made. */
  parameters: number
  /** How many macro variables are alive, and were at most. */
  depth: number
  locals: number
}

export interface Visit {
  readonly problems: readonly CheckProblem[]
  readonly problemCount: number
  /** The number of the first type parameter that it made, and how many it made. */
  readonly firstParameter: number
  readonly parameters: number
}

/** cel-go keeps so many problems and counts the rest. https://github.com/google/cel-go/blob/v0.29.2/common/errors.go */
const problemLimit = 100

/** A node, or a field of a literal, that a problem is about. */
export interface ProblemPlace {
  readonly at: number
  readonly isField?: boolean
}

export function report(checker: Checker, place: ProblemPlace, message: string): void {
  const { at, isField = false } = place
  reportAt(checker, { offset: at, message, isField })
}

export function reportAt(checker: Checker, problem: CheckProblem): void {
  checker.problemCount++
  if (checker.problems.length < problemLimit) checker.problems.push(problem)
}

export function reportMismatch(
  checker: Checker,
  node: Expression,
  expected: Type,
  found: Type,
): void {
  report(checker, node, `expected type '${formatType(expected)}' but found '${formatType(found)}'`)
}

/** A type parameter that nothing else has. */
export function freshParameter(checker: Checker): Type {
  return typeParameter(`_var${checker.parameters++}`)
}

/** The type that the node was given. */
export function typeOf(checker: Checker, node: Expression): Type {
  return checker.types.get(node) ?? errorType
}

export function isAssignable(checker: Checker, from: Type, to: Type): boolean {
  return assign(checker.bindings, from, to)
}
