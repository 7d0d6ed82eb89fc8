import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "'%s %d %%'.format(['a', 1]) == 'a 1 %'",
    "'%.2f'.format([1.005]) == '1.00'",
    "'%.1f|%.0f'.format([0.25, 2.5]) == '0.2|2'",
    "'%f'.format([1234567.5]) == '1,234,567.500000'",
    "'%e'.format([1234.5]) == '1.234500×10⁰³'",
    "'%e'.format([-0.00012]) == '-1.200000×10⁻⁰⁴'",
    "'%b %o %x %X'.format([5, 8, 255, 255]) == '101 10 ff FF'",
    "'%x'.format(['hé']) == '68c3a9'",
    "'%X'.format([b'\\xab']) == 'AB'",
    "'%x'.format([-255]) == '-ff'",
    "'%b'.format([true]) == '1'",
    "'%s'.format([[1, 'a', 2.5, null, b'x', duration('1s')]]) == '[1, \"a\", 2.500000, null, b\"x\", duration(\"1s\")]'",
    "'%s'.format([{'b': 1, 'a': [true]}]) == '{\"a\":[true], \"b\":1}'",
    "'%s'.format([type(1)]) == 'int'",
    "'%s'.format([1.0]) == '1'",
    "'%f'.format(['Infinity']) == '∞'",
    "'%f|%e'.format([-0.0, -0.0]) == '0.000000|0.000000×10⁰⁰'",
    "'%.0f'.format([-0.1]) == '-0'",
    "'%.9e'.format(['-Infinity']) == '       -∞'",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('a precision beyond a byte loses its upper bits', () => {
  test.for([
    "'%.255f'.format([0.5]).size() == 257",
    "'%.256f|%.257f|%.258f'.format([0.5, 0.5, 0.5]) == '0.5|0.5|0.50'",
    "'%.1000f'.format([0.5]).size() == 234",
    "'%.1001f'.format([0.5]).size() == 235",
    "'%.1024f'.format([2.0 / 3.0]).size() == 55",
    "'%.32768f'.format([2.0 / 3.0]) == '0.6666666666666666'",
    "'%.32770f'.format([1e21]) == '1,000,000,000,000,000,000,000.00'",
    "'%.65536f'.format([0.75]) == '1'",
    "'%.10000009f'.format([0.5]).size() == 139",
    "'%.10000010f|%.10000010e'.format([0.5, 'NaN']) == '%!(NOVERB)|%!(NOVERB)'",
    "'%.65535e'.format([0.5]).size() == 65535",
    "'%.65537e'.format([0.5]) == '5.000000×10⁻⁰¹'",
    "'%.9223372036854775807s'.format(['a']) == 'a'",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
    expect(evaluate(expression, null, { kubernetesVersion: '1.36' })).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    {
      expression: "'%d'.format(dyn(['a']))",
      message:
        'error during formatting: decimal clause can only be used on integers, was given string',
    },
    { expression: "'%s %s'.format(dyn([1]))", message: 'index 1 out of range' },
    {
      expression: "('%' + 'q').format([1])",
      message: 'could not parse formatting clause: unrecognized formatting clause "q"',
    },
    { expression: "('%' + '').format([1])", message: 'unexpected end of string' },
    {
      expression: "'%s'.format([dyn(optional.of(1))])",
      message:
        'error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given optional_type',
    },
    {
      expression: "('%.' + 'f').format([1.0])",
      message:
        'could not parse formatting clause: error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax',
    },
    {
      expression: "('%.09223372036854775808' + 'f').format([1.0])",
      message:
        'could not parse formatting clause: error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "09223372036854775808": value out of range',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
