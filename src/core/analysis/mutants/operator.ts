import type { Expression } from '../../cel/ast.ts'
import type { Binding, Place, Policy } from '../../policy/model.ts'

/** A way to damage a policy that its cases should notice. */
export type Operator = ExpressionOperator | PolicyOperator

/** Damages one place of an expression. */
interface ExpressionOperator {
  readonly kind: 'expression'
  readonly name: string
  /** What it does, in a few words. */
  readonly title: string
  readonly replacements: (site: Site) => readonly Replacement[]
}

/** A node as its author wrote it, and what it is to the expression. */
export interface Site {
  readonly node: Expression
  readonly parent: Expression | undefined
  /** Whether something depends on its being true or false, and no other operator turns it round. */
  readonly isDecision: boolean
}

export interface Replacement {
  readonly by: Expression
  /** What the change is about; the node itself where nothing is said. */
  readonly about?: Expression
}

/** Damages something else than an expression. */
export interface PolicyOperator {
  readonly kind: 'policy'
  readonly name: string
  readonly title: string
  readonly changes: (target: Target) => readonly Change[]
}

export interface Target {
  readonly policy: Policy
  readonly bindings: readonly Binding[]
}

export interface Change {
  readonly place: Place
  /** What is changed, as a sentence without an end. */
  readonly text: string
  /** The path of the expression that is gone: cases that never evaluate it notice nothing. */
  readonly expression?: string
  readonly changed: Target
}
