/** Offsets into the expression's text, in UTF-16 units; `end` is exclusive. */
export interface Span {
  readonly start: number
  readonly end: number
}

interface NodeBase {
  /** Unique within the expression, from 1. */
  readonly id: number
  readonly span: Span
  /**
   * The offset that cel-go reports for this node (an operator's sign, a call's opening parenthesis, …),
   * where a message points to.
   */
  readonly at: number
  /** Where a macro made this node: the call that the author wrote, with the arguments as they are parsed. */
  readonly macroCall?: CallNode
}

export type Literal =
  | { readonly type: 'null' }
  | { readonly type: 'bool'; readonly value: boolean }
  | { readonly type: 'int'; readonly value: bigint }
  | { readonly type: 'uint'; readonly value: bigint }
  | { readonly type: 'double'; readonly value: number }
  | { readonly type: 'string'; readonly value: string }
  | { readonly type: 'bytes'; readonly value: Uint8Array }

export interface LiteralNode extends NodeBase {
  readonly kind: 'literal'
  readonly literal: Literal
}

/** A name; a leading dot (`.a`) is kept in the name as cel-go does. */
export interface IdentifierNode extends NodeBase {
  readonly kind: 'identifier'
  readonly name: string
}

/** `operand.field`, `operand.?field` (optional) or `has(operand.field)` (testOnly). */
export interface SelectNode extends NodeBase {
  readonly kind: 'select'
  readonly operand: Expression
  readonly field: string
  readonly optional: boolean
  readonly testOnly: boolean
}

/**
 * A call. Operators are calls with cel-go's internal names: `_&&_ _||_ !_ -_ _?_:_ _==_ _!=_ _<_ _<=_ _>_ _>=_
 * _+_ _-_ _*_ _/_ _%_ @in _[_] _[?_]`. A method call has a target.
 */
export interface CallNode extends NodeBase {
  readonly kind: 'call'
  readonly function: string
  readonly target: Expression | undefined
  readonly arguments: readonly Expression[]
}

export interface ListNode extends NodeBase {
  readonly kind: 'list'
  readonly elements: readonly { readonly value: Expression; readonly optional: boolean }[]
}

export interface MapNode extends NodeBase {
  readonly kind: 'map'
  readonly entries: readonly {
    readonly key: Expression
    readonly value: Expression
    readonly optional: boolean
  }[]
}

/** `Object{…}`, `Object.spec.template{…}`, `JSONPatch{…}`. */
export interface ObjectNode extends NodeBase {
  readonly kind: 'object'
  readonly typeName: string
  readonly fields: readonly {
    readonly name: string
    readonly value: Expression
    readonly optional: boolean
    /** Where a message about the field points to: its colon. */
    readonly at: number
  }[]
}

/**
 * A macro, kept as what the author wrote and expanded as cel-go expands it:
 * `accumulator` starts as `initial`; while `condition` holds, each element (`variable`, and `secondVariable` for the
 * two-variable forms: index and element, or key and value) makes it `step`; the value is `result`.
 */
export interface ComprehensionNode extends NodeBase {
  readonly kind: 'comprehension'
  readonly macroCall: CallNode
  /** The macro's name: all, exists, exists_one, map, filter, transformList, transformMap, transformMapEntry, sortBy, … */
  readonly macro: string
  readonly range: Expression
  readonly variable: string
  readonly secondVariable: string | undefined
  readonly accumulator: string
  readonly initial: Expression
  readonly condition: Expression
  readonly step: Expression
  readonly result: Expression
}

/** A name bound for one expression, as `optMap` and `optFlatMap` expand (cel.bind in cel-go). */
export interface BindNode extends NodeBase {
  readonly kind: 'bind'
  readonly macroCall: CallNode
  readonly macro: string
  readonly name: string
  readonly value: Expression
  readonly body: Expression
}

export type Expression =
  | LiteralNode
  | IdentifierNode
  | SelectNode
  | CallNode
  | ListNode
  | MapNode
  | ObjectNode
  | ComprehensionNode
  | BindNode
