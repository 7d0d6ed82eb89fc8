import { describe, expect, test } from 'vitest'
import { evaluate } from './evaluate.ts'

const object = { text: '10Mi', address: '10.0.0.5', nothing: null }

describe("a value of Kubernetes' own types on the left compares with its like and with null", () => {
  test.for([
    { expression: 'dyn(quantity(object.text)) == object.text', answer: undefined },
    { expression: "dyn(ip(object.address)) == dyn(cidr('10.0.0.0/8'))", answer: undefined },
    { expression: 'dyn(quantity(object.text)) != object.text', answer: true },
    { expression: 'object.text == dyn(quantity(object.text))', answer: false },
    { expression: 'dyn(quantity(object.text)) == object.nothing', answer: false },
    { expression: "quantity(object.text) == quantity('10240Ki')", answer: true },
    { expression: "dyn(semver('1.0.0')) == object.text", answer: undefined },
    { expression: 'dyn(format.uri()) == object.text', answer: undefined },
    { expression: "dyn(url('/a')) == object.text", answer: undefined },
  ])('$expression', ({ expression, answer }) => {
    const error = { message: 'no such overload' }
    const result = evaluate(expression, object)
    if (answer === undefined) expect(result).toMatchObject(error)
    else expect(result).toBe(answer)
  })
})

describe('in lists, maps and optionals', () => {
  test.for([
    { expression: '[dyn(quantity(object.text))] == [object.text]', answer: true },
    { expression: '[object.text] == [dyn(quantity(object.text))]', answer: false },
    { expression: "{'a': dyn(quantity(object.text))} == {'a': object.text}", answer: true },
    { expression: 'dyn(quantity(object.text)) in [object.text]', answer: false },
    { expression: '[dyn(quantity(object.text))].indexOf(object.text) == -1', answer: true },
    {
      expression: 'optional.of(object.nothing) == optional.of(dyn(quantity(object.text)))',
      answer: false,
    },
  ])('$expression', ({ expression, answer }) => {
    expect(evaluate(expression, object)).toBe(answer)
  })

  test('cel-go compares the contents of optionals without looking for null', () => {
    const expression = 'optional.of(dyn(quantity(object.text))) == optional.of(object.nothing)'
    expect(evaluate(expression, object)).toMatchObject({ message: 'no such overload' })
  })
})

describe('keys of maps', () => {
  test.for([
    '{dyn(timestamp(0)): 1} == {dyn(timestamp(0)): 1}',
    "dyn(ip(object.address)) in {dyn(ip('10.0.0.5')): 1}",
    '{dyn(ip(object.address)): 1, dyn(ip(object.address)): 2}.size() == 1',
    '{object.nothing: 1}.exists(k, k == null)',
    '{dyn(1.5): 2}.exists(k, k == 1.5)',
    '{type(1): 2} == {int: 2}',
    '{dyn([1]): 1, dyn([1]): 2}.size() == 2',
  ])('%s', (expression) => {
    expect(evaluate(expression, object)).toBe(true)
  })

  test('bytes are none', () => {
    expect(evaluate('{dyn(bytes(object.text)): 1}', object)).toMatchObject({
      message: 'internal error: runtime error: hash of unhashable type types.Bytes',
    })
  })
})
