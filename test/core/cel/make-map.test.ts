import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'

const three = "{dyn(1): 'int', dyn(1u): 'uint', dyn(1.0): 'double'}"

describe('numbers of different types are different keys, and an int and a uint are found by each other', () => {
  test.for([
    `${three}.size() == 3`,
    `${three}[1] == 'int'`,
    `${three}[dyn(1u)] == 'uint'`,
    `${three}[dyn(1.0)] == 'double'`,
    "{dyn(1u): 'uint', dyn(1.0): 'double'}[1] == 'uint'",
    "{dyn(1u): 'uint', dyn(1): 'int'}[dyn(1.0)] == 'int'",
    "{dyn(1): 'int'}[dyn(1u)] == 'int'",
    "{dyn(-1): 'int'}[dyn(-1.0)] == 'int'",
    "!(1 in {dyn(1.0): 'double'})",
    "{dyn(1): 'a'} != {dyn(1.0): 'a'}",
    "{dyn(1.0): 'a'} == {dyn(1): 'a'}",
    "{dyn(1): 'a', dyn(1u): 'b'} == {dyn(1u): 'b', dyn(1): 'a'}",
    "{dyn(1): 'a', dyn(1u): 'b'} != {dyn(1u): 'b', dyn(1): 'b'}",
    "{dyn(1): 'a', ?dyn(1u): optional.none()}.size() == 1",
    '{dyn(9223372036854775807): 1}.?key == optional.none()',
    '!(dyn(9223372036854775808.0) in {9223372036854775807: 1})',
    'dyn(9223372036854775808.0) in {dyn(9223372036854775808u): 1}',
    '!(dyn(-9223372036854775808.0) in {-9223372036854775808: 1})',
    '{0.0: 1, -0.0: 2}.size() == 1',
    '{0.0 / 0.0: 1, 0.0 / 0.0: 2}.size() == 2',
    '!(dyn(0.0 / 0.0) in {0.0 / 0.0: 1})',
    '{1e300: 1}[dyn(1e300)] == 1',
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
    expect(evaluate(expression, null, { kubernetesVersion: '1.36' })).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    { expression: "{dyn(1.0): 'double'}[1]", message: 'no such key: 1' },
    { expression: "{dyn(1.0): 'double'}[dyn(1u)]", message: 'no such key: 1' },
    {
      expression: '[dyn(1), dyn(1u)].transformMapEntry(_, key, {key: 1})',
      message: 'insert failed: key 1 already exists',
    },
    {
      expression: '[1, 2].transformMapEntry(_, x, {null: x})',
      message: 'insert failed: key 0 already exists',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
