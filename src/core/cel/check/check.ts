import type { Expression, LiteralNode } from '../ast.ts'
import type { Environment } from '../environment.ts'
import { declarationsOf } from '../libraries/functions.ts'
import { checkCall } from './check-call.ts'
import { checkList, checkMap } from './check-collection.ts'
import { checkBind, checkComprehension } from './check-comprehension.ts'
import { checkName } from './check-name.ts'
import { checkObject } from './check-object.ts'
import { checkSelect } from './check-select.ts'
import type { Checked, Reference } from './checked.ts'
import type { Checker, CheckProblem } from './checker.ts'
import {
  boolType,
  bytesType,
  doubleType,
  errorType,
  intType,
  nullType,
  stringType,
  type Type,
  uintType,
} from './type.ts'
import { isTypeValue } from './type-names.ts'
import { isTooLarge } from './type-size.ts'
import { giveUp, hasGivenUp, noBindings, substitute } from './unify.ts'

/** What checking found: what the expression means, or what is wrong with it, in the order in which cel-go finds it. */
export type CheckResult =
  | { readonly kind: 'checked'; readonly checked: Checked }
  | {
      readonly kind: 'problems'
      readonly problems: readonly CheckProblem[]
      /** How many there are beyond those. */
      readonly truncated: number
    }

/**
 * Infers the types of an expression and selects what its names and calls mean, as cel-go does.
 * https://github.com/google/cel-go/blob/v0.29.2/checker/checker.go
 */
export function check(expression: Expression, environment: Environment): CheckResult {
  const checker = makeChecker(environment)
  checker.check(expression)
  const { problems, problemCount, bindings } = checker
  if (hasGivenUp(bindings)) return tooLarge(expression)
  if (problems.length > 0) {
    return { kind: 'problems', problems, truncated: problemCount - problems.length }
  }
  const checked = finish(expression, checker)
  return hasGivenUp(bindings) ? tooLarge(expression) : { kind: 'checked', checked }
}

/** Kubernetes would be busy with it for minutes or for ever. */
function tooLarge({ at }: Expression): CheckResult {
  const message = 'the types in the expression are too large'
  return { kind: 'problems', problems: [{ offset: at, message }], truncated: 0 }
}

function makeChecker(environment: Environment): Checker {
  const checker: Checker = {
    environment,
    declarations: declarationsOf(environment),
    bindings: noBindings(),
    types: new Map(),
    references: new Map(),
    globals: [],
    problems: [],
    visits: new Map(),
    check: (node) => checkNode(node, checker),
    scope: undefined,
    problemCount: 0,
    parameters: 0,
    depth: 0,
    locals: 0,
  }
  return checker
}

function checkNode(node: Expression, checker: Checker): Type {
  const found = typeOfNode(node, checker)
  const isLarge = isTooLarge(found)
  if (isLarge) giveUp(checker.bindings)
  const type = isLarge ? errorType : found
  checker.types.set(node, type)
  return type
}

function typeOfNode(node: Expression, checker: Checker): Type {
  switch (node.kind) {
    case 'literal':
      return literalTypes[node.literal.type]
    case 'identifier':
      return checkName(node, checker)
    case 'select':
      return checkSelect(node, checker)
    case 'call':
      return checkCall(node, checker)
    case 'list':
      return checkList(node, checker)
    case 'map':
      return checkMap(node, checker)
    case 'object':
      return checkObject(node, checker)
    case 'comprehension':
      return checkComprehension(node, checker)
    case 'bind':
      return checkBind(node, checker)
  }
}

const literalTypes: Readonly<Record<LiteralNode['literal']['type'], Type>> = {
  null: nullType,
  bool: boolType,
  int: intType,
  uint: uintType,
  double: doubleType,
  string: stringType,
  bytes: bytesType,
}

function finish(expression: Expression, checker: Checker): Checked {
  const { bindings, types, references, globals, locals } = checker
  for (const [node, type] of types) types.set(node, substitute(bindings, type, 'dyn'))
  for (const [node, reference] of references) {
    const asType = typeReference(node, reference, checker)
    if (asType !== undefined) references.set(node, asType)
  }
  return { type: types.get(expression) ?? errorType, types, references, globals, locals }
}

/** A variable that holds a type is read as the type of its own name, if there is one: cel-go looks no further. */
function typeReference(
  node: Expression,
  reference: Reference,
  { types, environment }: Checker,
): Reference | undefined {
  if (reference.kind !== 'local' && reference.kind !== 'global') return undefined
  if (types.get(node)?.kind !== 'type') return undefined
  const name = node.kind === 'identifier' ? node.name : undefined
  return name !== undefined && isTypeValue(name, environment) ? { kind: 'type', name } : undefined
}
