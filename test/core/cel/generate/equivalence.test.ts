import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { parse as parseYaml } from 'yaml'
import type { Environment } from '#src/core/cel/environment.ts'
import type { Activation } from '#src/core/cel/program.ts'
import type { CelError, Value } from '#src/core/cel/value.ts'
import { LazyObject } from '#src/core/cel/value.ts'
import { firstPolicyTexts } from '#test/support/first-policies.ts'
import { hasCorpora, readRows, whereCorporaAre } from '../../../conformance/corpora.ts'
import { dynamicNames, namesAndVariables } from '../environments.ts'
import { randomExpression } from '../random-expression.ts'
import {
  type Bounds,
  bothRuns,
  difference,
  generatedRuns,
  observe,
  observeGenerated,
} from './both-runs.ts'
import { randomBinding, randomValue } from './random-values.ts'
import { randomWildExpression } from './random-wild-expression.ts'

const environment: Environment = {
  kubernetesVersion: '1.37',
  expressions: 'stored',
  ...namesAndVariables(
    ['object', 'oldObject', 'request', 'params', 'x', 'y', 'a', 'b'],
    ['f', 'g'],
  ),
  mutation: true,
}

function expectSame(
  expression: string,
  used: Environment,
  activation: Activation,
  bounds: Bounds = {},
): number {
  const { planned, generated } = generatedRuns(expression, used)
  const expected = observe(planned, activation, bounds)
  expect(difference(expected, observeGenerated(generated, activation, bounds))).toBe('')
  return expected.spent
}

function activationFrom(
  values: Readonly<Record<string, Value | CelError | undefined>>,
): Activation {
  return (name) => (Object.hasOwn(values, name) ? values[name] : undefined)
}

describe('random expressions', () => {
  const names = ['object', 'params', 'x', 'y', 'a', 'b', 'variables'] as const
  const bindings = fc.record(
    Object.fromEntries(names.map((name) => [name, randomBinding])) as Record<
      (typeof names)[number],
      typeof randomBinding
    >,
  )

  test('of any operators and operands', () => {
    const outcomes = { values: 0, errors: 0, generated: 0 }
    fc.assert(
      fc.property(randomWildExpression, bindings, (expression, values) => {
        const runs = bothRuns(expression, environment)
        if (runs?.generated === undefined) return
        const expected = observe(runs.planned, activationFrom(values))
        const found = observeGenerated(runs.generated, activationFrom(values))
        expect(difference(expected, found)).toBe('')
        outcomes[isError(expected.value) ? 'errors' : 'values']++
        if (found !== undefined) outcomes.generated++
      }),
      { numRuns: 6000 },
    )
    expect(outcomes.errors).toBeGreaterThan(700)
    expect(outcomes.values).toBeGreaterThan(700)
    expect(outcomes.generated).toBeGreaterThan(outcomes.values * 0.8)
  })

  test('of the common subset', () => {
    fc.assert(
      fc.property(randomExpression(), bindings, (expression, values) => {
        const runs = bothRuns(expression, environment)
        if (runs?.generated === undefined) return
        const activation = activationFrom(values)
        const found = observeGenerated(runs.generated, activation)
        expect(difference(observe(runs.planned, activation), found)).toBe('')
      }),
      { numRuns: 1000 },
    )
  })

  test('stopped by the budget at the same call', () => {
    fc.assert(
      fc.property(
        randomWildExpression,
        bindings,
        fc.nat({ max: 12 }),
        (text, values, costLimit) => {
          const runs = bothRuns(text, environment)
          if (runs?.generated === undefined) return
          const bounds = { costLimit }
          const expected = observe(runs.planned, activationFrom(values), bounds)
          const found = observeGenerated(runs.generated, activationFrom(values), bounds)
          expect(difference(expected, found)).toBe('')
        },
      ),
      { numRuns: 3000 },
    )
  })
})

function isError(value: unknown): boolean {
  return value === undefined || (value as object)?.constructor?.name === 'CelError'
}

