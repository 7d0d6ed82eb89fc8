import { type Document, isCollection, isScalar, type Node } from 'yaml'
import { nodesOf } from './yaml-nodes.ts'

const candidates = /^(?:\t|(?: *[-?])+ *\t)/gm
const blockThatStartsWithTab = /^[|>][^\n]*\n(?: *\r?\n)* *\t/
const indentationIndicator = /^[|>][-+]?[1-9]/

/**
 * The offset of the first tab that stands where kubectl's reader expects indentation, which the parser here would let
 * pass: at the start of a line or after `-`, outside of quotes, brackets and block text, or before the first line of a block.
 * https://github.com/yaml/go-yaml/blob/v2/scannerc.go
 */
export function misplacedTab(document: Document, text: string): number | undefined {
  if (!text.includes('\t')) return undefined
  const lines = [...text.matchAll(candidates)].map(
    ({ index, 0: match }) => index + match.length - 1,
  )
  const blocks: number[] = []
  const free: (readonly [number, number])[] = []
  for (const node of nodesOf(document)) {
    const [start, end] = node.range ?? [0, 0]
    if (isFree(node, text)) free.push([start, end])
    if (isBlock(node)) blocks.push(...tabBeforeBlock(text.slice(start, end), start))
  }
  const outside = lines.filter((tab) => !free.some(([start, end]) => start < tab && tab < end))
  return [...outside, ...blocks].sort((a, b) => a - b)[0]
}

/** Whether tabs mean nothing in the node: quoted text, block text, and what stands in brackets. */
function isFree(node: Node, text: string): boolean {
  if (isCollection(node)) return node.flow === true && /[[{]/.test(text[node.range?.[0] ?? 0] ?? '')
  return isScalar(node) && node.type !== undefined && node.type !== 'PLAIN'
}

function isBlock(node: Node): boolean {
  return isScalar(node) && (node.type === 'BLOCK_LITERAL' || node.type === 'BLOCK_FOLDED')
}

function tabBeforeBlock(source: string, start: number): readonly number[] {
  const found = indentationIndicator.test(source) ? null : blockThatStartsWithTab.exec(source)
  return found === null ? [] : [start + found[0].length - 1]
}
