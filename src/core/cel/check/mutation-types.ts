import type { Environment } from '../environment.ts'
import { dynType, stringType, type Type, unspecifiedType } from './type.ts'

/**
 * The fields of the types that only mutations have: `Object` and `Object.<path>` take any, and a field that `JSONPatch`
 * has not is of no type. https://github.com/kubernetes/apiserver/tree/v0.37.0/pkg/cel/mutation
 */
export function mutationFields(
  name: string,
  { mutation }: Environment,
): ((field: string) => Type) | undefined {
  if (!mutation) return undefined
  if (name === 'JSONPatch') return (field) => patchFields.get(field) ?? unspecifiedType
  return name === 'Object' || name.startsWith('Object.') ? () => dynType : undefined
}

const patchFields: ReadonlyMap<string, Type> = new Map([
  ['op', stringType],
  ['path', stringType],
  ['from', stringType],
  ['value', dynType],
])