describe('the budget and the clock', () => {
  const numbers = Array.from({ length: 150 }, (_, index) => index)
  const activation = activationFrom({ object: numbers, params: { f: 'a' } })
  test.for([
    'object.all(x, object.exists(y, y == x))',
    'object.filter(x, params.f == "b" || x > 3).size() > 2 && object.map(x, x + 1).size() == 3',
    'object.exists_one(x, object.map(y, y).size() == x)',
    'object.map(x, x == 99, params.f + "a").exists(y, y in ["aa"] && {"f": y}.f == y)',
  ])('%s', (expression) => {
    const whole = expectSame(expression, environment, activation)
    expect(whole).toBeGreaterThan(100)
    for (const costLimit of [0, 1, 7, 99, 100, 101, whole - 1, whole]) {
      expectSame(expression, environment, activation, { costLimit })
    }
    for (const polls of [0, 1, 2]) expectSame(expression, environment, activation, { polls })
  })
})

describe('sample policies', () => {
  const pods: readonly Value[] = [
    null,
    {},
    { spec: null },
    { spec: { containers: 'none' } },
    pod({}),
    pod({ name: 'a', image: 'nginx' }),
    pod({ name: 'a', image: 'nginx:latest', securityContext: { runAsUser: 0, privileged: true } }),
    pod({ name: 'b', image: 'registry.example.com/web:1.27@sha256:ab' }),
    pod({
      name: 'c',
      image: 5,
      resources: { limits: { cpu: '5', memory: 1e10 }, requests: { cpu: 'much' } },
    }),
    pod({ name: 'd', resources: { limits: { cpu: 1, memory: '0' }, requests: { memory: '1Gi' } } }),
  ]

  test.for(samplePolicies())('$name', ({ spec }) => {
    const { params = null, variables = [] } = spec
    const table = new Map(variables.map(({ name, expression }) => [name, expression]))
    const used = {
      ...environment,
      ...namesAndVariables([...environment.names.keys()], [...table.keys()]),
    }
    const expressions = [...expressionsIn(spec)]
    expect(expressions.length).toBeGreaterThan(1)
    const outcomes = { values: 0, errors: 0, generated: 0 }
    for (const expression of expressions) {
      for (const object of pods) {
        const values = {
          object,
          oldObject: pods[5] ?? null,
          params,
          request: { operation: 'UPDATE' },
        }
        count(
          outcomes,
          compareOn(expression, used, () => policyActivation(values, table, used)),
        )
      }
    }
    // Generated code gives nearly every value; what absorbs an error is left to the closures.
    expect(outcomes.generated).toBeGreaterThanOrEqual(outcomes.values * 0.95)
  })
})

function pod(container: Value): Value {
  const metadata = { name: 'a', labels: { 'sallyport.dev/spot': 'true' } }
  const volumes = [{ name: 'v', hostPath: { path: '/' } }, { name: 'w' }]
  const tolerations = [{ key: 'spot', operator: 'Equal', value: 'true' }, {}]
  const nodeSelector = { 'node.kubernetes.io/lifecycle': 'spot' }
  const spec = { containers: [container], volumes, tolerations, nodeSelector, hostNetwork: true }
  return { metadata, spec: { ...spec, initContainers: [{ name: 'i', image: 'localhost/i:1' }] } }
}

/** What the closures and the generated code gave, after they were found to be the same. */
function compareOn(expression: string, used: Environment, activation: () => Activation) {
  const { planned, generated } = generatedRuns(expression, used)
  const expected = observe(planned, activation())
  const found = observeGenerated(generated, activation())
  expect(difference(expected, found)).toBe('')
  return { isError: isError(expected.value), isGenerated: found !== undefined }
}

interface Outcomes {
  values: number
  errors: number
  generated: number
}

function count(outcomes: Outcomes, seen: ReturnType<typeof compareOn>): void {
  outcomes[seen.isError ? 'errors' : 'values']++
  if (seen.isGenerated) outcomes.generated++
}

