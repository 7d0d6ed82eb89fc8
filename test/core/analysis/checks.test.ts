import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { checks } from '#src/core/analysis/checks.ts'
import { staticProblemsOf } from '#src/core/analysis/static-problems.ts'
import { converge, createSnapshot, loadPolicies } from '#src/core/index.ts'
import { policyFolders, textOf } from '../../policies/policy-folders.ts'
import { randomExpression } from '../cel/random-expression.ts'
import { codesFor, validatingRule, warningsFor } from './policy-text.ts'

test('every check has a code of its own, and says what it looks for', () => {
  const codes = checks.map(({ code }) => code)
  expect(new Set(codes).size).toBe(codes.length)
  expect(codes.filter((code) => !/^[a-z]+(-[a-z]+)*$/.test(code))).toEqual([])
  expect(checks.filter(({ title }) => !/^an? |^the /.test(title))).toEqual([])
})

describe('our own policies', () => {
  const texts = policyFolders.map((folder) => textOf(folder, 'policy.yaml'))
  const { policies } = loadPolicies(texts, { kubernetesVersion: '1.37' })
  const { snapshot } = createSnapshot({ policies })

  test('have nothing to find', () => {
    expect(texts.length).toBeGreaterThan(10)
    expect(staticProblemsOf(snapshot, { hasContext: false })).toEqual([])
  })

  test('converge', () => {
    const { findings, runs } = converge(snapshot, [])
    expect(findings.map(({ problem }) => problem.message)).toEqual([])
    expect(runs).toBeGreaterThan(10)
  })
})

test('a policy that cannot be read is left alone, the others are not', () => {
  const broken = validatingRule({ name: 'broken', matchConstraints: 'all', variables: 7 })
  expect(codesFor([broken, validatingRule({ expression: 'true' })])).toEqual(['never-refuses'])
})

test('any expression can be looked at', () => {
  fc.assert(
    fc.property(randomExpression(), (expression) => {
      codesFor([validatingRule({ expression: `(${expression}) == (${expression})` })])
    }),
    { numRuns: 200 },
  )
})

test.for([{ name: 'variables that mention each other again and again', count: 60 }])(
  '$name end',
  ({ count }) => {
    const variables = Array.from({ length: count }, (_, index) => ({
      name: `v${index}`,
      expression:
        index === 0
          ? 'has(object.spec.hostname)'
          : `(variables.v${index - 1} && object.metadata.name == 'a') || (variables.v${index - 1} && object.metadata.name == 'b')`,
    }))
    const started = performance.now()
    warningsFor([validatingRule({ variables, expression: `variables.v${count - 1}` })])
    expect(performance.now() - started).toBeLessThan(20_000)
  },
)

test.for(['__proto__', 'constructor', 'toString', 'length'])('a label called %s is one', (key) => {
  expect(
    warningsFor([
      validatingRule({
        expression: `has(object.metadata.labels) && object.metadata.labels['${key}'] == 'a'`,
      }),
    ]),
  ).toEqual([expect.stringContaining(`object.metadata.labels["${key}"] may be missing`)])
})
