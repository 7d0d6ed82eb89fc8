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
    "'no'.format([1]) == 'no'",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
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
      expression: "'%s'.format([optional.of(1)])",
      message:
        'error during formatting: string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given optional_type',
    },
    {
      expression: "('%.' + 'f').format([1.0])",
      message:
        'could not parse formatting clause: error while parsing precision: error while converting precision to integer: strconv.Atoi: parsing "": invalid syntax',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