interface PolicySpec {
  readonly params?: Value
  readonly variables?: readonly { readonly name: string; readonly expression: string }[]
}

function samplePolicies(): readonly { readonly name: string; readonly spec: PolicySpec }[] {
  return firstPolicyTexts().map(({ name, text }) => ({ name, spec: parseYaml(text).spec }))
}

function* expressionsIn(node: unknown): Generator<string> {
  if (typeof node !== 'object' || node === null) return
  for (const [key, value] of Object.entries(node)) {
    if (/expression$/i.test(key) && typeof value === 'string') yield value
    else yield* expressionsIn(value)
  }
}

function policyActivation(
  values: Readonly<Record<string, Value>>,
  table: ReadonlyMap<string, string>,
  used: Environment,
): Activation {
  const known = new Map<string, Value | CelError | undefined>()
  const activation: Activation = (name) =>
    name === 'variables' ? variables : activationFrom(values)(name)
  const variables = new LazyObject(
    (name) => table.has(name),
    (name) => {
      if (!known.has(name)) {
        const { planned } = generatedRuns(table.get(name) ?? '', used)
        known.set(name, observe(planned, activation).value)
      }
      return known.get(name)
    },
  )
  return activation
}

describe.skipIf(!hasCorpora)(`conformance expressions, ${whereCorporaAre}`, () => {
  test.for([
    { file: 'cel-spec-conformance.jsonl.gz', atLeast: 600 },
    { file: 'k8s-cel-unit.jsonl.gz', atLeast: 400 },
  ])('$file', ({ file, atLeast }) => {
    const rows = readRows(file) as readonly {
      readonly expr: string
      readonly vars?: Readonly<Record<string, unknown>>
      readonly bindings?: Readonly<Record<string, unknown>>
    }[]
    let compared = 0
    for (const { expr, vars, bindings } of rows) {
      const values = Object.fromEntries(
        Object.entries({ ...bindings, ...vars }).map(([name, value]) => [name, contentOf(value)]),
      )
      const names = new Map([...environment.names, ...dynamicNames(Object.keys(values))])
      const runs = bothRuns(expr, { ...environment, names })
      if (runs?.generated === undefined) continue
      compared++
      for (const activation of [activationFrom(values), activationFrom({ object: values })]) {
        const planned = observe(runs.planned, activation)
        const generated = observeGenerated(runs.generated, activation)
        expect(`${expr} ${difference(planned, generated)}`).toBe(`${expr} `)
      }
    }
    expect(compared).toBeGreaterThan(atLeast)
  })
})

/** The value in a recorded variable, as near as JSON tells it; both runs get the same. */
function contentOf(recorded: unknown): Value {
  if (typeof recorded !== 'object' || recorded === null) return null
  if ('json' in recorded) return recorded.json as Value
  return 'value' in recorded ? (recorded.value as Value) : null
}

test('values of every kind are told apart as the closures do', () => {
  fc.assert(
    fc.property(randomValue, randomValue, (object, params) => {
      for (const expression of [
        'object == params',
        'object < params',
        'object + params',
        'object in params',
      ]) {
        expectSame(expression, environment, activationFrom({ object, params }))
      }
    }),
    { numRuns: 1000 },
  )
})

describe('of several errors of a macro', () => {
  test.for([
    { expression: 'object.all(x, params[x])', message: 'no such key: a' },
    { expression: 'object.exists(x, params[x])', message: 'no such key: a' },
    { expression: 'object.exists_one(x, params[x])', message: 'no such key: b' },
    { expression: 'object.filter(x, params[x])', message: 'no such key: b' },
    { expression: 'object.map(x, params[x])', message: 'no such key: a' },
    { expression: 'object.map(x, params[x], x)', message: 'no such key: b' },
  ])('$expression gives $message', ({ expression, message }) => {
    const { planned } = generatedRuns(expression, environment)
    const activation = activationFrom({ object: ['a', 'b'], params: {} })
    expectSame(expression, environment, activation)
    expect(observe(planned, activation).value).toMatchObject({ message })
  })
})
