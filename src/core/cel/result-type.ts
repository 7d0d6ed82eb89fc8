import { printType } from './check/print-type.ts'
import { isExactType } from './check/same-type.ts'
import { boolType, listType, nullType, stringType, structType, type Type } from './check/type.ts'
import type { ResultType } from './environment.ts'

/**
 * What Kubernetes says about an expression that gives another type than it asks for; the type must be the very same.
 * https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/admission/plugin/cel/compile.go
 */
export function resultProblem(type: Type, resultType: ResultType): string | undefined {
  const wanted = wantedTypes[resultType]
  const [only] = wanted
  if (only === undefined || wanted.some((one) => isExactType(type, one))) return undefined
  const names = wanted.map(printType)
  return wanted.length === 1
    ? `must evaluate to ${printType(only)} but got ${printType(type)}`
    : `must evaluate to one of [${names.join(' ')}] but got ${printType(type)}`
}

const wantedTypes: Readonly<Record<ResultType, readonly Type[]>> = {
  any: [],
  bool: [boolType],
  string: [stringType],
  'string-or-null': [stringType, nullType],
  object: [structType('Object')],
  'json-patch': [listType(structType('JSONPatch'))],
}
