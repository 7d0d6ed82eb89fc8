import { describe, expect, test } from 'vitest'
import { compile } from '#src/core/cel/compile.ts'
import { environment, evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "int('-42') == -42",
    "int('+7') == 7",
    "int('00000000000000000000000000000000000005') == 5",
    "uint('00000000000000000000000000000000000005') == 5u",
    "double('1_0.2_5e1_0') == 1.025e11",
    "double('0x_1_0p0') == 16.0",
    "int(duration('0.3333333333333333333h')) == 1200000000000",
    "int(duration('-9223372036.854775808s')) == -9223372036854775808",
    'int(3.99) == 3 && int(-3.99) == -3',
    'int(7u) == 7',
    "int(timestamp('1970-01-01T00:01:00Z')) == 60",
    "int(duration('1s')) == 1000000000",
    "uint('18446744073709551615') == 18446744073709551615u",
    'uint(3.9) == 3u',
    "double('1e3') == 1000.0",
    "double('inf') > 1e308",
    'double(1) == 1.0',
    "string(1.0) == '1'",
    "string(1e6) == '1e+06'",
    "string(123456.7) == '123456.7'",
    "string(1.5e-7) == '1.5e-07'",
    "string(-0.0) == '-0'",
    "string(0.0 / 0.0) == 'NaN'",
    "string(true) == 'true'",
    "string(b'abc') == 'abc'",
    "string(5u) == '5'",
    "string(duration('1h0.5s')) == '3600.5s'",
    "string(duration('1ns')) == '0.000000001s'",
    "string(timestamp('2020-01-02T03:04:05.120Z')) == '2020-01-02T03:04:05.12Z'",
    "string(timestamp('2020-01-02T03:04:05+01:30')) == '2020-01-02T03:04:05+01:30'",
    "bool('t') && !bool('False')",
    "bytes('é') == b'\\xc3\\xa9'",
    "duration('1h30m') == duration('90m')",
    "duration('-1.5s') == duration('-1500ms')",
    "duration('1us') == duration('1µs')",
    "timestamp(0) == timestamp('1970-01-01T00:00:00Z')",
    "timestamp('2020-01-01T00:00:00Z') == timestamp('2020-01-01T01:00:00+01:00')",
    'dyn(1) == 1',
    "timestamp('2020-03-01T00:00:00Z') - timestamp('2020-02-28T00:00:00Z') == duration('48h')",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    { expression: "int(dyn('1.5'))", message: "type conversion error from 'string' to 'int'" },
    { expression: 'int(dyn(1e19))', message: 'integer overflow' },
    { expression: 'int(dyn(9223372036854775808u))', message: 'integer overflow' },
    { expression: 'uint(dyn(-1))', message: 'unsigned integer overflow' },
    { expression: "uint(dyn('-1'))", message: "type conversion error from 'string' to 'uint'" },
    { expression: "double(dyn('x'))", message: "type conversion error from 'string' to 'double'" },
    ...['1__0', '_1', '1_', '1_.5', '1e_5', '0x__1p0', '0x1_p0', 'in_f'].map((text) => ({
      expression: `double('${text}')`,
      message: "type conversion error from 'string' to 'double'",
    })),
    {
      expression: "int('9223372036854775808')",
      message: "type conversion error from 'string' to 'int'",
    },
    {
      expression: "uint('18446744073709551616')",
      message: "type conversion error from 'string' to 'uint'",
    },
    { expression: "uint('+1')", message: "type conversion error from 'string' to 'uint'" },
    { expression: "bool(dyn('yes'))", message: "type conversion error from 'string' to 'bool'" },
    {
      expression: "string(dyn(b'\\xff'))",
      message: 'invalid UTF-8 in bytes, cannot convert to string',
    },
    {
      expression: "duration(dyn('1x'))",
      message: "type conversion error from 'string' to 'google.protobuf.Duration'",
    },
    {
      expression: "duration(dyn('300000000h'))",
      message: "type conversion error from 'string' to 'google.protobuf.Duration'",
    },
    {
      expression: "timestamp(dyn('2020-02-30T00:00:00Z'))",
      message: "type conversion error from 'string' to 'google.protobuf.Timestamp'",
    },
    { expression: 'timestamp(dyn(253402300800))', message: 'timestamp overflow' },
    { expression: 'int(dyn([]))', message: 'no such overload: int(list)' },
    { expression: 'string(dyn({}))', message: 'no such overload: string(map)' },
    { expression: 'bytes(dyn(1))', message: 'no such overload: bytes(int)' },
  ])('$expression', ({ expression, message }) => {
    expect(compile(expression, environment, 'any')).toMatchObject({
      message: `program instantiation failed: ${message}`,
    })
  })
})

test('what is no constant fails when it is evaluated', () => {
  expect(evaluate('int(object)', '1.5')).toMatchObject({
    message: "type conversion error from 'string' to 'int'",
  })
})

describe('up to 1.36 an int is declared to be a duration, but is none', () => {
  test.for([
    {
      kubernetesVersion: '1.36',
      message: "type conversion error from 'int' to 'google.protobuf.Duration'",
    },
    { kubernetesVersion: '1.37', message: 'no such overload: duration(int)' },
  ] as const)('$kubernetesVersion', ({ kubernetesVersion, message }) => {
    expect(evaluate('duration(object)', 1, { kubernetesVersion })).toMatchObject({ message })
  })
})
