import { printGoDouble } from '../source/print-number.ts'
import { entriesOf, isList, isMap } from './list-and-map.ts'
import { doubleValueOf, wholeValueOf } from './numbers.ts'
import { typeNameOf } from './type-of.ts'
import type { Value } from './value.ts'
import { Duration, printDuration } from './values/duration.ts'
import { printTimestamp, Timestamp } from './values/timestamp.ts'
import { TypeValue } from './values/type-value.ts'

/** The value as it stands in cel-go's messages: text without quotes, numbers as Go prints them. */
export function printKey(value: Value): string {
  if (typeof value === 'string') return value
  if (typeof value === 'boolean') return String(value)
  const double = doubleValueOf(value)
  if (double !== undefined) return printGoDouble(double)
  return String(wholeValueOf(value) ?? printOther(value))
}

function printOther(value: Value): string {
  if (value === null) return 'NULL_VALUE'
  if (isList(value)) return `[${value.map(printKey).join(', ')}]`
  if (isMap(value)) {
    return `{${entriesOf(value)
      .map(([key, entry]) => `${printKey(key)}: ${printKey(entry)}`)
      .join(', ')}}`
  }
  if (value instanceof Timestamp) return printTimestamp(value)
  if (value instanceof Duration) return printDuration(value)
  return value instanceof TypeValue ? value.typeName : typeNameOf(value)
}
