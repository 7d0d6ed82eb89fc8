import type { CelType } from './types.ts'

/** An expression in parts, so that parts of it can be put in its place. */
export interface Tree {
  readonly parts: readonly (string | Tree)[]
  /** What was asked for; what stands there may be of another type. */
  readonly type: CelType
  /** Whether it needs no parentheses as an operand. */
  readonly tight: boolean
}

export function leaf(text: string, type: CelType): Tree {
  return { parts: [text], type, tight: !text.startsWith('-') }
}

/** The text of the whole expression; parts stand in parentheses where they need them. */
export function textOf({ parts }: Tree): string {
  return parts.map((part) => (typeof part === 'string' ? part : operandText(part))).join('')
}

function operandText(tree: Tree): string {
  return tree.tight ? textOf(tree) : `(${textOf(tree)})`
}

/** All trees within, the tree itself first. */
export function treesWithin(tree: Tree): readonly Tree[] {
  return [
    tree,
    ...tree.parts.flatMap((part) => (typeof part === 'string' ? [] : treesWithin(part))),
  ]
}

/** The tree with one of the trees within, told by identity, in the place of another. */
export function replaced(tree: Tree, old: Tree, by: Tree): Tree {
  if (tree === old) return by
  return {
    ...tree,
    parts: tree.parts.map((part) => (typeof part === 'string' ? part : replaced(part, old, by))),
  }
}
