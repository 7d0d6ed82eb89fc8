import { entriesOf, isList, isMap } from '#src/core/cel/list-and-map.ts'
import { doubleValueOf, wholeValueOf } from '#src/core/cel/numbers.ts'
import { toJson } from '#src/core/cel/to-json.ts'
import { typeNameOf } from '#src/core/cel/type-of.ts'
import type { Value } from '#src/core/cel/value.ts'
import { Cidr, printCidr } from '#src/core/cel/values/cidr.ts'
import { IpAddress, printAddress } from '#src/core/cel/values/ip-address.ts'
import { ObjectValue } from '#src/core/cel/values/object-value.ts'
import { Optional } from '#src/core/cel/values/optional.ts'
import { TypeValue } from '#src/core/cel/values/type-value.ts'
import { printGoDouble } from '#src/core/source/print-number.ts'

/** A value as the corpora write it: its type, and its content or its text. */
export interface Described {
  readonly type?: string
  readonly value?: unknown
  readonly string?: string
  readonly none?: boolean
}

export function describeValue(value: Value): Described {
  const type = typeNameOf(value)
  if (value instanceof TypeValue) return { type, string: value.typeName }
  if (value instanceof IpAddress) return { type, string: printAddress(value) }
  if (value instanceof Cidr) return { type, string: printCidr(value) }
  if (value instanceof Optional) {
    return value.value === undefined
      ? { type, none: true }
      : { type, value: describeValue(value.value) }
  }
  if (value instanceof ObjectValue && type === 'JSONPatch')
    return { type, value: describePatch(value) }
  return { type, value: contentOf(value) }
}

function describePatch({ fields }: ObjectValue<Value>): unknown {
  const text = (name: string) => fields.get(name) ?? ''
  return {
    Op: text('op'),
    From: text('from'),
    Path: text('path'),
    Val: contentOf(fields.get('value') ?? null),
  }
}

function contentOf(value: Value): unknown {
  const number = doubleValueOf(value)
  if (number !== undefined) return Number.isFinite(number) ? number : printGoDouble(number)
  const whole = wholeValueOf(value)
  if (whole !== undefined)
    return Number.isSafeInteger(Number(whole)) ? Number(whole) : String(whole)
  if (isList(value))
    return value.map((element) =>
      element instanceof ObjectValue && element.typeName === 'JSONPatch'
        ? describePatch(element)
        : contentOf(element),
    )
  if (isMap(value))
    return Object.fromEntries(
      entriesOf(value).map(([key, entry]) => [String(contentOf(key)), contentOf(entry)]),
    )
  return value instanceof TypeValue ? value.typeName : toJson(value)
}

/** Whether the two descriptions are of one value; a description may give the content or the text. */
export function sameDescription(expected: Described, actual: Described): boolean {
  if (expected.type !== actual.type) return false
  if (expected.none !== undefined || actual.none !== undefined) return expected.none === actual.none
  if (expected.type === 'optional_type')
    return sameDescription(expected.value as Described, actual.value as Described)
  if (expected.string !== undefined)
    return expected.string === (actual.string ?? String(actual.value))
  return JSON.stringify(sorted(expected.value)) === JSON.stringify(sorted(actual.value))
}

/** With the keys of objects in order, and numbers as text. */
function sorted(value: unknown): unknown {
  if (typeof value === 'number') return String(value)
  if (Array.isArray(value)) return value.map(sorted)
  if (typeof value !== 'object' || value === null) return value
  return Object.entries(value)
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([key, entry]) => [key, sorted(entry)])
}
