import type { ObjectNode } from './ast.ts'
import { entriesOf, isList, isMap } from './list-and-map.ts'
import { mapOf } from './make-map.ts'
import { doubleValueOf, wholeValueOf } from './numbers.ts'
import type { Value } from './value.ts'
import { CelError } from './value.ts'
import { Bytes } from './values/bytes.ts'
import { Double, doubleOf } from './values/double.ts'
import { Duration, nanosecondsPerSecond } from './values/duration.ts'
import { ObjectValue } from './values/object-value.ts'
import { Timestamp } from './values/timestamp.ts'
import { Uint } from './values/uint.ts'

type Fields = ReadonlyMap<string, Value>

/**
 * The value of a literal such as `Object.spec{…}`, or of a message of protobuf's that stands for a value of CEL; an
 * error for types that cannot be made. https://github.com/google/cel-go/blob/v0.29.2/common/types/provider.go (NewValue)
 */
export function makeObject(writtenName: string, fields: Fields): Value | CelError {
  const name = writtenName.startsWith('.') ? writtenName.slice(1) : writtenName
  if (isMutationType(name)) return makeMutationObject(name, fields)
  const make = messages.get(name)
  return make === undefined ? new CelError(`unknown type '${name}'`) : make(fields)
}

/** Whether what the literal makes is an object of a mutation under the name as it is written, and cannot fail. */
export function isAlwaysMade({ typeName, fields }: ObjectNode): boolean {
  if (typeName === 'JSONPatch') return fields.every(({ name }) => patchFields.has(name))
  return typeName === 'Object' || typeName.startsWith('Object.')
}

function isMutationType(name: string): boolean {
  return name === 'JSONPatch' || name === 'Object' || name.startsWith('Object.')
}

const patchFields: ReadonlySet<string> = new Set(['op', 'path', 'from', 'value'])

function makeMutationObject(name: string, fields: Fields): Value | CelError {
  const unknown = name === 'JSONPatch' && [...fields.keys()].find((key) => !patchFields.has(key))
  return unknown
    ? new CelError(`unexpected JSONPatchType field: ${unknown}`)
    : new ObjectValue(name, fields)
}

type Make = (fields: Fields) => Value | CelError

const messages: ReadonlyMap<string, Make> = new Map<string, Make>(
  Object.entries({
    BoolValue: wrapped(false),
    BytesValue: wrapped(new Bytes(new Uint8Array())),
    DoubleValue: wrapped(new Double(0)),
    FloatValue: rounded,
    Int32Value: within('Int32Value', -(2 ** 31), 2 ** 31 - 1, 0),
    Int64Value: wrapped(0),
    StringValue: wrapped(''),
    UInt32Value: within('UInt32Value', 0, 2 ** 32 - 1, new Uint(0n)),
    UInt64Value: wrapped(new Uint(0n)),
    Duration: makeDuration,
    Timestamp: makeTimestamp,
    Empty: () => new ObjectValue<Value>('google.protobuf.Empty', new Map()),
    ListValue: (fields: Fields) => asJson(fields.get('values') ?? []),
    Struct: (fields: Fields) => asJson(fields.get('fields') ?? {}),
    Value: (fields: Fields) => asJson([...fields.values()].at(-1) ?? null),
  }).map(([name, make]) => [`google.protobuf.${name}`, make]),
)

function wrapped(absent: Value): Make {
  return (fields) => fields.get('value') ?? absent
}

/** A number of 32 bits. */
function within(name: string, least: number, most: number, absent: Value): Make {
  return (fields) => {
    const value = fields.get('value') ?? absent
    const whole = wholeValueOf(value) ?? 0
    if (whole >= least && whole <= most) return value
    const field = `google.protobuf.${name}.value`
    const problem = least < 0 ? 'integer overflow' : 'unsigned integer overflow'
    return new CelError(`field type conversion error for ${field} value type: ${problem}`)
  }
}

function rounded(fields: Fields): Value {
  return doubleOf(Math.fround(doubleValueOf(fields.get('value') ?? 0) ?? 0))
}

function makeDuration(fields: Fields): Value {
  const nanoseconds = BigInt(wholeValueOf(fields.get('seconds') ?? 0) ?? 0) * nanosecondsPerSecond
  return new Duration(nanoseconds + BigInt(wholeValueOf(fields.get('nanos') ?? 0) ?? 0))
}

function makeTimestamp(fields: Fields): Value {
  const seconds = Number(wholeValueOf(fields.get('seconds') ?? 0) ?? 0)
  return new Timestamp(seconds, Number(wholeValueOf(fields.get('nanos') ?? 0) ?? 0))
}

/** JSON as protobuf holds it: every number is a double. */
function asJson(value: Value): Value | CelError {
  if (isList(value)) return value.map((element) => asJson(element) as Value)
  if (isMap(value)) {
    return mapOf(entriesOf(value).map(([key, entry]) => [key, asJson(entry) as Value]))
  }
  const whole = wholeValueOf(value)
  return whole === undefined ? value : doubleOf(Number(whole))
}
