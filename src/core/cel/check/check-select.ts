import { nearestName } from '../../source/nearest-name.ts'
import type { SelectNode } from '../ast.ts'
import { checkQualifiedName } from './check-name.ts'
import { type Checker, isAssignable, type ProblemPlace, report, reportAt } from './checker.ts'
import { formatType } from './print-type.ts'
import { boolType, dynType, errorType, optionalType, type Type } from './type.ts'
import { fieldsOfStruct } from './type-names.ts'
import { isDynOrError, substitute } from './unify.ts'

/** `a.f`, `a.?f` and `has(a.f)`, or a chain of names that stands for one thing. */
export function checkSelect(node: SelectNode, checker: Checker): Type {
  const named = checkQualifiedName(node, checker)
  if (named !== undefined) {
    checker.references.set(node, named.reference)
    return named.type
  }
  const type = fieldTypeOf(node, checker)
  return node.testOnly ? boolType : substitute(checker.bindings, type, 'parameter')
}

/** The type that an optional holds, or the type itself. */
export function unwrapOptional(type: Type): { readonly type: Type; readonly isOptional: boolean } {
  const [inner] = type.parameters
  return type.kind === 'opaque' && type.name === 'optional_type' && inner !== undefined
    ? { type: inner, isOptional: true }
    : { type, isOptional: false }
}

function fieldTypeOf(node: SelectNode, checker: Checker): Type {
  const operand = substitute(checker.bindings, checker.check(node.operand), 'parameter')
  const { type, isOptional } = unwrapOptional(operand)
  const field = selectFrom(type, node, checker)
  return isOptional || node.optional ? optionalType(field) : field
}

function selectFrom(type: Type, node: SelectNode, checker: Checker): Type {
  switch (type.kind) {
    case 'map':
      return type.parameters[1] ?? dynType
    case 'struct':
      return fieldOfStruct(type.name, node.field, node, checker) ?? errorType
    case 'parameter':
      isAssignable(checker, dynType, type)
      return dynType
    default:
      if (!isDynOrError(type)) {
        report(checker, node, `type '${formatType(type)}' does not support field selection`)
      }
      return dynType
  }
}

/** The type of a struct's field; a field that does not exist is reported at the place. */
export function fieldOfStruct(
  typeName: string,
  field: string,
  place: ProblemPlace,
  checker: Checker,
): Type | undefined {
  const fields = fieldsOfStruct(typeName, checker.environment)
  if (fields === undefined) {
    report(checker, place, `unexpected failed resolution of '${typeName}'`)
    return undefined
  }
  const type = fields(field)
  if (type === undefined) reportUndefined(typeName, field, place, checker)
  return type
}

/** The message is cel-go's; of declared fields the nearest name goes with it. */
function reportUndefined(
  typeName: string,
  field: string,
  { at, isField = false }: ProblemPlace,
  checker: Checker,
): void {
  const declared = checker.environment.structs.fieldsOf(typeName)?.keys() ?? []
  const near = nearestName(field, declared)
  reportAt(checker, {
    offset: at,
    isField,
    message: `undefined field '${field}'`,
    ...(near === undefined ? {} : { hint: `did you mean "${near}"?` }),
  })
}
