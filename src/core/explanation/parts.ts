import type { ExpressionPart } from '../admission/decision.ts'
import { recordTrace } from '../cel/trace.ts'
import { perCallLimit } from '../matching/budget.ts'
import { activationOf } from '../matching/evaluation.ts'
import type { Scope } from '../matching/scope.ts'
import type { CompiledPolicy } from '../policy/compile-policy.ts'
import { treeOfTrace } from './tree-of-trace.ts'
import type { ValueNode } from './value-node.ts'

/**
 * The parts of a validation that explain why it does not hold, with their values: what the comparisons that decided looked
 * at, and the elements in whose turns macros did. A few short ones; the expression is traced, so this is for findings only.
 */
export function partsOfValidation(
  { validations, variables }: CompiledPolicy,
  index: number,
  scope: Scope,
): readonly ExpressionPart[] {
  const expression = validations[index]?.expression
  if (expression?.kind !== 'program') return []
  const { interrupted } = scope.control
  const control = { interrupted, costLimit: perCallLimit, spent: 0, made: 0 }
  const { program } = expression
  const trace = recordTrace(program, activationOf(scope, variables), control)
  return partsOf(treeOfTrace(trace, program.expression))
}

const mostParts = 6
const mostCharacters = 100

function partsOf(tree: readonly ValueNode[]): readonly ExpressionPart[] {
  const parts = new Map<string, ExpressionPart>()
  for (const part of telling(tree).flatMap(partsOfNode)) {
    const key = `${part.text} = ${part.value}`
    if (!parts.has(key)) parts.set(key, { ...part, value: cut(part.value) })
  }
  return [...parts.values()].slice(0, mostParts)
}

/** The decisive parts without those inside of a value that says it all. */
function telling(tree: readonly ValueNode[]): readonly ValueNode[] {
  const shown: ValueNode[] = []
  let saidAbove = Number.POSITIVE_INFINITY
  for (const node of tree) {
    if (node.depth > saidAbove) continue
    const isOpen = isQuestion(node) && node.isDecisive
    saidAbove = isOpen ? Number.POSITIVE_INFINITY : node.depth
    if (node.isDecisive) shown.push(node)
  }
  return shown.map((node, index) =>
    isQuestion(node) && hasInside(shown, index) ? { ...node, value: null } : node,
  )
}

function hasInside(tree: readonly ValueNode[], index: number): boolean {
  return (tree[index + 1]?.depth ?? 0) > (tree[index]?.depth ?? 0)
}

/** Whether what it was is explained by what is inside it: what is true or false, and what failed. */
function isQuestion({ value, error }: ValueNode): boolean {
  return error !== null || value === 'true' || value === 'false'
}

function partsOfNode({ text, value, turn }: ValueNode): readonly ExpressionPart[] {
  const variables = (turn?.variables ?? []).map((one) => ({ text: one.name, value: one.value }))
  const isConstant = value === null || value === text
  return isConstant ? variables : [...variables, { text, value }]
}

function cut(value: string): string {
  return value.length <= mostCharacters ? value : `${value.slice(0, mostCharacters - 1)}…`
}
