import { isArray, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'
import type { Path } from '../source/path.ts'
import { apiVersionOf, kindOf } from './object.ts'
import { parseQuantity } from './quantity.ts'
import { fieldTypes, typedKinds } from './schema/types.ts'

/** A value that its field cannot hold. */
export interface DecodeFault {
  readonly path: Path
  readonly expected: string
  readonly found: string
}

/**
 * Every value that the API server would refuse to decode into its field: wrong types only, unknown fields are dropped and
 * not faults, and of kinds that are not known only apiVersion, kind and metadata are looked at.
 * https://github.com/kubernetes/kubernetes/blob/master/staging/src/k8s.io/apimachinery/pkg/runtime/serializer/json/json.go
 */
export function decodeFaults(object: JsonObject): readonly DecodeFault[] {
  const kind = typed.get(`${apiVersionOf(object)}/${kindOf(object)}`)
  return [
    ...structFaults(object, objectFields, []),
    ...(kind === undefined ? [] : structFaults(object, fieldsOf(kind), [])),
  ]
}

type Fields = ReadonlyMap<string, string>

const typed: ReadonlyMap<string, string> = new Map(
  typedKinds.flatMap(({ apiVersion, kinds }) =>
    kinds.map((kind): [string, string] => [`${apiVersion}/${kind}`, kind]),
  ),
)

const objectFields: Fields = fieldsFrom('apiVersion kind metadata:ObjectMeta')

const structs: ReadonlyMap<string, Fields> = new Map(
  Object.entries(fieldTypes).map(([type, fields]): [string, Fields] => [type, fieldsFrom(fields)]),
)

function fieldsFrom(words: string): Fields {
  return new Map(
    words
      .trim()
      .split(/\s+/)
      .map((word): [string, string] => {
        const [name = '', type = 'string'] = word.split(':')
        return [name, type]
      }),
  )
}

function fieldsOf(type: string): Fields {
  const fields = structs.get(type)
  if (fields === undefined) throw new Error(`the type ${type} is not in the table`)
  return fields
}

function structFaults(value: JsonObject, fields: Fields, path: Path): readonly DecodeFault[] {
  return Object.entries(value).flatMap(([name, field]) => {
    const type = fields.get(name)
    return type === undefined ? [] : valueFaults(field, type, [...path, name])
  })
}

function valueFaults(value: JsonValue, type: string, path: Path): readonly DecodeFault[] {
  if (value === null) return []
  if (type.startsWith('[]')) return listFaults(value, type.slice(2), path)
  if (type.startsWith('map[]')) return mapFaults(value, type.slice(5), path)
  const scalar = scalars.get(type)
  if (scalar !== undefined) return scalar.holds(value) ? [] : [fault(value, scalar.expected, path)]
  return isObject(value)
    ? structFaults(value, fieldsOf(type), path)
    : [fault(value, 'a mapping', path)]
}

function listFaults(value: JsonValue, item: string, path: Path): readonly DecodeFault[] {
  if (!isArray(value)) return [fault(value, 'a list', path)]
  return value.flatMap((element, index) => valueFaults(element, item, [...path, index]))
}

function mapFaults(value: JsonValue, item: string, path: Path): readonly DecodeFault[] {
  if (!isObject(value)) return [fault(value, 'a mapping', path)]
  return Object.entries(value).flatMap(([key, element]) =>
    valueFaults(element, item, [...path, key]),
  )
}

interface Scalar {
  readonly expected: string
  readonly holds: (value: JsonValue) => boolean
}

const rfc3339 = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d+)?(Z|[+-]\d{2}:\d{2})$/
const base64 = /^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$/

const scalars: ReadonlyMap<string, Scalar> = new Map<string, Scalar>([
  ['any', { expected: 'anything', holds: () => true }],
  ['string', { expected: 'a string', holds: (value) => typeof value === 'string' }],
  ['boolean', { expected: 'true or false', holds: (value) => typeof value === 'boolean' }],
  ['int32', { expected: 'an integer of 32 bits', holds: isInt32 }],
  ['int64', { expected: 'an integer of 64 bits', holds: isInt64 }],
  [
    'intOrString',
    {
      expected: 'an integer or a string',
      holds: (value) => typeof value === 'string' || isInt32(value),
    },
  ],
  ['quantity', { expected: 'a quantity such as 500m or 1Gi', holds: isQuantity }],
  [
    'time',
    {
      expected: 'a time such as 2026-01-31T12:00:00Z',
      holds: (value) => typeof value === 'string' && rfc3339.test(value),
    },
  ],
  [
    'bytes',
    {
      expected: 'base64 text',
      holds: (value) => typeof value === 'string' && base64.test(value.replaceAll(/[\r\n]/g, '')),
    },
  ],
])

function isInt32(value: JsonValue): boolean {
  return typeof value === 'number' && Number.isInteger(value) && Math.abs(value + 0.5) < 2 ** 31
}

function isInt64(value: JsonValue): boolean {
  if (typeof value === 'bigint') return BigInt.asIntN(64, value) === value
  return typeof value === 'number' && Number.isSafeInteger(value)
}

function isQuantity(value: JsonValue): boolean {
  if (typeof value === 'number' || typeof value === 'bigint') return true
  return typeof value === 'string' && parseQuantity(value.trim()).kind === 'quantity'
}

function fault(value: JsonValue, expected: string, path: Path): DecodeFault {
  return { path, expected, found: described(value) }
}

function described(value: JsonValue): string {
  if (isArray(value)) return 'a list'
  if (isObject(value)) return 'a mapping'
  if (typeof value === 'string') return `the string "${value.slice(0, 60)}"`
  return typeof value === 'boolean' ? `the boolean ${value}` : `the number ${String(value)}`
}
