import type { Type } from './type.ts'

/** Whether both are the same type, type parameters by name. */
export function isExactType(left: Type, right: Type): boolean {
  return isSame(left, right, true)
}

/** Whether both are the same type, whatever their type parameters are called. */
export function isEquivalentType(left: Type, right: Type): boolean {
  return isSame(left, right, false)
}

function isSame(left: Type, right: Type, comparesParameterNames: boolean): boolean {
  if (left.kind === 'unspecified') return false
  if (left.kind !== right.kind || left.parameters.length !== right.parameters.length) return false
  const hasName = comparesParameterNames || left.kind !== 'parameter'
  if (hasName && left.name !== right.name) return false
  return left.parameters.every((parameter, index) => {
    const other = right.parameters[index]
    return other !== undefined && isSame(parameter, other, comparesParameterNames)
  })
}
