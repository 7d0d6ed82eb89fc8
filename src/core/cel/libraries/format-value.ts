import { quoteForGo } from '../../source/go-quote.ts'
import { printGoDouble } from '../../source/print-number.ts'
import { entriesOf, isList, isMap } from '../list-and-map.ts'
import { doubleValueOf, wholeValueOf } from '../numbers.ts'
import { compareStrings } from '../ordering.ts'
import { printFixed } from '../print-rounded.ts'
import { typeNameOf } from '../type-of.ts'
import { utf8TextOf } from '../utf8-text.ts'
import type { ListValue, Value } from '../value.ts'
import { CelError } from '../value.ts'
import { Bytes } from '../values/bytes.ts'
import { Duration, printDuration } from '../values/duration.ts'
import { printTimestamp, Timestamp } from '../values/timestamp.ts'
import { TypeValue } from '../values/type-value.ts'

/** What `%s` prints: text as it is; inside lists and maps as CEL would write it. */
export function printForFormat(value: Value): string | CelError {
  if (typeof value === 'string') return value
  if (isList(value) || isMap(value)) return printNested(value)
  const double = doubleValueOf(value)
  if (double !== undefined) return printGoDouble(double)
  if (value instanceof Timestamp) return printTimestamp(value)
  if (value instanceof Duration) return printDuration(value)
  return printSimple(value) ?? notPrintable(value)
}

/** Null, bools, whole numbers, octets and types; undefined for the rest. */
function printSimple(value: Value): string | CelError | undefined {
  if (value === null || typeof value === 'boolean') return String(value)
  if (value instanceof TypeValue) return value.typeName
  if (value instanceof Bytes) {
    return utf8TextOf(value.octets) ?? new CelError('could not convert argument to string')
  }
  return wholeValueOf(value)?.toString()
}

function notPrintable(value: Value): CelError {
  return new CelError(
    `string clause can only be used on strings, bools, bytes, ints, doubles, maps, lists, types, durations, and timestamps, was given ${typeNameOf(value)}`,
  )
}

function printNested(value: Value): string | CelError {
  if (isList(value)) return printList(value)
  if (isMap(value)) return printMap(entriesOf(value))
  if (typeof value === 'string') return quoteForGo(value)
  const double = doubleValueOf(value)
  if (double !== undefined) {
    return Number.isFinite(double) ? printFixed(double, 6) : `"${printGoDouble(double)}"`
  }
  if (value instanceof Timestamp) return `timestamp("${printTimestamp(value)}")`
  if (value instanceof Duration) return `duration("${printDuration(value)}")`
  return printNestedSimple(value)
}

function printNestedSimple(value: Value): string | CelError {
  const simple = printSimple(value)
  if (simple === undefined) {
    return new CelError(`no formatting function for ${typeNameOf(value)}`)
  }
  return value instanceof Bytes && typeof simple === 'string' ? `b${quoteForGo(simple)}` : simple
}

function printList(list: ListValue): string | CelError {
  const printed: string[] = []
  for (const element of list) {
    const text = printNested(element)
    if (text instanceof CelError) return text
    printed.push(text)
  }
  return `[${printed.join(', ')}]`
}

/** Entries are sorted by the text of their keys. */
function printMap(entries: readonly (readonly [Value, Value])[]): string | CelError {
  const printed: (readonly [string, string])[] = []
  for (const [key, value] of entries) {
    const keyText = printNested(key)
    const valueText = printNested(value)
    if (keyText instanceof CelError) return keyText
    if (valueText instanceof CelError) return valueText
    printed.push([keyText, valueText])
  }
  printed.sort(([left], [right]) => compareStrings(left, right))
  return `{${printed.map(([key, value]) => `${key}:${value}`).join(', ')}}`
}
