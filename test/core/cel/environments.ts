import { dynType, structType, type Type } from '#src/core/cel/check/type.ts'
import type { Environment } from '#src/core/cel/environment.ts'

/** Names of any type. */
export function dynamicNames(names: Iterable<string>): ReadonlyMap<string, Type> {
  return new Map([...names].map((name) => [name, dynType]))
}

/** Names of any type, and `variables` with these fields, likewise. */
export function namesAndVariables(
  names: Iterable<string>,
  variables: Iterable<string>,
): Pick<Environment, 'names' | 'structs'> {
  const fields = dynamicNames(variables)
  return {
    names: new Map([...dynamicNames(names), ['variables', structType('kubernetes.variables')]]),
    structs: { fieldsOf: (name) => (name === 'kubernetes.variables' ? fields : undefined) },
  }
}
