import { describe, expect, test } from 'vitest'
import type { ResultType } from '#src/core/cel/environment.ts'
import type { Compiled } from '#src/core/cel/program.ts'
import { type AdmissionNames, admissionEnvironment } from '#src/core/policy/admission-names.ts'
import { expressionCompiler } from '#src/core/policy/expression-compiler.ts'

const names: AdmissionNames = {
  kubernetesVersion: '1.37',
  expressions: 'stored',
  hasParams: false,
  hasAuthorizer: true,
  variables: new Map(),
  mutation: false,
}

interface Row {
  readonly name: string
  readonly expression: string
  readonly other?: Partial<AdmissionNames>
  readonly otherResult?: ResultType
  readonly isShared: boolean
}

describe('two policies with an expression of the same words', () => {
  test.for<Row>([
    { name: 'the same names', expression: 'object.a == 1', isShared: true },
    {
      name: 'another table of the same names',
      expression: 'object.a == 1',
      other: { variables: new Map() },
      isShared: true,
    },
    {
      name: 'variables of their own',
      expression: 'variables == variables',
      other: { variables: new Map() },
      isShared: false,
    },
    {
      name: 'params in one',
      expression: 'object.a == 1',
      other: { hasParams: true },
      isShared: false,
    },
    {
      name: 'no authorizer in one',
      expression: 'object.a == 1',
      other: { hasAuthorizer: false },
      isShared: false,
    },
    { name: 'a mutation', expression: 'object.a == 1', other: { mutation: true }, isShared: false },
    {
      name: 'another release',
      expression: 'object.a == 1',
      other: { kubernetesVersion: '1.30' },
      isShared: false,
    },
    {
      name: 'another result',
      expression: 'object.a == 1',
      otherResult: 'any',
      isShared: false,
    },
    { name: 'what does not compile', expression: 'object.', isShared: true },
  ])('$name', ({ expression, other, otherResult = 'bool', isShared }) => {
    const compile = expressionCompiler()
    const one = compile(expression, admissionEnvironment(names), 'bool')
    const two = compile(expression, admissionEnvironment({ ...names, ...other }), otherResult)
    expect(two.kind).toBe(one.kind)
    expect(programOrProblems(two) === programOrProblems(one)).toBe(isShared)
  })
})

function programOrProblems(compiled: Compiled): unknown {
  return compiled.kind === 'program' ? compiled.program : compiled.problems
}

test('what one policy may say and the other may not is a problem of the other alone', () => {
  const compile = expressionCompiler()
  const text = "authorizer.group('').resource('pods').check('get').allowed()"
  const [one, two] = [true, false].map((hasAuthorizer) =>
    compile(text, admissionEnvironment({ ...names, hasAuthorizer }), 'bool'),
  )
  expect([one?.kind, two?.kind]).toEqual(['program', 'problems'])
})
