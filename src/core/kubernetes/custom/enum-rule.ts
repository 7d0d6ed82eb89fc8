import { jsonEqual } from '../../source/equal.ts'
import { isArray, isObject, type JsonValue } from '../../source/json-value.ts'
import { type BodyError, type BodyPlace, fieldOf, nameOf } from './body-result.ts'
import { notSupported } from './field-error.ts'
import { isGoInteger, printGoJson } from './go-text.ts'
import { toInt64 } from './number-rules.ts'

/** Null is never among the allowed values, even where it is listed. */
export function enumError(
  value: JsonValue,
  allowed: readonly JsonValue[],
  place: BodyPlace,
): BodyError | undefined {
  if (allowed.length === 0 || allowed.some((one) => isAllowed(value, one))) return undefined
  const printed = allowed.map((one) => (typeof one === 'string' ? one : printGoJson(one)))
  return {
    text: `${nameOf(place)} in body should be one of [${printed.join(' ')}]`,
    error: notSupported(fieldOf(place), value, printed),
  }
}

/**
 * Equal after Go's conversion to the type of the allowed value: a fraction loses its part after the point, an integer becomes
 * the character of that number. https://github.com/kubernetes/kube-openapi/blob/master/pkg/validation/validate/validator.go
 */
function isAllowed(value: JsonValue, allowed: JsonValue): boolean {
  if (value === null || allowed === null) return false
  if (typeof value === 'number' || typeof value === 'bigint') return isAllowedNumber(value, allowed)
  if (isArray(value) || isObject(value)) return jsonEqual(value, allowed)
  return value === allowed
}

function isAllowedNumber(value: number | bigint, allowed: JsonValue): boolean {
  const whole = isGoInteger(value)
  if (typeof allowed === 'string') return whole && characterOf(value) === allowed
  if (typeof allowed !== 'number' && typeof allowed !== 'bigint') return false
  if (!isGoInteger(allowed)) return Number(value) === Number(allowed)
  return whole ? BigInt(value) === BigInt(allowed) : toInt64(Number(value)) === BigInt(allowed)
}

function characterOf(value: number | bigint): string {
  const point = Number(value)
  const isCharacter = point >= 0 && point <= 0x10ffff && !(point >= 0xd800 && point <= 0xdfff)
  return isCharacter ? String.fromCodePoint(point) : '\ufffd'
}
