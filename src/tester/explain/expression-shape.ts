import type {
  ExpressionRecord,
  MacroTurn,
  RecordPlace,
  Shape,
  ValueNode,
} from '../../core/index.ts'
import { allOf, flag, integer, integerOrNull, listOf, orNull, text, textOrNull } from '../shapes.ts'

/** Any value, or none. */
export const any: Shape = orNull({ type: 'any' })

/** One of a few words. */
export function oneOf(...words: readonly string[]): Shape {
  return { type: 'string', oneOf: words }
}

export const place: Shape = orNull(
  allOf<RecordPlace>({ source: text, path: text, line: integerOrNull, column: integerOrNull }),
)

const node = allOf<ValueNode>({
  depth: integer,
  text,
  start: integer,
  end: integer,
  value: textOrNull,
  error: textOrNull,
  isEvaluated: flag,
  isDecisive: flag,
  turn: orNull(
    allOf<MacroTurn>({
      index: integer,
      variables: listOf(allOf<MacroTurn['variables'][number]>({ name: text, value: text })),
    }),
  ),
  omitted: integer,
})

/** An expression and what it was. */
export const expression: Shape = allOf<ExpressionRecord>({
  text,
  place,
  value: textOrNull,
  error: textOrNull,
  cost: integerOrNull,
  tree: listOf(node),
  excerpt: textOrNull,
})
