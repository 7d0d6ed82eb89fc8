import type { Expression } from '../ast.ts'
import type { Overload } from '../libraries/library.ts'
import type { Type } from './type.ts'

/** What a node stands for, where its text alone does not say. */
export type Reference =
  /** A variable of a macro. */
  | { readonly kind: 'local'; readonly slot: number }
  /** A macro: where its variables live, the second one behind the first. */
  | { readonly kind: 'binding'; readonly slot: number }
  /** A declared name. */
  | { readonly kind: 'global'; readonly name: string; readonly slot: number }
  | { readonly kind: 'type'; readonly name: string }
  /** The name of an enum's value, which is this number. */
  | { readonly kind: 'constant'; readonly value: number }
  /**
   * A call; `target` tells whether the node's target is an argument or a namespace. Only the overloads that the checker
   * selected: one, where the types of the arguments decide.
   */
  | { readonly kind: 'function'; readonly overloads: readonly Overload[]; readonly target: boolean }
  /** An operator, with the ids of the overloads that the checker selected (`add_int64`, `equals`, `in_list`, …). */
  | { readonly kind: 'operator'; readonly overloads: readonly string[] }

/** An expression without mistakes, and what checking it found out. */
export interface Checked {
  /** The type of the whole expression. */
  readonly type: Type
  /** The type of every node that the author wrote or a macro made; free type parameters are `dyn`. */
  readonly types: ReadonlyMap<Expression, Type>
  readonly references: ReadonlyMap<Expression, Reference>
  /** Declared names that the expression reads, by slot. */
  readonly globals: readonly string[]
  /** How many macro variables are alive at once at most. */
  readonly locals: number
}
