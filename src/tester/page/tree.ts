import type { ExpressionRecord, ValueNode } from '../../core/index.ts'
import { recordPlaceText } from '../place-text.ts'
import { type Html, html, nothing } from './html.ts'

/** An expression with its value; what its parts were unfolds, and what decided is unfolded already. */
export function expressionBlock({
  text,
  place,
  value,
  error,
  tree,
  excerpt,
}: ExpressionRecord): Html {
  const at = html`<span class="faint">${recordPlaceText(place)}</span>`
  const shown = excerpt === null ? text.trim() : excerpt
  const failed = error === null ? nothing : html`<p class="message badge error">${error}</p>`
  const was = value === null && error === null ? html`<p class="faint">not evaluated</p>` : nothing
  return html`<p>${at}</p><pre tabindex="0"><code>${shown}</code></pre>${failed}${was}${treeList(tree)}`
}

function treeList(tree: readonly ValueNode[]): Html {
  if (tree.length === 0) return nothing
  return html`<ul class="tree">${branches(tree).map(branchItem)}</ul>`
}

interface Branch {
  readonly node: ValueNode
  readonly inside: readonly ValueNode[]
}

/** The outermost nodes, each with those that follow it and are inside of it. */
function branches(tree: readonly ValueNode[]): readonly Branch[] {
  const depth = tree[0]?.depth
  const starts = tree.flatMap((node, index) => (node.depth === depth ? [index] : []))
  return starts.flatMap((start, index) => {
    const node = tree[start]
    return node === undefined ? [] : [{ node, inside: tree.slice(start + 1, starts[index + 1]) }]
  })
}

function branchItem({ node, inside }: Branch): Html {
  const line = nodeLine(node)
  const more = node.omitted === 0 ? nothing : html`<li class="faint">… ${node.omitted} more</li>`
  if (inside.length === 0 && node.omitted === 0) return html`<li>${line}</li>`
  const open = node.isDecisive ? html` open` : nothing
  return html`<li><details${open}><summary>${line}</summary><ul>${branches(inside).map(branchItem)}${more}</ul></details></li>`
}

function nodeLine({ text, value, error, isEvaluated, turn }: ValueNode): Html {
  const variables = (turn?.variables ?? []).map(({ name, value: bound }) => `${name} is ${bound}`)
  const where =
    variables.length === 0
      ? nothing
      : html`<span class="faint">where ${variables.join(', ')}: </span>`
  if (!isEvaluated)
    return html`${where}<code>${text}</code> <span class="faint">not evaluated</span>`
  return error === null
    ? html`${where}<code>${text}</code> = <code><strong>${value}</strong></code>`
    : html`${where}<code>${text}</code> <span class="badge error">${error}</span>`
}
