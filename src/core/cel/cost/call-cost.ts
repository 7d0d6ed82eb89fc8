import type { CallNode } from '../ast.ts'
import type { Reference } from '../check/checked.ts'
import { costRuleOf } from '../libraries/costs.ts'
import type { CostRule } from '../libraries/library.ts'
import type { CostContext } from './cost-context.ts'

/** What a call costs besides its arguments, and when. */
export interface CallCost {
  readonly rule: CostRule
  /**
   * Whether all arguments are evaluated, and the call is counted, even where one of them failed; otherwise the first
   * one that fails ends the call, which costs nothing unless that was the last one.
   * https://github.com/google/cel-go/blob/v0.29.2/interpreter/interpretable.go (evalBinary and evalVarArgs)
   */
  readonly isEager: boolean
}

/** The cost of a function's or an operator's call. A call with several overloads is counted as one that has no id. */
export function callCostOf(node: CallNode, context: CostContext): CallCost {
  const reference = context.checked.references.get(node)
  const rule = costRuleOf(nameOf(node, reference), idOf(reference), context.kubernetesVersion)
  return { rule, isEager: isEager(node, reference, context) }
}

function nameOf(node: CallNode, reference: Reference | undefined): string {
  const overload = reference?.kind === 'function' ? reference.overloads[0] : undefined
  return overload?.name ?? node.function
}

function idOf(reference: Reference | undefined): string | undefined {
  if (reference?.kind !== 'function' && reference?.kind !== 'operator') return undefined
  if (reference.overloads.length !== 1) return undefined
  const [overload] = reference.overloads
  return typeof overload === 'string' ? overload : overload?.id
}

/** Functions with several overloads that have one implementation for all of them. */
export const oneForAll: ReadonlySet<string> = new Set(['@sortByAssociatedKeys', 'size', 'sort'])

/** Functions that take a pattern; with a constant one cel-go calls them in another way. */
const searches: ReadonlySet<string> = new Set(['find', 'findAll', 'matches'])

function isEager(node: CallNode, reference: Reference | undefined, context: CostContext): boolean {
  if (reference?.kind !== 'function') return true
  const count = node.arguments.length + (reference.target ? 1 : 0)
  if (count !== 2) return count < 2
  const [overload, ...others] = reference.overloads
  if (overload === undefined || overload.id === 'string_format') return false
  if (others.length > 0) return oneForAll.has(overload.name)
  const last = node.arguments.at(-1)
  const isPattern = last !== undefined && typeof context.constantOf(last) === 'string'
  return !(searches.has(overload.name) && isPattern)
}
