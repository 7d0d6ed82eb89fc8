import { describe, expect, test } from 'vitest'
import { evaluate } from '../evaluate.ts'

describe('values', () => {
  test.for([
    "isQuantity('1.3Gi') && !isQuantity('1.3G i') && !isQuantity('Three') && !isQuantity('')",
    "quantity('1Gi') == quantity('1024Mi') && quantity('1') != quantity('2')",
    "quantity('200M').compareTo(quantity('0.2G')) == 0",
    "quantity('150Mi').isGreaterThan(quantity('100Mi')) && quantity('50M').isLessThan(quantity('100M'))",
    "quantity('50k').add(quantity('20')) == quantity('50020')",
    "quantity('50k').sub(20000) == quantity('30k')",
    "quantity('50k').sub(-50000) == quantity('100k')",
    "quantity('50.703k').asApproximateFloat() == 50703.0",
    "quantity('50k').asInteger() == 50000 && quantity('50k').isInteger()",
    "!quantity('9999999999999999999999G').isInteger() && !quantity('0.5').isInteger()",
    "sign(quantity('-1')) == -1 && sign(quantity('0')) == 0 && sign(quantity('5m')) == 1",
    "quantity('0.1').add(quantity('0.2')) == quantity('300m')",
  ])('%s', (expression) => {
    expect(evaluate(expression)).toBe(true)
  })
})

describe('errors', () => {
  test.for([
    {
      expression: "quantity('10 Mo')",
      message:
        "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
    },
    { expression: "quantity('10K')", message: "unable to parse quantity's suffix" },
    { expression: "quantity('0.5').asInteger()", message: 'cannot convert value to integer' },
    { expression: 'quantity(dyn(1))', message: 'no such overload: quantity(int)' },
    {
      expression: "dyn(1).isLessThan(quantity('1'))",
      message: 'no such overload: isLessThan(int, kubernetes.Quantity)',
    },
  ])('$expression', ({ expression, message }) => {
    expect(evaluate(expression)).toMatchObject({ message })
  })
})
