import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type Scalar,
} from 'yaml'
import type { Path } from './path.ts'

type Offsets = readonly [start: number, end: number]

/** Where the value at the path stands, or its nearest ancestor that is there. */
export function valueRange(document: Document, path: Path): Offsets | undefined {
  return offsetsOf(nearest(document, path).node)
}

/** Where the key stands that leads to the path; the item itself in a list. */
export function keyRange(document: Document, path: Path): Offsets | undefined {
  const found = nearest(document, path)
  return offsetsOf(found.missing === 0 && found.key !== undefined ? found.key : found.node)
}

/**
 * Where the character at the offset of a string value stands in the text: exact for plain and quoted scalars on one line
 * and for literal blocks, the start of the line for folded ones.
 */
export function scalarPosition(
  document: Document,
  text: string,
  path: Path,
  offset: number,
): number | undefined {
  const { node, missing } = nearest(document, path)
  if (missing > 0 || !isScalar(node) || node.range === undefined || node.range === null)
    return undefined
  const [start, end] = node.range
  const source = text.slice(start, end)
  switch (node.type) {
    case 'BLOCK_LITERAL':
    case 'BLOCK_FOLDED':
      return start + blockOffset(source, node, offset)
    case 'QUOTE_DOUBLE':
      return start + 1 + escapedOffset(source.slice(1, -1), offset)
    case 'QUOTE_SINGLE':
      return start + 1 + singleQuotedOffset(source.slice(1, -1), offset)
    default:
      return start + Math.min(offset, source.length)
  }
}

interface Found {
  readonly node: Node | null
  readonly key: Node | undefined
  /** How many steps of the path are not there. */
  readonly missing: number
}

function nearest(document: Document, path: Path): Found {
  let found: Found = {
    node: document.contents as Node | null,
    key: undefined,
    missing: path.length,
  }
  for (const step of path) {
    const next = child(document, found.node, step)
    if (next === undefined) return found
    found = { ...next, missing: found.missing - 1 }
  }
  return found
}

type Child = Pick<Found, 'node' | 'key'>

function child(document: Document, parent: Node | null, step: string | number): Child | undefined {
  const node = isAlias(parent) ? parent.resolve(document) : parent
  if (isSeq(node)) {
    const item = typeof step === 'number' ? node.items[step] : undefined
    return item === undefined ? undefined : { node: item as Node, key: undefined }
  }
  if (!isMap(node)) return undefined
  const pairs = node.items.filter(isPair) as Pair<Node, Node | null>[]
  const own = pairs.findLast(({ key }) => isScalar(key) && String(key.value) === String(step))
  if (own !== undefined) return { node: own.value ?? own.key, key: own.key }
  return merged(document, pairs, step)
}

function merged(
  document: Document,
  pairs: readonly Pair<Node, Node | null>[],
  step: string | number,
): Child | undefined {
  for (const { key, value } of pairs) {
    if (!isScalar(key) || key.value !== '<<') continue
    const sources = isSeq(value) ? (value.items as Node[]) : [value]
    for (const source of sources) {
      const found = child(document, source, step)
      if (found !== undefined) return found
    }
  }
  return undefined
}

function offsetsOf(node: Node | null): Offsets | undefined {
  const range = node?.range
  return range === undefined || range === null
    ? undefined
    : [range[0], Math.max(range[1], range[0])]
}

/** The header line of a block scalar, then its lines without their common indentation. */
function blockOffset(source: string, { type }: Scalar, offset: number): number {
  const [header = '', ...body] = source.split('\n')
  const indent = indentOf(body)
  let at = header.length + 1
  let left = offset
  for (const [index, line] of body.entries()) {
    const length = Math.max(0, line.length - indent)
    const isFold = type === 'BLOCK_FOLDED' && length === 0 && (body[index - 1] ?? '').trim() !== ''
    if (!isFold && left <= length) return at + Math.min(indent + left, line.length)
    if (!isFold) left -= length + 1
    at += line.length + 1
  }
  return source.length
}

function indentOf(body: readonly string[]): number {
  const first = body.find((line) => line.trim() !== '') ?? ''
  return first.length - first.trimStart().length
}

/** The place in a double-quoted source of the character at the offset of its value. */
function escapedOffset(source: string, offset: number): number {
  const pieces = source.matchAll(
    /\\(?:x[\da-fA-F]{2}|u[\da-fA-F]{4}|U[\da-fA-F]{8}|[\s\S])|[\s\S]/g,
  )
  return nthPiece(pieces, offset, source.length)
}

function singleQuotedOffset(source: string, offset: number): number {
  return nthPiece(source.matchAll(/''|[\s\S]/g), offset, source.length)
}

function nthPiece(pieces: Iterable<RegExpExecArray>, offset: number, end: number): number {
  let count = 0
  for (const piece of pieces) {
    if (count === offset) return piece.index
    count++
  }
  return end
}
