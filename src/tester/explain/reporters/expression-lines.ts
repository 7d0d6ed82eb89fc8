import type { ExpressionRecord } from '../../../core/index.ts'
import type { Paint } from '../../reporters/reporter.ts'
import { type Detail, treeLines } from './tree-lines.ts'

/** The tree of an expression; where it has none, what is wrong with it. */
export function expressionLines(
  { tree, error, text }: ExpressionRecord,
  detail: Detail,
  paint: Paint,
): readonly string[] {
  if (tree.length > 0) return treeLines(tree, detail, paint)
  const line = text.replaceAll(/\s+/g, ' ').trim()
  return error === null
    ? [paint.faint(`${line}  (not evaluated)`)]
    : [line, ...error.split('\n').map(paint.bad)]
}
