import type {
  CallNode,
  Expression,
  IdentifierNode,
  ListNode,
  Literal,
  LiteralNode,
  Span,
} from '../ast.ts'

/** Gives every node of an expression a number of its own. */
export interface Ids {
  next: number
}

/** A place in the text for a new node. */
export interface Place {
  readonly span: Span
  readonly at: number
}

export function base(
  ids: Ids,
  { span, at }: Place,
): { readonly id: number; readonly span: Span; readonly at: number } {
  return { id: ids.next++, span, at }
}

/** Makes the nodes of a macro's expansion, which all stand where the macro's call stands. */
export interface NodeFactory {
  /** The call that the macro replaces. */
  readonly macroCall: CallNode
  readonly base: () => { readonly id: number; readonly span: Span; readonly at: number }
  readonly literal: (literal: Literal) => LiteralNode
  readonly identifier: (name: string) => IdentifierNode
  readonly list: (...elements: readonly Expression[]) => ListNode
  readonly call: (name: string, ...operands: readonly Expression[]) => CallNode
  readonly method: (
    target: Expression,
    name: string,
    ...operands: readonly Expression[]
  ) => CallNode
}

export function nodeFactory(ids: Ids, macroCall: CallNode): NodeFactory {
  const here = () => base(ids, macroCall)
  return {
    macroCall,
    base: here,
    literal: (literal) => ({ ...here(), kind: 'literal', literal }),
    identifier: (name) => ({ ...here(), kind: 'identifier', name }),
    list: (...elements) => ({
      ...here(),
      kind: 'list',
      elements: elements.map((value) => ({ value, optional: false })),
    }),
    call: (name, ...operands) => ({
      ...here(),
      kind: 'call',
      function: name,
      target: undefined,
      arguments: operands,
    }),
    method: (target, name, ...operands) => ({
      ...here(),
      kind: 'call',
      function: name,
      target,
      arguments: operands,
    }),
  }
}
