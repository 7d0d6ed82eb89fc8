import fc from 'fast-check'
import { expect, test } from 'vitest'
import { jsonEqual } from '#src/core/source/equal.ts'
import { parseJson, printJson } from '#src/core/source/json.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'

test.for<{ name: string; text: string; value: JsonValue }>([
  { name: 'a short integer', text: '1', value: 1 },
  { name: 'the largest exact number', text: '9007199254740991', value: 9007199254740991 },
  { name: 'one more than 2^53', text: '9007199254740993', value: 9007199254740993n },
  { name: 'the smallest int64', text: '-9223372036854775808', value: -9223372036854775808n },
  {
    name: 'an integer beyond int64, which Kubernetes holds as a double',
    text: '[18446744073709551616]',
    value: [2 ** 64],
  },
  {
    name: 'long digits behind the point',
    text: '-0.0000010000000000000002',
    value: -0.0000010000000000000002,
  },
  {
    name: 'long digits of a fraction stay a double',
    text: '1234567890123456.5',
    value: 1234567890123456.5,
  },
  {
    name: 'digits in a string stay a string',
    text: '"1234567890123456789"',
    value: '1234567890123456789',
  },
  {
    name: 'digits after an escaped quote',
    text: '["\\"1234567890123456789", 1234567890123456789]',
    value: ['"1234567890123456789', 1234567890123456789n],
  },
  {
    name: 'a string that looks like the mark',
    text: '["int0:1", 1234567890123456789]',
    value: ['int0:1', 1234567890123456789n],
  },
  {
    name: 'a string that hides the mark in escapes',
    text: '["\\u0069nt0:1", 1234567890123456789]',
    value: ['int0:1', 1234567890123456789n],
  },
])('reads $name', ({ text, value }) => {
  expect(parseJson(text)).toEqual({ kind: 'value', value })
})

test.for([
  { text: '{"__proto__":{"a":1234567890123456789},"constructor":1}' },
  { text: '{"int0:5":1234567890123456789,"a":"int1:6"}' },
])('$text is printed as it was read', ({ text }) => {
  const parsed = parseJson(text)
  expect(parsed.kind === 'value' ? printJson(parsed.value) : parsed.message).toBe(text)
})

test.for([
  { text: '' },
  { text: '{' },
  { text: '[1,]' },
  { text: '1234567890123456789x' },
  { text: '[00000000000000001]' },
  { text: '{1234567890123456789:1}' },
  { text: '1'.repeat(400) },
])('"$text" is a problem, not a crash', ({ text }) => {
  expect(parseJson(text).kind).toBe('problem')
})

test('an exponent of three digits is fine where a double holds it', () => {
  expect(parseJson('[1e308,1e-400]')).toEqual({ kind: 'value', value: [1e308, 0] })
})

test.for([
  { name: 'letters', text: 'x'.repeat(7_000_000) },
  { name: 'escapes', text: '\\"'.repeat(3_000_000) },
])('a long integer beside megabytes of $name', ({ text }) => {
  const review = `{"a":"${text}","b":1234567890123456789}`
  const parsed = parseJson(review)
  expect(parsed.kind === 'value' && printJson(parsed.value) === review).toBe(true)
})

test.for([{ inner: '1' }, { inner: '1234567890123456789' }])(
  '10,000 levels around $inner are printed as they were read',
  ({ inner }) => {
    const text = `${'[{"a":'.repeat(5000)}${inner}${'}]'.repeat(5000)}`
    const parsed = parseJson(text)
    expect(parsed.kind === 'value' && printJson(parsed.value) === text).toBe(true)
  },
)

const json = fc.letrec((tie) => ({
  value: fc.oneof(
    { maxDepth: 4 },
    fc.constantFrom(null, true, false),
    fc.string({ unit: 'binary' }),
    fc
      .double({
        noNaN: true,
        noDefaultInfinity: true,
        maxExcluded: true,
        min: -(2 ** 53),
        max: 2 ** 53,
        minExcluded: true,
      })
      .map((number) => (Object.is(number, -0) ? 0 : number)),
    fc
      .bigInt(-(2n ** 63n), 2n ** 63n - 1n)
      .filter((integer) => !Number.isSafeInteger(Number(integer))),
    fc.array(tie('value'), { maxLength: 4 }),
    fc
      .array(
        fc.tuple(fc.oneof(fc.string(), fc.constantFrom('__proto__', 'toString')), tie('value')),
        { maxLength: 4 },
      )
      .map(Object.fromEntries),
  ),
})).value as fc.Arbitrary<JsonValue>

test('what is printed is read again as the same value', () => {
  fc.assert(
    fc.property(json, (value) => {
      const parsed = parseJson(printJson(value))
      return parsed.kind === 'value' && jsonEqual(parsed.value, value)
    }),
    { numRuns: 1000 },
  )
})
