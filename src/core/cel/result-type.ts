import type { ResultType } from './environment.ts'
import { isList } from './list-and-map.ts'
import { typeNameOf } from './type-of.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'
import { ObjectValue } from './values/object-value.ts'

/** The value, or the error that it is not of the type that Kubernetes asks for. */
export function checkResult(value: Value, resultType: ResultType): Value | CelError {
  if (hasType(value, resultType)) return value
  return new CelError(`must evaluate to ${typeNames[resultType]} but got ${typeNameOf(value)}`)
}

/** As Kubernetes names them in its problems. */
const typeNames: Readonly<Record<ResultType, string>> = {
  any: 'dyn',
  bool: 'bool',
  string: 'string',
  'string-or-null': 'string or null',
  object: 'Object',
  'json-patch': 'list(JSONPatch)',
}

function hasType(value: Value, resultType: ResultType): boolean {
  switch (resultType) {
    case 'any':
      return true
    case 'bool':
      return typeof value === 'boolean'
    case 'string':
      return typeof value === 'string'
    case 'string-or-null':
      return value === null || typeof value === 'string'
    case 'object':
      return isObjectOf(value, 'Object')
    case 'json-patch':
      return isList(value) && value.every((operation) => isObjectOf(operation, 'JSONPatch'))
  }
}

function isObjectOf(value: Value, typeName: string): boolean {
  return value instanceof ObjectValue && value.typeName === typeName
}
