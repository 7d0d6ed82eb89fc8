import { entriesOf, isList, isMap } from '../cel/list-and-map.ts'
import { doubleValueOf, wholeValueOf } from '../cel/numbers.ts'
import type { Value } from '../cel/value.ts'
import { Bytes } from '../cel/values/bytes.ts'
import { Duration, printDuration } from '../cel/values/duration.ts'
import { ObjectValue } from '../cel/values/object-value.ts'
import { printTimestamp, Timestamp } from '../cel/values/timestamp.ts'
import { Uint } from '../cel/values/uint.ts'
import { quoteForGo } from '../source/go-quote.ts'
import { printGoDouble } from '../source/print-number.ts'

/** What kind of value a structured merge takes it for; what is none of these it refuses everywhere. */
export type Form = 'null' | 'text' | 'number' | 'boolean' | 'list' | 'map' | 'other'

export function formOf(value: Value): Form {
  if (value === null) return 'null'
  if (typeof value === 'string') return 'text'
  if (typeof value === 'boolean') return 'boolean'
  if (isList(value)) return 'list'
  if (value instanceof ObjectValue || isMap(value)) return 'map'
  if (value instanceof Uint) return 'other'
  const number = wholeValueOf(value) ?? doubleValueOf(value)
  return number === undefined ? 'other' : 'number'
}

/** The fields of an object or map by their names; a key that is no text is left out. */
export function fieldsOf(value: Value): readonly (readonly [string, Value])[] {
  const entries =
    value instanceof ObjectValue ? [...value.fields] : isMap(value) ? entriesOf(value) : []
  return entries.filter((entry): entry is readonly [string, Value] => typeof entry[0] === 'string')
}

/** As Go's %v; CEL's null is a number with a name. https://pkg.go.dev/fmt */
export function printGoValue(value: Value): string {
  switch (formOf(value)) {
    case 'null':
      return 'NULL_VALUE'
    case 'list':
      return `[${(value as readonly Value[]).map(printGoValue).join(' ')}]`
    case 'map':
      return `map[${inOrder(value)
        .map(([key, field]) => `${key}:${printGoValue(field)}`)
        .join(' ')}]`
    default:
      return printPlain(value)
  }
}

/** As Go's %#v. */
export function printGoSyntax(value: Value): string {
  switch (formOf(value)) {
    case 'null':
      return '0'
    case 'text':
      return quoteForGo(value as string)
    case 'list': {
      const items = value as readonly Value[]
      return items.length === 0
        ? '[]interface {}(nil)'
        : `[]interface {}{${items.map(printGoSyntax).join(', ')}}`
    }
    case 'map': {
      const fields = inOrder(value).map(
        ([key, field]) => `${quoteForGo(key)}:${printGoSyntax(field)}`,
      )
      return `map[string]interface {}{${fields.join(', ')}}`
    }
    default:
      return printSyntax(value)
  }
}

/** As Go's %T. */
export function goTypeName(value: Value): string {
  switch (formOf(value)) {
    case 'text':
      return 'string'
    case 'boolean':
      return 'bool'
    case 'list':
      return '[]interface {}'
    case 'map':
      return 'map[string]interface {}'
    default:
      return foreignTypeName(value)
  }
}

function foreignTypeName(value: Value): string {
  if (value === null) return 'structpb.NullValue'
  if (value instanceof Uint) return 'uint64'
  if (value instanceof Bytes) return '[]uint8'
  if (value instanceof Timestamp) return 'time.Time'
  return value instanceof Duration ? 'time.Duration' : 'float64'
}

function inOrder(value: Value): readonly (readonly [string, Value])[] {
  return [...fieldsOf(value)].sort(([left], [right]) => (left < right ? -1 : 1))
}

function printPlain(value: Value): string {
  if (value instanceof Uint) return String(value.value)
  if (value instanceof Bytes) return `[${value.octets.join(' ')}]`
  if (value instanceof Duration) return printDuration(value)
  if (value instanceof Timestamp)
    return printTimestamp(value).replace('T', ' ').replace('Z', ' +0000 UTC')
  return printScalar(value)
}

function printSyntax(value: Value): string {
  if (value instanceof Uint) return `0x${value.value.toString(16)}`
  if (value instanceof Duration) return String(value.nanoseconds)
  if (value instanceof Bytes) {
    const octets = [...value.octets].map((octet) => `0x${octet.toString(16)}`)
    return `[]uint8{${octets.join(', ')}}`
  }
  return printScalar(value)
}

function printScalar(value: Value): string {
  const whole = wholeValueOf(value)
  if (whole !== undefined) return String(whole)
  const double = doubleValueOf(value)
  return double === undefined ? String(value) : printGoDouble(double)
}
