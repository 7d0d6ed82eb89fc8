import { parseQuantity } from '../../kubernetes/parse-quantity.ts'
import {
  addQuantities,
  compareQuantities,
  type Quantity,
  quantityAsDouble,
  quantityAsInt,
  quantityOfInt,
  quantitySign,
  subtractQuantities,
} from '../../kubernetes/quantity.ts'
import type { Value } from '../value.ts'
import { CelError } from '../value.ts'
import { doubleOf } from '../values/double.ts'
import { type Int, intOf } from '../values/int.ts'
import { QuantityValue } from '../values/quantity-value.ts'
import { onePass } from './cost-rules.ts'
import { globalFunction, introducedIn, type Library, method } from './library.ts'

/** https://github.com/kubernetes/apiserver/blob/master/pkg/cel/library/quantity.go */
export const quantitiesLibrary: Library = {
  name: 'kubernetes.quantity',
  overloads: introducedIn('1.28', [
    globalFunction('quantity', 'string_to_quantity', ['string'], 'quantity', toQuantity),
    globalFunction('isQuantity', 'is_quantity_string', ['string'], 'bool', isQuantity),
    globalFunction('sign', 'quantity_sign', ['quantity'], 'int', ({ quantity }) =>
      quantitySign(quantity),
    ),
    method(
      'isGreaterThan',
      'quantity_is_greater_than',
      ['quantity', 'quantity'],
      'bool',
      (a, b) => compare(a, b) > 0,
    ),
    method(
      'isLessThan',
      'quantity_is_less_than',
      ['quantity', 'quantity'],
      'bool',
      (a, b) => compare(a, b) < 0,
    ),
    method('compareTo', 'quantity_compare_to', ['quantity', 'quantity'], 'int', compare),
    method('asApproximateFloat', 'quantity_get_float', ['quantity'], 'double', ({ quantity }) =>
      doubleOf(quantityAsDouble(quantity)),
    ),
    method('asInteger', 'quantity_get_int', ['quantity'], 'int', asInteger),
    method(
      'isInteger',
      'quantity_is_integer',
      ['quantity'],
      'bool',
      (value) => integerOf(value) !== undefined,
    ),
    method('add', 'quantity_add', ['quantity', 'quantity'], 'quantity', (a, b) =>
      plus(a, b.quantity),
    ),
    method('add', 'quantity_add_int', ['quantity', 'int'], 'quantity', (a, b) =>
      plus(a, quantityOfInt(BigInt(b))),
    ),
    method('sub', 'quantity_sub', ['quantity', 'quantity'], 'quantity', (a, b) =>
      minus(a, b.quantity),
    ),
    method('sub', 'quantity_sub_int', ['quantity', 'int'], 'quantity', (a, b) =>
      minus(a, quantityOfInt(BigInt(b))),
    ),
  ]),
  costs: new Map([
    ['quantity', onePass],
    ['isQuantity', onePass],
  ]),
}

const known = new Map<string, QuantityValue>()
const capacity = 1024

/** The same few texts come again and again, so the latest quantities are kept; a full table starts anew. */
function toQuantity(text: string): Value | CelError {
  const kept = known.get(text)
  if (kept !== undefined) return kept
  const parsed = parseQuantity(text)
  if (parsed.kind === 'problem') return new CelError(parsed.message)
  const quantity = new QuantityValue(parsed.quantity)
  if (known.size >= capacity) known.clear()
  if (text.length <= 64) known.set(text, quantity)
  return quantity
}

function isQuantity(text: string): boolean {
  return parseQuantity(text).kind === 'quantity'
}

function compare(left: QuantityValue, right: QuantityValue): number {
  return compareQuantities(left.quantity, right.quantity)
}

function integerOf({ quantity }: QuantityValue): Int | undefined {
  const value = quantityAsInt(quantity)
  return value === undefined ? undefined : intOf(value)
}

function asInteger(value: QuantityValue): Int | CelError {
  return integerOf(value) ?? new CelError('cannot convert value to integer')
}

function plus({ quantity }: QuantityValue, other: Quantity): QuantityValue {
  return new QuantityValue(addQuantities(quantity, other))
}

function minus({ quantity }: QuantityValue, other: Quantity): QuantityValue {
  return new QuantityValue(subtractQuantities(quantity, other))
}
