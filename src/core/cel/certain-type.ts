import type { Expression } from './ast.ts'

/** The type that cel-go prints for an argument, as far as the text shows it; `dyn` otherwise. */
export function certainTypeName(node: Expression): string {
  switch (node.kind) {
    case 'literal':
      return node.literal.type === 'null' ? 'null' : node.literal.type
    case 'list':
      return `list(${commonTypeName(node.elements.map(({ value }) => value))})`
    case 'map': {
      const keys = commonTypeName(node.entries.map(({ key }) => key))
      return `map(${keys}, ${commonTypeName(node.entries.map(({ value }) => value))})`
    }
    case 'object':
      return node.typeName
    default:
      return 'dyn'
  }
}

function commonTypeName(nodes: readonly Expression[]): string {
  const names = new Set(nodes.map(certainTypeName))
  const [only = 'dyn'] = names
  return names.size === 1 ? only : 'dyn'
}
