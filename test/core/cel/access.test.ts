import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'

const object = { list: [1, 2, 3], map: { a: 1 }, nothing: null, text: '1' }

describe('an index of a list is an int, or a double or uint that stands for one', () => {
  test.for([
    { index: 'dyn(2u)', value: 3 },
    { index: 'dyn(-0.0)', value: 1 },
    { index: 'dyn(9223372036854775807u)', message: 'index out of bounds: 9223372036854775807' },
    {
      index: 'dyn(9223372036854775808u)',
      message: 'unsupported index value 9223372036854775808 in list',
    },
    {
      index: 'dyn(9223372036854774784.0)',
      message: 'index out of bounds: 9.223372036854775e+18',
    },
    {
      index: 'dyn(-9223372036854774784.0)',
      message: 'index out of bounds: -9.223372036854775e+18',
    },
    {
      index: 'dyn(-9223372036854775808.0)',
      message: 'unsupported index value -9.223372036854776e+18 in list',
    },
    {
      index: 'dyn(1.7976931348623157e308)',
      message: 'unsupported index value 1.7976931348623157e+308 in list',
    },
    { index: 'dyn(0.0 / 0.0)', message: 'unsupported index value NaN in list' },
    { index: 'dyn(true)', message: "unsupported index type 'bool' in list" },
  ])('$index', ({ index, value, message }) => {
    const result = evaluate(`object.list[${index}]`, object)
    if (message === undefined) expect(result).toBe(value)
    else expect(result).toMatchObject({ message })
  })
})

describe('a key of a type that no key has', () => {
  test.for([
    { expression: '{}[quantity(object.text)]', type: 'cel.Quantity' },
    { expression: "{}[url('/a' + object.text)]", type: 'cel.URL' },
    { expression: "{}[?ip('::' + object.text)]", type: 'cel.IP' },
    { expression: "{}[?cidr('::/' + object.text)]", type: 'cel.CIDR' },
    { expression: 'optional.of({})[optional.of(object.text)]', type: '*types.Optional' },
    { expression: '[][dyn(optional.none())]', type: '*types.Optional' },
    { expression: '{}[type(object.text)]', type: '*types.Type' },
    { expression: '{}[?[object.text]]', type: '*types.baseList' },
    { expression: 'optional.of({})[{0: object.text}]', type: '*types.baseMap' },
    { expression: 'object.map[object.list]', type: '[]interface {}' },
    { expression: 'object.map[object.nothing]', type: '<nil>' },
    { expression: 'object.list[dyn(optional.none().orValue(object.nothing))]', type: 'types.Null' },
  ])('$expression', ({ expression, type }) => {
    expect(evaluate(expression, object)).toMatchObject({
      message: `invalid qualifier type: ${type}`,
    })
  })
})
