import { printType } from '#src/core/cel/check/print-type.ts'
import { listType, stringType, structType } from '#src/core/cel/check/type.ts'
import { checkExpression } from '#src/core/cel/check-expression.ts'
import type { Environment } from '#src/core/cel/environment.ts'
import { dynamicNames } from '../environments.ts'

const person = new Map([
  ['name', stringType],
  ['friends', listType(stringType)],
])

/** `object` of any type, `person` with fields, `a.b` as one name. */
export const environment: Environment = {
  kubernetesVersion: '1.37',
  expressions: 'stored',
  names: new Map([
    ...dynamicNames(['object', 'a', 'a.b']),
    ['person', structType('test.Person')],
    ['words', listType(stringType)],
  ]),
  structs: { fieldsOf: (name) => (name === 'test.Person' ? person : undefined) },
  mutation: true,
}

/** The type of an expression, or its problems with their places. */
export function check(expression: string, changes: Partial<Environment> = {}): string {
  const result = checkExpression(expression, { ...environment, ...changes }, 'any')
  if (result.kind === 'checked') return printType(result.checked.type)
  return result.problems
    .map(({ line, column, message }) => `${line}:${column} ${message}`)
    .join('\n')
}
