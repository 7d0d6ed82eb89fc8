import { describe, expect, test } from 'vitest'
import type { Activation, Program } from '#src/core/cel/program.ts'
import { recordTrace } from '#src/core/cel/trace.ts'
import { CelError, type Value } from '#src/core/cel/value.ts'
import { freshControl, programOf } from './evaluate.ts'

/** More than any expression is evaluated by closures before JavaScript is generated. */
const often = 600

const object = { name: 'shop', list: [1, 2, 3], labels: { tier: 'web' } }
const activation: Activation = (name) => (name === 'object' ? object : undefined)

const rows: readonly { readonly expression: string; readonly costLimit?: number }[] = [
  { expression: "object.name == 'shop'" },
  { expression: 'object.list.all(x, x > 0) && !has(object.labels.team)' },
  { expression: "object.list.map(x, x * 2).exists(x, x == 6) ? object.labels.tier : 'none'" },
  { expression: 'object.missing' },
  { expression: "object.list[7] == 1 || object.name == 'shop'" },
  { expression: 'object.list.map(x, object.list.map(y, x * y))', costLimit: 20 },
]

describe('evaluated often, an expression gives what it gave at first', () => {
  test.for(rows)('$expression', ({ expression, costLimit }) => {
    const program = programOf(expression)
    const first = program.evaluate
    const seen = Array.from({ length: often }, () => outcome(program, costLimit))
    expect(new Set(seen).size).toBe(1)
    expect(program.evaluate).not.toBe(first)
  })
})

test('whoever kept the first way to evaluate may go on with it', () => {
  const { evaluate } = programOf("object.name + '!'")
  const seen = Array.from({ length: often }, () => evaluate(activation, freshControl()))
  expect(new Set(seen)).toEqual(new Set(['shop!']))
})

describe('the trace is of the tree that the program shows', () => {
  test.for([
    { name: 'never evaluated', before: 0, between: 0 },
    { name: 'evaluated', before: 1, between: 1 },
    { name: 'generated before', before: often, between: 0 },
    { name: 'generated between', before: 0, between: often },
  ])('$name', ({ before, between }) => {
    const program = programOf("object.name == 'cart'")
    for (let round = 0; round < before; round++) outcome(program)
    const one = recordTrace(program, activation, freshControl())
    for (let round = 0; round < between; round++) outcome(program)
    const other = recordTrace(program, activation, freshControl())
    expect(one.node).toBe(program.ast())
    expect(other.node).toBe(one.node)
    expect(one.children).toHaveLength(2)
    expect(other).toEqual(one)
  })
})

/** All that an evaluation shows, as text. */
function outcome(program: Program, costLimit?: number): string {
  const control = freshControl(costLimit)
  const value = program.evaluate(activation, control)
  return `${printed(value)} for ${control.spent}`
}

function printed(value: Value | CelError): string {
  return value instanceof CelError
    ? `error: ${value.message} at ${JSON.stringify(value.span)}`
    : JSON.stringify(value)
}
