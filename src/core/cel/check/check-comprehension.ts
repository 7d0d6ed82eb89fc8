import type { BindNode, ComprehensionNode, Expression } from '../ast.ts'
import {
  type Checker,
  freshParameter,
  isAssignable,
  report,
  reportMismatch,
  typeOf,
} from './checker.ts'
import { formatType } from './print-type.ts'
import { boolType, dynType, errorType, intType, type Type } from './type.ts'
import { substitute } from './unify.ts'

/** A macro over a range, checked as what it expands to. */
export function checkComprehension(node: ComprehensionNode, checker: Checker): Type {
  const rangeType = checker.check(node.range)
  const accumulatorType = checker.check(node.initial)
  const range = substitute(checker.bindings, rangeType, 'parameter')
  const [first, second] = variableTypes(range, node, checker)
  const { scope, depth } = checker
  checker.references.set(node, { kind: 'binding', slot: depth })
  const pair = node.secondVariable === undefined ? [] : [node.secondVariable]
  enter(checker, node.accumulator, accumulatorType, depth + 1 + pair.length)
  const accumulatorScope = checker.scope
  enter(checker, node.variable, first, depth)
  for (const variable of pair) enter(checker, variable, second, depth + 1)
  checker.check(node.condition)
  expectType(node.condition, boolType, checker)
  checker.check(node.step)
  expectType(node.step, accumulatorType, checker)
  checker.scope = accumulatorScope
  const result = checker.check(node.result)
  leave(checker, scope, depth)
  return substitute(checker.bindings, result, 'parameter')
}

/** A name for a value; cel-go folds an empty list with the name as its accumulator. */
export function checkBind(node: BindNode, checker: Checker): Type {
  freshParameter(checker)
  const type = checker.check(node.value)
  if (type.kind === 'unspecified') reportMismatch(checker, node, type, type)
  const { scope, depth } = checker
  checker.references.set(node, { kind: 'binding', slot: depth })
  enter(checker, node.name, type, depth)
  const result = checker.check(node.body)
  leave(checker, scope, depth)
  return substitute(checker.bindings, result, 'parameter')
}

function enter(checker: Checker, name: string, type: Type, slot: number): void {
  checker.scope = { name, type, slot, outer: checker.scope }
  checker.depth++
  checker.locals = Math.max(checker.locals, checker.depth)
}

function leave(checker: Checker, scope: Checker['scope'], depth: number): void {
  checker.scope = scope
  checker.depth = depth
}

/** The types of the variables: element, or index and element, of a list; key, or key and value, of a map. */
function variableTypes(
  range: Type,
  node: ComprehensionNode,
  checker: Checker,
): readonly [Type, Type] {
  const [first = dynType, second = dynType] = range.parameters
  switch (range.kind) {
    case 'list':
      return node.secondVariable === undefined ? [first, first] : [intType, first]
    case 'map':
      return [first, second]
    case 'dyn':
    case 'error':
    case 'parameter':
      isAssignable(checker, dynType, range)
      return [dynType, dynType]
    default: {
      const problem = 'cannot be range of a comprehension (must be list, map, or dynamic)'
      report(checker, node.range, `expression of type '${formatType(range)}' ${problem}`)
      return [errorType, errorType]
    }
  }
}

function expectType(node: Expression, expected: Type, checker: Checker): void {
  const found = typeOf(checker, node)
  if (!isAssignable(checker, expected, found)) reportMismatch(checker, node, expected, found)
}
