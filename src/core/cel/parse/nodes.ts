import type {
  CallNode,
  Expression,
  IdentifierNode,
  ListNode,
  Literal,
  LiteralNode,
  MapNode,
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

export function newId(ids: Ids): number {
  return ids.next++
}

export function newCall(
  ids: Ids,
  { span, at }: Place,
  name: string,
  target: Expression | undefined,
  operands: readonly Expression[],
): CallNode {
  return { id: newId(ids), span, at, kind: 'call', function: name, target, arguments: operands }
}

/** Makes the nodes of a macro's expansion, which all stand where the macro's call stands. */
export interface NodeFactory {
  /** The call that the macro replaces. */
  readonly macroCall: CallNode
  readonly id: () => number
  readonly literal: (literal: Literal) => LiteralNode
  readonly identifier: (name: string) => IdentifierNode
  readonly list: (...elements: readonly Expression[]) => ListNode
  readonly emptyMap: () => MapNode
  readonly call: (name: string, ...operands: readonly Expression[]) => CallNode
  readonly method: (
    target: Expression,
    name: string,
    ...operands: readonly Expression[]
  ) => CallNode
}

export function nodeFactory(ids: Ids, macroCall: CallNode): NodeFactory {
  const { span, at } = macroCall
  const id = () => newId(ids)
  return {
    macroCall,
    id,
    literal: (literal) => ({ id: id(), span, at, kind: 'literal', literal }),
    identifier: (name) => ({ id: id(), span, at, kind: 'identifier', name }),
    list: (...values) => ({ id: id(), span, at, kind: 'list', elements: values.map(required) }),
    emptyMap: () => ({ id: id(), span, at, kind: 'map', entries: [] }),
    call: (name, ...operands) => newCall(ids, macroCall, name, undefined, operands),
    method: (target, name, ...operands) => newCall(ids, macroCall, name, target, operands),
  }
}

function required(value: Expression): { readonly value: Expression; readonly optional: boolean } {
  return { value, optional: false }
}
