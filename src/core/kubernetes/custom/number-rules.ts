import { printGoDouble } from '../../source/print-number.ts'
import {
  type BodyError,
  type BodyPlace,
  fieldOf,
  invalidInBody,
  nameOf,
  textError,
} from './body-result.ts'
import { invalidDouble } from './field-error.ts'
import { isGoInteger } from './go-text.ts'
import type { ValueRules } from './schema.ts'
import { isNearlyInteger, type TypeRule } from './type-rule.ts'

type Numeric = number | bigint

/**
 * Range of the format, multiple, maximum and minimum. Integers are compared with the whole part of a bound, unless the bound
 * itself is outside of what the type can hold, which is an error too.
 * https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/validator.go
 */
export function numberErrors(
  value: Numeric,
  rules: ValueRules,
  type: TypeRule,
  place: BodyPlace,
): readonly BodyError[] {
  const range = (of: Numeric, prefix: string) => rangeError(of, prefix, type, place)
  const errors = [range(value, 'Checked')]
  if (rules.multipleOf !== undefined) {
    const outside = range(rules.multipleOf, 'MultipleOf')
    errors.push(
      outside,
      multipleError(outside ? Number(value) : value, rules.multipleOf, !outside, place),
    )
  }
  if (rules.maximum !== undefined) {
    const outside = range(rules.maximum, 'Maximum boundary')
    const bound = { limit: rules.maximum, exclusive: rules.exclusiveMaximum, side: 1 } as const
    errors.push(outside, boundError(value, bound, !outside, place))
  }
  if (rules.minimum !== undefined) {
    const outside = range(rules.minimum, 'Minimum boundary')
    const bound = { limit: rules.minimum, exclusive: rules.exclusiveMinimum, side: -1 } as const
    errors.push(outside, boundError(value, bound, !outside, place))
  }
  return errors.filter((error) => error !== undefined)
}

const int32 = 2 ** 31
const int64 = 2 ** 63

function rangeError(
  value: Numeric,
  prefix: string,
  { types, format }: TypeRule,
  place: BodyPlace,
): BodyError | undefined {
  const type = types.length === 1 ? types[0] : ''
  const known = type === 'integer' ? ['int32', 'int64'] : ['float', 'double']
  const own = known.includes(format) ? format : ''
  if (type !== 'integer' && type !== 'number') return undefined
  if (type === 'integer' ? isWhole(value, own) : own !== 'float' || isFloat(value)) return undefined
  const named = own === '' ? '(default format)' : `with format ${own}`
  return textError(place, `${prefix} value must be of type ${type} ${named} in ${nameOf(place)}`)
}

function isWhole(value: Numeric, format: string): boolean {
  const limit = format === 'int32' ? int32 : int64
  if (typeof value === 'number' && !Number.isInteger(value)) return false
  return value >= -limit && value < limit
}

function isFloat(value: Numeric): boolean {
  return Number.isFinite(Math.fround(Number(value)))
}

function multipleError(
  value: Numeric,
  factor: number,
  native: boolean,
  place: BodyPlace,
): BodyError | undefined {
  if (native && isGoInteger(value)) return wholeMultipleError(value, toInt64(factor), place)
  const data = Number(value)
  if (factor <= 0) return notPositive(place, printGoDouble(factor), factor)
  if (isNearlyInteger(factor < 1 ? (1 / factor) * data : data / factor)) return undefined
  return doubleError(place, data, `should be a multiple of ${printGoDouble(factor)}`)
}

function wholeMultipleError(
  value: Numeric,
  factor: bigint,
  place: BodyPlace,
): BodyError | undefined {
  if (factor <= 0n) return notPositive(place, String(factor), factor)
  if (BigInt(value) % factor === 0n) return undefined
  return invalidInBody(place, value, `${nameOf(place)} in body should be a multiple of ${factor}`)
}

function notPositive(place: BodyPlace, printed: string, factor: Numeric): BodyError {
  const text = `factor MultipleOf declared for ${nameOf(place)} must be positive: ${printed}`
  return invalidInBody(place, factor, text)
}

interface Bound {
  readonly limit: number
  readonly exclusive: boolean
  /** 1 for a maximum, -1 for a minimum. */
  readonly side: 1 | -1
}

function boundError(
  value: Numeric,
  { limit, exclusive, side }: Bound,
  native: boolean,
  place: BodyPlace,
): BodyError | undefined {
  const whole = native && isGoInteger(value)
  const bound = whole ? toInt64(limit) : limit
  const data = whole ? value : Number(value)
  const beyond = side === 1 ? data > bound : data < bound
  if (!beyond && !(exclusive && String(data) === String(bound))) return undefined
  const word = `${side === 1 ? 'less' : 'greater'} than${exclusive ? '' : ' or equal to'}`
  const printed = typeof bound === 'bigint' ? String(bound) : printGoDouble(bound)
  const text = `should be ${word} ${printed}`
  return whole
    ? invalidInBody(place, value, `${nameOf(place)} in body ${text}`)
    : doubleError(place, Number(data), text)
}

function doubleError(place: BodyPlace, value: number, text: string): BodyError {
  const whole = `${nameOf(place)} in body ${text}`
  return { text: whole, error: invalidDouble(fieldOf(place), value, whole) }
}

const smallest = -(2n ** 63n)

/** As Go converts a double on amd64: the whole part, and the smallest integer for all that is outside. */
export function toInt64(value: number): bigint {
  const whole = Math.trunc(value)
  return whole >= -int64 && whole < int64 ? BigInt(whole) : smallest
}
