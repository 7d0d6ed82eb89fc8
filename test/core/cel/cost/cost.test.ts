import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { dynType, intType, listType, stringType } from '#src/core/cel/check/type.ts'
import { compile } from '#src/core/cel/compile.ts'
import type { Environment } from '#src/core/cel/environment.ts'
import type { Activation, Program } from '#src/core/cel/program.ts'
import { CelError } from '#src/core/cel/value.ts'
import { environment } from '../evaluate.ts'
import { randomBinding } from '../generate/random-values.ts'
import { randomWildExpression } from '../generate/random-wild-expression.ts'

const typed: Environment = {
  ...environment,
  names: new Map([
    ...environment.names,
    ['i', intType],
    ['l', listType(intType)],
    ['s', stringType],
    ['b', dynType],
  ]),
}

const values: Readonly<Record<string, unknown>> = {
  object: { metadata: { name: 'n', labels: { a: 'b' } }, list: [1, 2, 3] },
  i: 1,
  l: [1, 2, 3],
  s: 'some string of len',
  b: true,
}

const activation = ((name: string) => values[name]) as Activation

function costOf(expression: string, kubernetesVersion: '1.36' | '1.37' = '1.37'): number {
  const control = { interrupted: () => false, costLimit: 1_000_000, spent: 0, made: 0 }
  programOf(expression, { ...typed, kubernetesVersion })?.evaluate(activation, control)
  return control.spent
}

function programOf(expression: string, used: Environment): Program | undefined {
  const compiled = compile(expression, used, 'any')
  return compiled.kind === 'program' ? compiled.program : undefined
}

/** As Kubernetes' own code counts. */
describe('what an evaluation costs', () => {
  test.for([
    // names, fields and indices
    ['i', 1],
    ['object.metadata.name', 3],
    ["object['metadata'].name", 3],
    ['l[i]', 2],
    ['l[i + 0]', 4],
    ['object.missing.name', 2],
    ['has(object.metadata.name)', 2],
    ['has(object.missing.name)', 1],
    ['object.?missing.name', 1],
    ['object.?metadata.?missing', 2],
    ['object.?missing[1 / 0]', 1],
    ['optional.none()[1 / 0]', 2],
    // conditions: a name as a branch is free, and so is the condition itself
    ['b ? i : 2', 1],
    ['b ? object.metadata : i', 2],
    ['(b ? object : object).metadata', 2],
    ['l[b ? 0 : 1]', 3],
    ['has((b ? object : object).metadata)', 1],
    // constants
    ['[1, 2, 3]', 0],
    ["{'a': [1]}", 0],
    ["int('1') + 1", 1],
    ['[1, i]', 11],
    ["{'a': i}", 31],
    ['i in [1, 2, 3]', 1],
    ['i in []', 0],
    ['i in l', 5],
    ['i in [1, i]', 14],
    // calls, also those that fail
    ['s + s', 6],
    ["s == 'abc'", 2],
    ['1 / 0 + i', 3],
    ["s.replace(string(1 / 0), 'a')", 3],
    ["s.replace('a', string(1 / 0))", 7],
    ["string(1 / 0).matches('abc')", 2],
    ["s.matches('abc')", 3],
    // short cuts
    ['true || i > 1', 0],
    ['i == 1 && i == 2 && i == 3', 4],
    ['optional.of(i).or(optional.none())', 2],
    ['object.?missing.orValue(i)', 2],
    // macros
    ['l.all(x, x > 0)', 17],
    ['l.all(x, x > 1)', 9],
    ['l.exists(x, x > 5)', 20],
    ['l.exists(x, x == 1)', 11],
    ['l.exists_one(x, x == 1)', 11],
    ['l.map(x, x)', 41],
    ['l.map(x, 1)', 8],
    ['l.map(x, x > 1, x + 1)', 36],
    ['l.map(x, x == 1 ? 1 / 0 : 1)', 45],
    ['l.filter(x, x > 1)', 34],
    ['l.transformList(k, v, v)', 41],
    ['l.transformMap(k, v, v)', 14],
    ['l.transformMap(k, v, 1 / 0)', 8],
    ['l.transformMapEntry(k, v, {v: k})', 104],
    ['l.sortBy(x, -x)', 75],
    // a bound name is evaluated when it is first read
    ['object.?metadata.optMap(m, 1)', 4],
    ['object.?metadata.optMap(m, m)', 8],
    ['object.?metadata.optMap(m, m.name + m.name)', 12],
    ['object.?missing.optMap(m, m)', 3],
  ] as const)('%s: %i', ([expression, cost]) => {
    expect(programOf(expression, typed)).toBeDefined()
    expect(costOf(expression)).toBe(cost)
  })

  test('from 1.37 on a prefix costs what it is long itself', () => {
    expect(costOf("s.startsWith('abc')", '1.36')).toBe(3)
    expect(costOf("s.startsWith('abc')", '1.37')).toBe(2)
  })

  test('less than nothing is more than all', () => {
    const program = programOf('has((true ? object.?zzz : object.?zzz).d)', typed)
    const control = { interrupted: () => false, costLimit: 1_000_000, spent: 0, made: 0 }
    expect(program?.evaluate(activation, control)).toMatchObject({
      message: 'operation cancelled: actual cost limit exceeded',
    })
  })

  test('lists that are joined cost next to nothing, but come to an end', () => {
    const doubled = (inner: string) => `[${inner}].map(x, x + x)[0]`
    const long = Array.from({ length: 24 }).reduce<string>(doubled, 'object.list')
    const control = { interrupted: () => false, costLimit: 1_000_000, spent: 0, made: 0 }
    expect(programOf(long, typed)?.evaluate(activation, control)).toMatchObject({
      message:
        'operation cancelled: the lists and texts that were made exceed the budget of 64 MiB',
    })
  })
})

describe('a trace', () => {
  const names = ['object', 'params', 'x', 'y', 'variables'] as const
  const wild: Environment = {
    ...environment,
    names: new Map([...names].map((name) => [name, dynType])),
  }

  test('costs what the evaluation costs, and gives the same', () => {
    const bindings = fc.record(
      Object.fromEntries(names.map((name) => [name, randomBinding])) as Record<
        (typeof names)[number],
        typeof randomBinding
      >,
    )
    let compared = 0
    fc.assert(
      fc.property(randomWildExpression, bindings, (expression, bound) => {
        const program = programOf(expression, wild)
        if (program === undefined) return
        compared++
        const read: Activation = (name) => bound[name as (typeof names)[number]]
        const [plain, traced] = [0, 1].map(() => ({
          interrupted: () => false,
          costLimit: 1_000_000,
          spent: 0,
          made: 0,
        }))
        if (plain === undefined || traced === undefined) return
        const value = program.evaluate(read, plain)
        const other = program.trace(read, traced, { enter: () => {}, leave: () => {} })
        expect([describeResult(other), traced.spent]).toEqual([describeResult(value), plain.spent])
      }),
      { numRuns: 3000 },
    )
    expect(compared).toBeGreaterThan(1000)
  })
})

function describeResult(value: unknown): unknown {
  return value instanceof CelError ? { error: value.message } : value
}
