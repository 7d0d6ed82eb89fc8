import { type Document, isAlias, isMap, isPair, isSeq, type Node } from 'yaml'

/** Every node of a document, keys before their values, in the order of the text. */
export function* nodesOf(document: Document): Iterable<Node> {
  const open: (Node | null)[] = [document.contents as Node | null]
  while (open.length > 0) {
    const node = open.pop()
    if (node === null || node === undefined) continue
    yield node
    const children = childrenOf(node)
    for (let index = children.length - 1; index >= 0; index--) open.push(children[index] ?? null)
  }
}

function childrenOf(node: Node): readonly (Node | null)[] {
  if (isSeq(node)) return node.items as (Node | null)[]
  if (!isMap(node)) return []
  return node.items
    .filter(isPair)
    .flatMap(({ key, value }) => [key as Node | null, value as Node | null])
}

/** What each alias stands for: the last node before it that carries the anchor. */
export function aliasTargets(document: Document): ReadonlyMap<Node, Node> {
  const anchors = new Map<string, Node>()
  const targets = new Map<Node, Node>()
  for (const node of nodesOf(document)) {
    const target = isAlias(node) ? anchors.get(node.source) : undefined
    if (target !== undefined) targets.set(node, target)
    if (!isAlias(node) && node.anchor !== undefined) anchors.set(node.anchor, node)
  }
  return targets
}
