import {
  type Document,
  isAlias,
  isMap,
  isPair,
  isScalar,
  isSeq,
  type Node,
  type Pair,
  type YAMLMap,
} from 'yaml'
import type { Path } from './path.ts'
import { offsetInScalar } from './scalar-position.ts'
import { keyName } from './yaml-key.ts'
import { isMergeKey } from './yaml-value.ts'

export type Offsets = readonly [start: number, end: number]

/** Where the value at the path stands, or its nearest ancestor that is there. */
export function valueRange(document: Document, path: Path): Offsets | undefined {
  return offsetsOf(nearest(document, path).node)
}

/** Where the key stands that leads to the path; the item itself in a list. */
export function keyRange(document: Document, path: Path): Offsets | undefined {
  const found = nearest(document, path)
  return offsetsOf(found.missing === 0 && found.key !== undefined ? found.key : found.node)
}

/** Where the character at the offset of the string at the path stands in the text. */
export function scalarPosition(
  document: Document,
  text: string,
  path: Path,
  offset: number,
): number | undefined {
  const found = nearest(document, path)
  const node = resolved(document, found.node)
  const offsets = offsetsOf(node)
  if (found.missing > 0 || !isScalar(node) || offsets === undefined) return undefined
  const [start, end] = offsets
  return start + offsetInScalar(text.slice(start, end), node, offset)
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
  const node = resolved(document, parent)
  if (isSeq(node)) {
    const item = typeof step === 'number' ? node.items[step] : undefined
    return item === undefined ? undefined : { node: item as Node, key: undefined }
  }
  if (!isMap(node)) return undefined
  const { named, pairs } = keysOf(document, node)
  const own = named.get(String(step))
  if (own !== undefined) return { node: own.value ?? own.key, key: own.key }
  return merged(document, pairs, step)
}

interface Keys {
  readonly pairs: readonly Pair<Node, Node | null>[]
  /** The last pair of each name. */
  readonly named: ReadonlyMap<string, Pair<Node, Node | null>>
}

const known = new WeakMap<YAMLMap, Keys>()

/** Looked up once: a thousand problems in one mapping ask for a thousand of its keys. */
function keysOf(document: Document, node: YAMLMap): Keys {
  const seen = known.get(node)
  if (seen !== undefined) return seen
  const pairs = node.items.filter(isPair) as Pair<Node, Node | null>[]
  const named = new Map<string, Pair<Node, Node | null>>()
  for (const pair of pairs) {
    const name = isMergeKey(pair.key) ? undefined : nameOf(document, pair.key)
    if (name !== undefined) named.set(name, pair)
  }
  const keys = { pairs, named }
  known.set(node, keys)
  return keys
}

function nameOf(document: Document, key: Node): string | undefined {
  const node = resolved(document, key)
  return isScalar(node) ? keyName(node) : undefined
}

function resolved(document: Document, node: Node | null): Node | null {
  return isAlias(node) ? (node.resolve(document) ?? null) : node
}

function merged(
  document: Document,
  pairs: readonly Pair<Node, Node | null>[],
  step: string | number,
): Child | undefined {
  for (const { key, value } of pairs) {
    if (!isMergeKey(key)) continue
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
