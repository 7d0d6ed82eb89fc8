import type { Token } from './token.ts'

interface TreeBase {
  /** Offsets of the first token and behind the last one. */
  readonly start: number
  readonly end: number
}

/** `condition ? yes : no` */
interface ConditionalTree extends TreeBase {
  readonly kind: 'conditional'
  readonly operator: Token
  readonly condition: Tree
  readonly yes: Tree
  readonly no: Tree | undefined
}

/** `first && terms[0] && terms[1] …`, or the same with `||`. */
export interface LogicTree extends TreeBase {
  readonly kind: 'logic'
  readonly operators: readonly [Token, ...Token[]]
  readonly first: Tree
  readonly terms: readonly Tree[]
}

/** A comparison, `in`, or arithmetic. */
interface BinaryTree extends TreeBase {
  readonly kind: 'binary'
  readonly operator: Token
  readonly left: Tree
  readonly right: Tree
}

/** Several `!`, or several `-`, before an operand. */
export interface PrefixTree extends TreeBase {
  readonly kind: 'prefix'
  readonly operators: readonly [Token, ...Token[]]
  readonly operand: Tree
}

/** `operand.name` or `operand.?name` */
export interface SelectTree extends TreeBase {
  readonly kind: 'select'
  readonly operand: Tree
  readonly dot: Token
  readonly question: Token | undefined
  readonly name: NameTree
}

/** `operand[index]` or `operand[?index]` */
export interface IndexTree extends TreeBase {
  readonly kind: 'index'
  readonly operand: Tree
  readonly open: Token
  readonly question: Token | undefined
  readonly index: Tree | undefined
}

/** `name(…)`, `.name(…)` or `target.name(…)` */
export interface CallTree extends TreeBase {
  readonly kind: 'call'
  readonly target: Tree | undefined
  readonly leadingDot: Token | undefined
  readonly name: Token
  readonly open: Token
  readonly arguments: readonly Tree[]
}

/** `name` or `.name` */
export interface IdentifierTree extends TreeBase {
  readonly kind: 'identifier'
  readonly leadingDot: Token | undefined
  readonly name: Token
}

/** `(inner)` */
interface NestedTree extends TreeBase {
  readonly kind: 'nested'
  readonly inner: Tree
}

export interface ElementTree {
  readonly start: number
  readonly question: Token | undefined
  readonly value: Tree | undefined
}

export interface ListTree extends TreeBase {
  readonly kind: 'list'
  readonly open: Token
  readonly elements: readonly ElementTree[]
}

export interface EntryTree {
  readonly key: ElementTree
  readonly colon: Token | undefined
  readonly value: Tree | undefined
}

export interface MapTree extends TreeBase {
  readonly kind: 'map'
  readonly open: Token
  readonly entries: readonly EntryTree[]
}

/** A field's name, plain or between back quotes; without a token where the text has an error. */
export interface NameTree {
  readonly start: number
  readonly token: Token | undefined
}

export interface FieldTree {
  readonly start: number
  readonly question: Token | undefined
  readonly name: NameTree | undefined
  readonly colon: Token | undefined
  readonly value: Tree | undefined
}

/** `a.b.Type{field: value}` */
export interface ObjectTree extends TreeBase {
  readonly kind: 'object'
  readonly leadingDot: Token | undefined
  readonly names: readonly Token[]
  readonly open: Token
  readonly fields: readonly FieldTree[]
}

/** A literal, a number with its sign. */
export interface LiteralTree extends TreeBase {
  readonly kind: 'literal'
  readonly sign: Token | undefined
  readonly token: Token
}

/** What is left of an expression with a syntax error. */
interface BrokenTree extends TreeBase {
  readonly kind: 'broken'
  /** Where cel-go places it; -1 where it does not. */
  readonly at: number
}

/** An expression as it is written, before macros are expanded and names are checked. */
export type Tree =
  | ConditionalTree
  | LogicTree
  | BinaryTree
  | PrefixTree
  | SelectTree
  | IndexTree
  | CallTree
  | IdentifierTree
  | NestedTree
  | ListTree
  | MapTree
  | ObjectTree
  | LiteralTree
  | BrokenTree
