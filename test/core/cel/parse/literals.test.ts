import { expect, test } from 'vitest'
import type { Literal } from '#src/core/cel/ast.ts'
import { parse } from '#src/core/cel/parse/parse.ts'

const text = (value: string): Literal => ({ type: 'string', value })
const bytes = (...value: number[]): Literal => ({ type: 'bytes', value: Uint8Array.from(value) })
const int = (value: bigint): Literal => ({ type: 'int', value })
const uint = (value: bigint): Literal => ({ type: 'uint', value })
const double = (value: number): Literal => ({ type: 'double', value })

test.for<{ expression: string; literal: Literal }>([
  { expression: 'null', literal: { type: 'null' } },
  { expression: 'true', literal: { type: 'bool', value: true } },
  { expression: 'false', literal: { type: 'bool', value: false } },
  { expression: '0', literal: int(0n) },
  { expression: '-0', literal: int(0n) },
  { expression: '007', literal: int(7n) },
  { expression: '-9223372036854775808', literal: int(-(2n ** 63n)) },
  { expression: '9223372036854775807', literal: int(2n ** 63n - 1n) },
  { expression: '0x1F', literal: int(31n) },
  { expression: '-0x8000000000000000', literal: int(-(2n ** 63n)) },
  { expression: '1u', literal: uint(1n) },
  { expression: '0x1fU', literal: uint(31n) },
  { expression: '18446744073709551615u', literal: uint(2n ** 64n - 1n) },
  { expression: '1.5', literal: double(1.5) },
  { expression: '.5', literal: double(0.5) },
  { expression: '1e3', literal: double(1000) },
  { expression: '1.5E-3', literal: double(0.0015) },
  { expression: '1e+2', literal: double(100) },
  { expression: '-0.0', literal: double(-0) },
  { expression: '1e-400', literal: double(0) },
  { expression: '""', literal: text('') },
  { expression: "''", literal: text('') },
  { expression: '"\'"', literal: text("'") },
  { expression: '"""a"b\nc"""', literal: text('a"b\nc') },
  { expression: "'''a\r\nb\rc'''", literal: text('a\nb\nc') },
  { expression: '""""a"""', literal: text('"a') },
  {
    expression: '"\\a\\b\\f\\n\\r\\t\\v\\\\\\?\\"\\\'\\`"',
    literal: text('\x07\b\f\n\r\t\v\\?"\'`'),
  },
  { expression: String.raw`"\x41\X42\103\u0044\U0001F601"`, literal: text('ABCD😁') },
  { expression: String.raw`"\xff\377"`, literal: text('ÿÿ') },
  { expression: String.raw`r"\x41\"`, literal: text('\\x41\\') },
  {
    expression: String.raw`R'''\
'''`,
    literal: text('\\\n'),
  },
  { expression: "'😁é'", literal: text('😁é') },
  { expression: "b'a'", literal: bytes(97) },
  { expression: "B'é'", literal: bytes(0xc3, 0xa9) },
  { expression: String.raw`b'\xff\377\n'`, literal: bytes(255, 255, 10) },
  { expression: String.raw`br'\xff'`, literal: bytes(92, 120, 102, 102) },
  { expression: "b'''a\r\n'''", literal: bytes(97, 10) },
])('$expression', ({ expression, literal }) => {
  const parsed = parse(expression, { kubernetesVersion: '1.37' })
  expect(parsed.kind === 'ast' ? parsed.ast : parsed.problems).toMatchObject({
    kind: 'literal',
    literal,
  })
})
