import { describe, expect, test } from 'vitest'
import { parseQuantity } from '#src/core/kubernetes/parse-quantity.ts'
import {
  addQuantities,
  compareQuantities,
  printQuantity,
  type Quantity,
  quantityAsDouble,
  quantityAsInt,
  quantityOfInt,
  quantitySign,
  subtractQuantities,
} from '#src/core/kubernetes/quantity.ts'

function quantity(text: string): Quantity {
  const parsed = parseQuantity(text)
  if (parsed.kind === 'problem') throw new Error(parsed.message)
  return parsed.quantity
}

describe('canonical text', () => {
  test.for([
    ['0', '0'],
    ['000', '0'],
    ['1', '1'],
    ['1000', '1k'],
    ['1500', '1500'],
    ['0.5', '500m'],
    ['100m', '100m'],
    ['1000m', '1'],
    ['1500m', '1500m'],
    ['1Ki', '1Ki'],
    ['1024Ki', '1Mi'],
    ['1536Mi', '1536Mi'],
    ['0.5Mi', '512Ki'],
    ['1.5Gi', '1536Mi'],
    ['512', '512'],
    ['1e3', '1e3'],
    ['1000e3', '1e6'],
    ['0.1e1', '1'],
    ['1E', '1E'],
    ['1n', '1n'],
    ['0.1n', '1n'],
    ['-0.1n', '-1n'],
    ['-1.5Gi', '-1536Mi'],
    ['0.0001Ki', '102400u'],
    ['9223372036854775807', '9223372036854775807'],
    ['100Ei', '9223372036854775807'],
    ['12345678901234567890', '12345678901234567890'],
    ['1.', '1.'],
    ['.5', '500m'],
    ['+5', '+5'],
    ['-', '0'],
  ])('%s is printed as %s', ([text, printed]) => {
    expect(printQuantity(quantity(text as string))).toBe(printed)
  })
})

describe('problems', () => {
  const format =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  const suffix = "unable to parse quantity's suffix"
  test.for([
    ['', format],
    [' 1', format],
    ['1 Gi', format],
    ['1.2.3', format],
    ['--1', suffix],
    ['1x', format],
    ['1K', suffix],
    ['1ki', suffix],
    ['1e', suffix],
    ['1e1000000000', suffix],
    ['1Mi1', suffix],
  ])('"%s"', ([text, message]) => {
    expect(parseQuantity(text as string)).toEqual({ kind: 'problem', message })
  })
})

describe('order', () => {
  test.for([
    { left: '1', right: '1000m', order: 0 },
    { left: '1Gi', right: '1G', order: 1 },
    { left: '999m', right: '1', order: -1 },
    { left: '-1', right: '1n', order: -1 },
    { left: '1e3', right: '1k', order: 0 },
    { left: '100E', right: '100Ei', order: 1 },
  ])('$left and $right', ({ left, right, order }) => {
    expect(compareQuantities(quantity(left), quantity(right))).toBe(order)
    expect(compareQuantities(quantity(right), quantity(left))).toBe(order === 0 ? 0 : -order)
  })
})

describe('arithmetic', () => {
  test.for([
    { left: '100m', right: '200m', sum: '300m', difference: '-100m' },
    { left: '1Gi', right: '512Mi', sum: '1536Mi', difference: '512Mi' },
    { left: '1Gi', right: '1M', sum: '1074741824', difference: '1072741824' },
    { left: '0', right: '1Gi', sum: '1Gi', difference: '-1Gi' },
    {
      left: '9223372036854775807',
      right: '1',
      sum: '9223372036854775808',
      difference: '9223372036854775806',
    },
    { left: '1', right: '0', sum: '1', difference: '1' },
  ])('$left and $right', ({ left, right, sum, difference }) => {
    expect(printQuantity(addQuantities(quantity(left), quantity(right)))).toBe(sum)
    expect(printQuantity(subtractQuantities(quantity(left), quantity(right)))).toBe(difference)
  })

  test('an int is added as it is', () => {
    expect(printQuantity(addQuantities(quantity('500m'), quantityOfInt(2n)))).toBe('2500m')
  })
})

describe('as a number', () => {
  test.for([
    { text: '50k', int: 50_000n, double: 50_000, sign: 1 },
    { text: '2Ki', int: 2048n, double: 2048, sign: 1 },
    { text: '-3', int: -3n, double: -3, sign: -1 },
    { text: '0', int: 0n, double: 0, sign: 0 },
    { text: '1500m', int: undefined, double: 1.5, sign: 1 },
    { text: '1000m', int: undefined, double: 1, sign: 1 },
    { text: '9223372036854775808', int: undefined, double: 2 ** 63, sign: 1 },
    { text: '10E', int: undefined, double: 1e19, sign: 1 },
  ])('$text', ({ text, int, double, sign }) => {
    expect(quantityAsInt(quantity(text))).toBe(int)
    expect(quantityAsDouble(quantity(text))).toBeCloseTo(double)
    expect(quantitySign(quantity(text))).toBe(sign)
  })
})

describe('hostile texts are refused as quickly as they are read', () => {
  test.for([
    { name: 'zeros', text: `${'0'.repeat(1_000_000)}!` },
    { name: 'digits', text: `${'1'.repeat(1_000_000)}!` },
    { name: 'a fraction', text: `1.${'0'.repeat(1_000_000)}!` },
    { name: 'letters', text: `1${'e'.repeat(1_000_000)}!` },
  ])('$name', ({ text }) => {
    expect(parseQuantity(text)).toMatchObject({ kind: 'problem' })
  })
})
