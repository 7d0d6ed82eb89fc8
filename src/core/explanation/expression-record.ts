import { showValue } from '../cel/show-value.ts'
import { recordTrace } from '../cel/trace.ts'
import { CelError } from '../cel/value.ts'
import { placeOf } from '../engine/finding.ts'
import type { Evaluated } from '../matching/evaluated.ts'
import type { CompiledExpression } from '../policy/compile-policy.ts'
import type { Place } from '../policy/model.ts'
import type { ExpressionRecord, RecordPlace } from './record.ts'
import { treeLimits, treeOfTrace } from './tree-of-trace.ts'
import type { ValueNode } from './value-node.ts'

/** The evaluations of one encounter by their expression: what was evaluated several times counts as the first time. */
export type Evaluations = ReadonlyMap<CompiledExpression, Evaluated>

export function evaluationsByExpression(record: readonly Evaluated[] = []): Evaluations {
  const found = new Map<CompiledExpression, Evaluated>()
  for (const one of record) if (!found.has(one.expression)) found.set(one.expression, one)
  return found
}

/** The expression with its value, and with a tree of what its parts were: it is traced again, so that nothing else changes. */
export function expressionRecord(
  expression: CompiledExpression,
  evaluations: Evaluations,
): ExpressionRecord {
  const { text } = expression
  const evaluated = evaluations.get(expression)
  const known = { text: text.text, place: recordPlace(text.place) }
  if (evaluated === undefined) {
    return { ...known, value: null, error: null, cost: null, tree: [], excerpt: null }
  }
  const { value, cost } = evaluated
  const tree = treeOf(expression, evaluated)
  const failed = value instanceof CelError
  return {
    ...known,
    value: failed ? null : showValue(value, treeLimits.value),
    error: failed ? value.message : null,
    cost,
    tree,
    excerpt: failed || value === false ? excerptOf(expression, tree) : null,
  }
}

/** A place as a record has it. */
export function recordPlace(place: Place): RecordPlace {
  const { source, path, range } = placeOf(place)
  return {
    source,
    path,
    line: range?.start.line ?? null,
    column: range?.start.column ?? null,
  }
}

function treeOf(
  expression: CompiledExpression,
  { activation, control: { costLimit } }: Evaluated,
): readonly ValueNode[] {
  if (expression.kind === 'broken') return []
  const { program } = expression
  const control = { interrupted: () => false, costLimit, spent: 0, made: 0 }
  return treeOfTrace(recordTrace(program, activation, control), program.expression)
}

/** The line of the policy, with a caret under what decided. */
function excerptOf({ text }: CompiledExpression, tree: readonly ValueNode[]): string | null {
  const { document, path } = text.place
  const decisive = culpritOf(tree)
  const start = decisive && document.positionInScalar(path, decisive.start)
  if (start === undefined) {
    const range = document.locate(path)
    return range === undefined ? null : document.excerpt(range)
  }
  return document.excerpt({ start, end: start })
}

/** The smallest part that alone made the expression what it is; undefined where there is no tree. */
function culpritOf(tree: readonly ValueNode[]): ValueNode | undefined {
  const [whole] = tree
  if (whole === undefined) return undefined
  const parts = tree.filter(({ depth, isDecisive }) => depth === whole.depth + 1 && isDecisive)
  const [only] = parts
  if (only === undefined || parts.length > 1) return whole
  const isSame = only.error !== null || only.value === whole.value
  return isSame ? culpritOf(insideOf(tree, only)) : whole
}

/** The part with the parts inside it. */
function insideOf(tree: readonly ValueNode[], part: ValueNode): readonly ValueNode[] {
  const from = tree.indexOf(part)
  const next = tree.findIndex(({ depth }, index) => index > from && depth <= part.depth)
  return tree.slice(from, next === -1 ? tree.length : next)
}
