import type { ValueNode } from '../../../core/index.ts'
import type { Paint } from '../../reporters/reporter.ts'
import { indented } from './indented.ts'

/** How much is told: what decided, or everything. */
export type Detail = 'decisive' | 'all'

/** The parts of an expression with their values, a line each, those inside others further in. */
export function treeLines(
  tree: readonly ValueNode[],
  detail: Detail,
  paint: Paint,
): readonly string[] {
  const shown = tree.filter(({ isDecisive }) => isDecisive)
  return linesOf(detail === 'all' ? partsOf(tree) : partsOf(shown).map(withoutEchoes), paint)
}

interface Part {
  readonly node: ValueNode
  readonly inside: readonly ValueNode[]
}

/** The outermost nodes, each with those inside it. */
function partsOf(tree: readonly ValueNode[]): readonly Part[] {
  const outermost = tree[0]?.depth
  const starts = tree.flatMap(({ depth }, index) => (depth === outermost ? [index] : []))
  return starts.flatMap((start, index): readonly Part[] => {
    const node = tree[start]
    return node === undefined ? [] : [{ node, inside: tree.slice(start + 1, starts[index + 1]) }]
  })
}

/** An error goes through all that is around it: told are the whole, and where it comes from. */
function withoutEchoes({ node, inside }: Part): Part {
  const last = inside.findLast(({ error }) => error !== null)
  return { node, inside: inside.filter((one) => one.error === null || one === last) }
}

function linesOf(parts: readonly Part[], paint: Paint): readonly string[] {
  let previous = ''
  return parts.flatMap(({ node, inside }) => {
    const more = node.omitted === 0 ? [] : [paint.faint(`… ${node.omitted} more`)]
    const lines = [
      nodeLine(node, paint),
      ...indented([...linesOf(partsOf(inside), paint), ...more]),
    ]
    const turn = turnText(node)
    if (turn === '') return lines
    const heading = turn === previous ? [] : [paint.faint(`where ${turn}`)]
    previous = turn
    return [...heading, ...indented(lines)]
  })
}

function turnText({ turn }: ValueNode): string {
  return (turn?.variables ?? [])
    .map(({ name, value }) => `${name} is ${cut(value, mostOfElement)}`)
    .join(', ')
}

/** An element is to be recognised, not read. */
const mostOfElement = 80
const mostOfValue = 120

function cut(value: string, most: number): string {
  return value.length <= most ? value : `${value.slice(0, most - 1)}…`
}

function nodeLine({ text, value, error, isEvaluated }: ValueNode, paint: Paint): string {
  if (!isEvaluated) return paint.faint(`${text}  (not evaluated)`)
  if (text === value) return text
  return error === null
    ? `${text} = ${cut(value ?? '', mostOfValue)}`
    : `${text}  ${paint.bad(`error: ${error}`)}`
}
