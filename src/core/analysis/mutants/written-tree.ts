import { childNodes } from '../../cel/all-nodes.ts'
import type { CallNode, Expression } from '../../cel/ast.ts'

/** A node as its author wrote it: a call of a macro instead of what that expands to; `has(…)` stays as it is. */
export function asWritten(node: Expression): Expression {
  return isHas(node) ? node : (node.macroCall ?? node)
}

/** A node and what stands right above it in the text. */
export interface WrittenNode {
  readonly node: Expression
  readonly parent: Expression | undefined
}

/** Every node that the author wrote, in the order of the text; names that macros declare are no nodes of their own. */
export function writtenNodes(node: Expression, parent?: Expression): readonly WrittenNode[] {
  const parts = writtenParts(node)
  return [{ node, parent }, ...parts.flatMap((part) => writtenNodes(part, node))]
}

/** The expression with another node in the place of one of its own. */
export function replaced(root: Expression, node: Expression, by: Expression): Expression {
  if (root === node) return by
  const written = asWritten(root)
  const replace = (part: Expression) => replaced(part, node, by)
  switch (written.kind) {
    case 'literal':
    case 'identifier':
      return written
    case 'select':
      return withoutMacro({ ...written, operand: replace(written.operand) })
    case 'call':
      return withoutMacro({
        ...written,
        target: written.target && replace(written.target),
        arguments: written.arguments.map(replace),
      })
    case 'list':
      return { ...written, elements: written.elements.map((one) => of(one, replace)) }
    case 'map':
      return {
        ...written,
        entries: written.entries.map(({ key, ...one }) => ({
          key: replace(key),
          ...of(one, replace),
        })),
      }
    case 'object':
      return { ...written, fields: written.fields.map((one) => of(one, replace)) }
    default:
      throw new Error('a macro was not written as a call')
  }
}

/** A call of a function, or of an operator, at the place of a node. */
export function callAt(
  { id, span, at }: Expression,
  name: string,
  operands: readonly Expression[],
): CallNode {
  return { id, span, at, kind: 'call', function: name, target: undefined, arguments: operands }
}

/** Whether it is `has(…)`. */
export function isHas(node: Expression): boolean {
  return node.kind === 'select' && node.testOnly
}

function writtenParts(node: Expression): readonly Expression[] {
  const written = asWritten(node)
  const isMacro = written !== node
  return childNodes(written).filter((part) => !(isMacro && isDeclared(part, written)))
}

/** The first arguments of a macro that declares names are these names. */
function isDeclared(part: Expression, call: Expression): boolean {
  if (call.kind !== 'call' || part.kind !== 'identifier') return false
  const index = call.arguments.indexOf(part)
  return index !== -1 && index < call.arguments.length - 1 && index < 2
}

/** What is changed inside of a macro is printed as it is, not as it was written. */
function withoutMacro<Node extends Expression>({ macroCall: _, ...node }: Node): Expression {
  return node as unknown as Expression
}

function of<Item extends { readonly value: Expression }>(
  item: Item,
  replace: (part: Expression) => Expression,
): Item {
  return { ...item, value: replace(item.value) }
}
