import { expect, test } from 'vitest'
import { policySetMaker } from '#src/core/policy/policy-set.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

const load = (spec: string, kind = 'ValidatingRule') =>
  policySetMaker('1.37')(
    readYaml({
      name: 'p.yaml',
      text: `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata: {name: r}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  ${kind === 'MutatingRule' ? "mutations: [{patchType: JSONPatch, jsonPatch: {expression: \"[JSONPatch{op: 'remove', path: '/spec/a'}]\"}}]" : 'validations: [{expression: "true"}]'}
${spec.replaceAll(/^/gm, '  ')}
`,
    }).documents,
  )

test.for([
  'tomorrow',
  '01.06.2030',
  '2030-6-1',
  '2030-02-30',
  '2030-13-01',
  '2030-06-01T09:00',
  '2030-06-01T09:00:00',
  '2030-06-01 09:00:00Z',
  '2030-06-01T9:00:00Z',
  '2030-06-01T25:00:00Z',
  '2030-06-01T09:00:00,5Z',
  '',
])('"%s" is no date', (found) => {
  const { problems, policySet } = load(`enforceFrom: "${found}"`)
  expect(problems).toEqual([
    {
      severity: 'error',
      code: 'invalid-date',
      source: 'p.yaml',
      path: 'spec.enforceFrom',
      line: 7,
      column: 16,
      excerpt: expect.stringContaining('^'),
      message: `"${found}" is no date`,
      found,
      expected: 'a date such as 2030-01-31, or a time such as 2030-01-31T09:00:00+01:00',
      remedy: 'write year, month and day as numbers, and a time only with its zone (Z for UTC)',
    },
  ])
  expect(policySet.policies.filter(({ policy }) => policy.broken === undefined)).toEqual([])
})

test.for(['2030-06-01', '"2030-06-01"', '2030-06-01T09:00:00Z', '2024-02-29', 'null'])(
  '%s is none of the problems',
  (date) => {
    expect(load(`enforceFrom: ${date}`).problems).toEqual([])
  },
)

test('a number is none either', () => {
  expect(load('enforceFrom: 2030').problems).toMatchObject([
    { code: 'wrong-type', path: 'spec.enforceFrom', line: 7 },
  ])
})

test('a rule that never refuses has nothing to enforce', () => {
  const { problems } = load('enforceFrom: 2030-06-01\nvalidationActions: [Warn]')
  expect(problems).toMatchObject([
    { severity: 'warning', code: 'no-effect', path: 'spec.enforceFrom', line: 7, column: 3 },
  ])
})

test('a mutation has no date', () => {
  expect(load('enforceFrom: 2030-06-01', 'MutatingRule').problems).toMatchObject([
    { code: 'unknown-field', path: 'spec.enforceFrom', line: 7 },
  ])
})
