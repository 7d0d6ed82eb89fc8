import type { Expression } from './ast.ts'

/** The node and all nodes below it, each once. */
export function allNodes(root: Expression): readonly Expression[] {
  const found = new Set<Expression>()
  const pending = [root]
  for (let node = pending.pop(); node !== undefined; node = pending.pop()) {
    if (found.has(node)) continue
    found.add(node)
    pending.push(...childNodes(node).toReversed())
  }
  return [...found]
}

/** The nodes right below a node, in the order of the text; those that a macro expands to included. */
export function childNodes(node: Expression): readonly Expression[] {
  switch (node.kind) {
    case 'literal':
    case 'identifier':
      return []
    case 'select':
      return [node.operand]
    case 'call':
      return node.target === undefined ? node.arguments : [node.target, ...node.arguments]
    case 'list':
      return node.elements.map(({ value }) => value)
    case 'map':
      return node.entries.flatMap(({ key, value }) => [key, value])
    case 'object':
      return node.fields.map(({ value }) => value)
    case 'comprehension':
      return [node.range, node.initial, node.condition, node.step, node.result]
    case 'bind':
      return [node.value, node.body]
  }
}
