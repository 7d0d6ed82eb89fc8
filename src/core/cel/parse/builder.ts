import { isAtLeast, type KubernetesVersion } from '../../kubernetes/version.ts'
import type { CallNode, Expression } from '../ast.ts'
import { macros } from './macros/macros.ts'
import { type Ids, newCall, newId, nodeFactory, type Place } from './nodes.ts'
import { type Report, report } from './report.ts'

/** What turning a tree into an expression needs. */
export interface Builder {
  readonly text: string
  readonly report: Report
  readonly kubernetesVersion: KubernetesVersion
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
  const expansion = macroFor(call, builder.kubernetesVersion)?.expand(
    call,
    nodeFactory(builder.ids, call),
  )
  if (expansion === undefined) return call
  if (expansion.kind === 'expanded') return { ...expansion.node, macroCall: call }
  return reject(builder, { span: place.span, at: expansion.node.at }, expansion.message)
}

function macroFor(call: CallNode, version: KubernetesVersion) {
  const style = call.target === undefined ? 'function' : 'method'
  return macros.find(
    ({ name, arguments: count, style: wanted, since }) =>
      name === call.function &&
      count === call.arguments.length &&
      wanted === style &&
      isAtLeast(version, since),
  )
}
