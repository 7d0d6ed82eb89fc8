import type { Expression } from '#src/core/cel/ast.ts'
import { printLiteral } from '#src/core/cel/print-literal.ts'

/** The tree in one line, every node with the place that cel-go reports for it; `shape` is the same without places. */
export function outline(node: Expression): string {
  return draw(node, ({ at }) => `@${at}`)
}

export function shape(node: Expression): string {
  return draw(node, () => '')
}

type Mark = (node: Expression) => string

function draw(node: Expression, mark: Mark): string {
  return head(node, mark) + mark(node) + tail(node, mark)
}

function head(node: Expression, mark: Mark): string {
  switch (node.kind) {
    case 'literal':
      return printLiteral(node.literal)
    case 'identifier':
      return node.name
    case 'select':
      return `${draw(node.operand, mark)}${node.testOnly ? '.has ' : '.'}${node.optional ? '?' : ''}${node.field}`
    case 'call':
      return node.target ? `${draw(node.target, mark)}.${node.function}` : node.function
    case 'list':
      return 'list'
    case 'map':
      return 'map'
    case 'object':
      return node.typeName
    case 'comprehension':
      return `fold ${node.macro}`
    case 'bind':
      return `bind ${node.macro}`
  }
}

function tail(node: Expression, mark: Mark): string {
  const one = (value: Expression) => draw(value, mark)
  const optional = (is: boolean) => (is ? '?' : '')
  switch (node.kind) {
    case 'call':
      return `(${node.arguments.map(one).join(', ')})`
    case 'list':
      return `[${node.elements.map((item) => optional(item.optional) + one(item.value)).join(', ')}]`
    case 'map':
      return `{${node.entries.map((item) => `${optional(item.optional)}${one(item.key)}: ${one(item.value)}`).join(', ')}}`
    case 'object':
      return `{${node.fields.map((item) => `${optional(item.optional)}${item.name}: ${one(item.value)}`).join(', ')}}`
    case 'comprehension': {
      const { range, variable, secondVariable, accumulator, initial, condition, step, result } =
        node
      const names = [
        variable,
        ...(secondVariable === undefined ? [] : [secondVariable]),
        accumulator,
      ].join(', ')
      return `<${names}>[${[range, initial, condition, step, result].map(one).join(' | ')}]`
    }
    case 'bind':
      return `<${node.name}>[${one(node.value)} | ${one(node.body)}]`
    default:
      return ''
  }
}
