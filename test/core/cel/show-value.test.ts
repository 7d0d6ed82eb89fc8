import { expect, test } from 'vitest'
import { showValue } from '#src/core/cel/show-value.ts'
import { CelError } from '#src/core/cel/value.ts'
import { evaluate } from './evaluate.ts'

test.for([
  { expression: 'null', text: 'null' },
  {
    expression: '[dyn(1), dyn(2u), dyn(3.0), dyn(-0.5), dyn(true)]',
    text: '[1, 2u, 3.0, -0.5, true]',
  },
  { expression: '9007199254740993', text: '9007199254740993' },
  { expression: '1.0 / 0.0', text: 'double("+Inf")' },
  { expression: "'a\"b\\n'", text: '"a\\"b\\n"' },
  { expression: "b'a\\x00'", text: 'b"a\\x00"' },
  { expression: "{'a': {'b': []}}", text: '{"a": {"b": []}}' },
  { expression: "{1: 'a'}", text: '{1: "a"}' },
  { expression: "optional.of('a')", text: 'optional.of("a")' },
  { expression: 'optional.none()', text: 'optional.none()' },
  { expression: "duration('90s')", text: 'duration("90s")' },
  { expression: "timestamp('2026-01-02T03:04:05Z')", text: 'timestamp("2026-01-02T03:04:05Z")' },
  { expression: "quantity('1500m')", text: 'quantity("1500m")' },
  { expression: "ip('10.0.0.1')", text: 'ip("10.0.0.1")' },
  { expression: "cidr('10.0.0.0/8')", text: 'cidr("10.0.0.0/8")' },
  { expression: "url('https://a.example/b')", text: 'url("https://a.example/b")' },
  { expression: "semver('1.2.3-rc.1+b')", text: 'semver("1.2.3-rc.1+b")' },
  { expression: 'type(1)', text: 'int' },
  { expression: 'Object{spec: Object.spec{a: 1}}', text: 'Object{spec: Object.spec{a: 1}}' },
  { expression: 'format.dns1123Label()', text: '<kubernetes.NamedFormat>' },
])('$expression', ({ expression, text }) => {
  const value = evaluate(expression)
  expect(value instanceof CelError ? value.message : showValue(value, 200)).toBe(text)
})

test('what is long is cut, however it is nested', () => {
  const long = { a: Array.from({ length: 1e5 }, (_, index) => `item ${index}`) }
  expect(showValue(long, 30)).toBe('{"a": ["item 0", "item 1", "i…')
  expect(showValue('x'.repeat(1e6), 10)).toBe(`"${'x'.repeat(8)}…`)
})

test('an object may have any key', () => {
  const value = JSON.parse('{"__proto__": 1, "constructor": {"toString": null}}')
  expect(showValue(value, 100)).toBe('{"__proto__": 1, "constructor": {"toString": null}}')
})
