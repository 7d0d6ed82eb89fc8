import { expect, test } from 'vitest'
import { maxTraceNodes, recordTrace, type Trace } from '#src/core/cel/trace.ts'
import type { Value } from '#src/core/cel/value.ts'
import { evaluate, freshControl, programOf } from './evaluate.ts'

function traceOf(expression: string, object: Value, costLimit?: number): Trace {
  const activation = (name: string) => (name === 'object' ? object : undefined)
  return recordTrace(programOf(expression), activation, freshControl(costLimit))
}

/** The kinds and values of the tree, one line a node. */
function draw(trace: Trace, indent = ''): readonly string[] {
  const { node, value, children } = trace
  const name = node.kind === 'call' ? node.function : node.kind
  return [
    `${indent}${name} ${JSON.stringify(value)}`,
    ...children.flatMap((child) => draw(child, `${indent}  `)),
  ]
}

test('every sub-expression that was evaluated is in the tree', () => {
  expect(draw(traceOf('object.a == 1 || object.b == 2', { a: 1 }))).toEqual([
    '_||_ true',
    '  _==_ true',
    '    select 1',
    '      identifier {"a":1}',
    '    literal 1',
  ])
})

test('the body of a macro is there once an iteration', () => {
  expect(draw(traceOf('object.all(x, x < 2)', [1, 2, 3]))).toEqual([
    'comprehension false',
    '  identifier [1,2,3]',
    '  _<_ true',
    '    identifier 1',
    '    literal 2',
    '  _<_ false',
    '    identifier 2',
    '    literal 2',
  ])
})

test('a trace gives what the evaluation gives', () => {
  const expression = 'object.map(x, x * 2).filter(x, x in [2, 6]).size() == 2 ? "a" : object[9]'
  expect(traceOf(expression, [1, 2, 3]).value).toEqual(evaluate(expression, [1, 2, 3]))
})

test('a trace is bounded', () => {
  const list = Array.from({ length: 5000 }, (_, index) => index)
  const trace = traceOf('object.all(x, x >= 0)', list)
  const count = (node: Trace): number => node.children.reduce((sum, child) => sum + count(child), 1)
  expect(trace.value).toBe(true)
  expect(count(trace)).toBeLessThanOrEqual(maxTraceNodes + 1)
})

test('an evaluation that was cut short has its error', () => {
  expect(traceOf('object.all(x, x >= 0)', [1, 2, 3], 2)).toMatchObject({
    value: { message: 'operation cancelled: actual cost limit exceeded' },
    children: [],
  })
})
