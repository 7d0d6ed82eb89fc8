import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { compile } from '#src/core/cel/compile.ts'
import { entriesOf, isList, isMap } from '#src/core/cel/list-and-map.ts'
import { doubleValueOf, wholeValueOf } from '#src/core/cel/numbers.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { jsonEqual } from '#src/core/index.ts'
import {
  evaluateWithSecondOpinion,
  type OpinionValue,
  type SecondOpinion,
} from '#src/tester/second-opinion.ts'
import { dynamicNames } from '../core/cel/environments.ts'
import { environment, freshControl } from '../core/cel/evaluate.ts'
import { randomExpression, randomVariables } from '../core/cel/random-expression.ts'

type Opinion =
  | { readonly kind: 'value'; readonly value: OpinionValue }
  | { readonly kind: 'error'; readonly stage: 'check' | 'evaluation'; readonly message: string }

interface Rule {
  readonly name: string
  readonly applies: (expression: string, ours: Opinion, theirs: SecondOpinion) => boolean
  readonly why: string
}

/** Where the two engines may differ. */
const rules: readonly Rule[] = [
  {
    name: 'has() of a field of a literal',
    applies: (_, ours, theirs) =>
      ours.kind === 'value' &&
      theirs.kind === 'error' &&
      theirs.message === 'has() invalid argument',
    why: 'has(e.f) takes any e: https://github.com/google/cel-spec/blob/master/doc/langdef.md#macros',
  },
  {
    name: 'an overload that is told twice',
    applies: (_, ours, theirs) =>
      ours.kind === 'value' && theirs.kind === 'error' && / overlaps with /.test(theirs.message),
    why: 'a mistake of the other engine when an operator meets a dynamic value inside a macro',
  },
  {
    name: 'ill-typed, which the other engine sees only where it is evaluated, or not at all',
    applies: (_, ours, theirs) =>
      ours.kind === 'error' &&
      ours.stage === 'check' &&
      theirs.kind === 'value' &&
      /found no matching overload|expected type/.test(ours.message),
    why: 'mixed literals, macros over empty lists: https://github.com/kubernetes/apiserver/blob/v0.37.0/pkg/cel/environment/base.go',
  },
]

const names = dynamicNames(Object.keys(randomVariables))

function ourOpinion(expression: string): Opinion {
  const activation = (name: string) => (randomVariables as Record<string, Value>)[name]
  const compiled = compile(expression, { ...environment, names }, 'any')
  if (compiled.kind === 'problems') {
    return { kind: 'error', stage: 'check', message: compiled.message }
  }
  const value = compiled.program.evaluate(activation, freshControl())
  return value instanceof CelError
    ? { kind: 'error', stage: 'evaluation', message: value.message }
    : { kind: 'value', value: normalForm(value) }
}

/** As the adapter's: ints are bigint, doubles number. */
function normalForm(value: Value): OpinionValue {
  if (isList(value)) return value.map(normalForm)
  if (isMap(value)) {
    return Object.fromEntries(
      entriesOf(value).map(([key, entry]) => [String(key), normalForm(entry)]),
    )
  }
  const whole = wholeValueOf(value)
  return whole === undefined
    ? (doubleValueOf(value) ?? (value as string | boolean | null))
    : BigInt(whole)
}

function agree(ours: Opinion, theirs: SecondOpinion): boolean {
  if (ours.kind === 'error' || theirs.kind === 'error') return ours.kind === theirs.kind
  return jsonEqual(ours.value, theirs.value)
}

/** The rule that explains a difference; undefined where the engines agree. */
function ruleFor(expression: string): Rule | undefined {
  const ours = ourOpinion(expression)
  const theirs = evaluateWithSecondOpinion(expression, randomVariables)
  if (agree(ours, theirs)) return undefined
  const rule = rules.find(({ applies }) => applies(expression, ours, theirs))
  if (rule === undefined) throw new Error(`${expression}: ${print(ours)}, but ${print(theirs)}`)
  return rule
}

function print(opinion: Opinion | SecondOpinion): string {
  return JSON.stringify(opinion, (_, value) => (typeof value === 'bigint' ? `${value}` : value))
}

describe('random expressions', () => {
  test('the engines agree, or a rule says why not', () => {
    fc.assert(
      fc.property(randomExpression(), (expression) => {
        ruleFor(expression)
      }),
      { numRuns: 1000 },
    )
  })

  test('every rule is needed', () => {
    const expressions = fc.sample(randomExpression(), { numRuns: 3000, seed: 7 })
    const needed = new Set(expressions.map(ruleFor).filter((rule) => rule !== undefined))
    expect(rules.filter((rule) => !needed.has(rule))).toEqual([])
  })
})

describe('the adapter', () => {
  test.for<{ expression: string; opinion: SecondOpinion }>([
    { expression: 'object.a + 1', opinion: { kind: 'value', value: 2n } },
    { expression: 'object.b', opinion: { kind: 'value', value: 1.5 } },
    {
      expression: '[1, 2.5, "x", null, true]',
      opinion: { kind: 'value', value: [1n, 2.5, 'x', null, true] },
    },
    { expression: '{"a": {"b": 1}}', opinion: { kind: 'value', value: { a: { b: 1n } } } },
    {
      expression: 'object.c.d',
      opinion: { kind: 'error', stage: 'evaluation', message: 'No such key: c' },
    },
    {
      expression: 'type(1)',
      opinion: { kind: 'error', stage: 'evaluation', message: 'the result has no form in JSON' },
    },
  ])('$expression', ({ expression, opinion }) => {
    expect(evaluateWithSecondOpinion(expression, { object: { a: 1, b: 1.5 } })).toEqual(opinion)
  })

  test('a mistake in the text is an error', () => {
    expect(evaluateWithSecondOpinion('1 +', {})).toMatchObject({ kind: 'error', stage: 'check' })
  })
})
