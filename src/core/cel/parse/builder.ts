import type { Expression } from '../ast.ts'
import type { Release } from '../libraries/release.ts'
import { macroOf } from './macros/macros.ts'
import { type Ids, newCall, newId, nodeFactory, type Place } from './nodes.ts'
import { type Report, report } from './report.ts'

/** What turning a tree into an expression needs. */
export interface Builder {
  readonly text: string
  readonly report: Report
  readonly release: Release
  readonly ids: Ids
  /** How many nodes are open that count for the depth limit. */
  depth: number
}

/** A node that stands for what could not be understood; the report says why. */
export function placeholder(builder: Builder, place: Place): Expression {
  return {
    id: newId(builder.ids),
    span: place.span,
    at: place.at,
    kind: 'literal',
    literal: { type: 'null' },
  }
}

/** Reports what is wrong and gives a node to go on with. */
export function reject(builder: Builder, place: Place, message: string): Expression {
  report(builder.report, place.at, message)
  return placeholder(builder, place)
}

/** A call, or what the macro of that name, style and number of arguments makes of it. */
export function callOrMacro(
  builder: Builder,
  place: Place,
  name: string,
  target: Expression | undefined,
  operands: readonly Expression[],
): Expression {
  const call = newCall(builder.ids, place, name, target, operands)
  const expansion = macroOf(call, builder.release)?.expand(call, nodeFactory(builder.ids, call))
  if (expansion === undefined) return call
  if (expansion.kind === 'expanded') return { ...expansion.node, macroCall: call }
  return reject(builder, { span: place.span, at: expansion.node.at }, expansion.message)
}
