import type { CallNode } from '../ast.ts'
import type { Declaration, Overload } from '../libraries/library.ts'
import { qualifiedName, withoutDot } from './check-name.ts'
import { checkRepeated } from './check-repeated.ts'
import {
  type Checker,
  freshParameter,
  isAssignable,
  reportAt,
  reportMismatch,
  typeOf,
} from './checker.ts'
import { hintFor } from './hint.ts'
import { instantiate } from './instantiate.ts'
import { formatArguments } from './print-type.ts'
import { isExactType } from './same-type.ts'
import { boolType, dynType, errorType, type Type } from './type.ts'
import { assignAll, isDyn, substitute } from './unify.ts'

/** A call of a function, in a namespace (`sets.contains`) or on a target, or an operation. */
export function checkCall(node: CallNode, checker: Checker): Type {
  for (const argument of node.arguments) checker.check(argument)
  const { target } = node
  if (target === undefined) return callFunction(node, node.function, checker)
  const namespace = qualifiedName(target)
  const qualified = `${namespace}.${node.function}`
  if (namespace !== undefined && checker.declarations.has(withoutDot(qualified))) {
    return callFunction(node, qualified, checker)
  }
  checkRepeated(target, node.at, checker)
  const declared = checker.declarations.get(node.function)
  if (declared === undefined) return undeclared(node, node.function, checker)
  return resolve({ node, name: node.function, declared, isMethod: true }, checker)
}

function callFunction(node: CallNode, name: string, checker: Checker): Type {
  const declared = checker.declarations.get(withoutDot(name))
  if (declared === undefined) return undeclared(node, name, checker)
  return resolve({ node, name: withoutDot(name), declared, isMethod: false }, checker)
}

function undeclared(node: CallNode, name: string, checker: Checker): Type {
  const message = `undeclared reference to '${name}' (in container '')`
  reportAt(checker, { offset: node.at, message, ...hintFor(node, checker) })
  return errorType
}

interface Call {
  readonly node: CallNode
  readonly name: string
  readonly declared: readonly Declaration[]
  readonly isMethod: boolean
}

/** The type of the call: that of all overloads which its arguments fit, or dyn. */
function resolve(call: Call, checker: Checker): Type {
  if (call.name === '_&&_' || call.name === '_||_') return checkLogic(call, checker)
  const { node, isMethod } = call
  const operands = isMethod && node.target !== undefined ? [node.target] : []
  const types = [...operands, ...node.arguments].map((operand) => typeOf(checker, operand))
  const fitting: Declaration[] = []
  let result: Type | undefined
  for (const declaration of call.declared) {
    if ((declaration.style === 'method') !== isMethod) continue
    const given = resultOf(declaration, types, checker)
    if (given === undefined) continue
    fitting.push(declaration)
    result = joinResults(result, given)
  }
  if (result === undefined) return noOverload(call, types, checker)
  refer(call, fitting, checker)
  return result
}

/** What the overload gives for arguments of these types; undefined where it does not take them. */
function resultOf(
  declaration: Declaration,
  types: readonly Type[],
  checker: Checker,
): Type | undefined {
  const overload = instantiate(declaration, () => freshParameter(checker))
  if (!assignAll(checker.bindings, types, overload.parameters)) return undefined
  return substitute(checker.bindings, overload.result, 'parameter')
}

function joinResults(before: Type | undefined, given: Type): Type | undefined {
  if (before === undefined) return given.kind === 'unspecified' ? undefined : given
  return isDyn(before) || isExactType(given, before) ? before : dynType
}

function noOverload(
  { node, name, isMethod }: Call,
  types: readonly Type[],
  checker: Checker,
): Type {
  const known = types.map((type) => substitute(checker.bindings, type, 'dyn'))
  const signature = formatArguments(known, isMethod)
  const message = `found no matching overload for '${name}' applied to '${signature}'`
  reportAt(checker, { offset: node.at, message, ...hintFor(node, checker) })
  return errorType
}

/** `&&` and `||` ask each operand for itself. */
function checkLogic(call: Call, checker: Checker): Type {
  let isRight = true
  for (const operand of call.node.arguments) {
    const type = typeOf(checker, operand)
    if (isAssignable(checker, type, boolType)) continue
    reportMismatch(checker, operand, boolType, type)
    isRight = false
  }
  if (!isRight) return errorType
  refer(call, call.declared, checker)
  return boolType
}

function refer({ node, isMethod }: Call, fitting: readonly Declaration[], checker: Checker): void {
  const overloads = fitting.filter(isOverload)
  checker.references.set(
    node,
    overloads.length > 0
      ? { kind: 'function', overloads, target: isMethod }
      : { kind: 'operator', overloads: fitting.map(({ id }) => id) },
  )
}

function isOverload(declaration: Declaration): declaration is Overload {
  return Object.hasOwn(declaration, 'apply')
}
