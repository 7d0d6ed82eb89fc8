import type { FieldType, Scalar, StructType } from '../kubernetes/schema/field-type.ts'
import { isArray, isObject, type JsonObject, type JsonValue } from '../source/json-value.ts'

type Test = (value: JsonValue) => boolean

/** How values of a type are tested; one of the usual JavaScript type is not tested further, for most fields are texts. */
interface TypeTest {
  readonly usual: 'string' | 'boolean' | undefined
  readonly test: Test
}

/** A field of a struct, and the one that came after it the last time, by the name it had there. */
interface Field {
  readonly type: TypeTest
  nextName: string
  next: Field | undefined
}

/**
 * Whether Kubernetes' decoder takes the object beyond doubt; a value that is not written as it mostly is may be taken as well.
 * What the API server sends passes, in a fraction of the time of decoding, which copies.
 */
export function isCertainlyDecodable(object: JsonObject, struct: StructType): boolean {
  return structTest(struct)(object)
}

const structTests = new WeakMap<StructType, Test>()

function structTest(struct: StructType): Test {
  const known = structTests.get(struct)
  if (known !== undefined) return known
  const test = newStructTest(struct)
  structTests.set(struct, test)
  return test
}

/**
 * Fields mostly come in the order in which they came before, so the last one knows the next: of 250 fields, 7 µs with a look-up
 * and a switch for each are 2.7.
 */
function newStructTest(struct: StructType): Test {
  const start = field({ usual: undefined, test: isNull })
  let fields: ReadonlyMap<string, Field> | undefined
  return (object) => {
    if (!isObject(object)) return object === null
    fields ??= fieldsOf(struct)
    let last = start
    for (const name in object) {
      const next = fieldAfter(last, name, fields)
      if (next === undefined) continue
      last = next
      if (!takes(next.type, object[name] ?? null)) return false
    }
    return true
  }
}

function fieldAfter(
  last: Field,
  name: string,
  fields: ReadonlyMap<string, Field>,
): Field | undefined {
  if (last.nextName === name) return last.next
  const found = fields.get(name)
  if (found === undefined) return undefined
  last.nextName = name
  last.next = found
  return found
}

function takes({ usual, test }: TypeTest, value: JsonValue): boolean {
  return typeof value === usual || test(value)
}

function fieldsOf({ fields }: StructType): ReadonlyMap<string, Field> {
  return new Map([...fields].map(([name, { type }]) => [name, field(typeTest(type))]))
}

function field(type: TypeTest): Field {
  return { type, nextName: '', next: undefined }
}

function typeTest(type: FieldType): TypeTest {
  switch (type.kind) {
    case 'scalar':
      return {
        usual: usualTypes.get(type.scalar),
        test: scalarTests.get(type.scalar) ?? isNull,
      }
    case 'struct':
      return { usual: undefined, test: structTest(type.struct) }
    case 'list':
      return { usual: undefined, test: listTest(typeTest(type.items)) }
    case 'map':
      return { usual: undefined, test: mapTest(typeTest(type.values)) }
  }
}

function listTest(type: TypeTest): Test {
  return (items) => {
    if (!isArray(items)) return items === null
    for (const item of items) if (!takes(type, item)) return false
    return true
  }
}

function mapTest(type: TypeTest): Test {
  return (map) => {
    if (!isObject(map)) return map === null
    for (const key in map) if (!takes(type, map[key] ?? null)) return false
    return true
  }
}

function isNull(value: JsonValue): boolean {
  return value === null
}

function isInt32(value: JsonValue): boolean {
  return typeof value === 'number' && (value | 0) === value
}

const plainQuantity = /^\d{1,15}(?:m|k|M|G|T|Ki|Mi|Gi|Ti)?$/

const day =
  '(?:0[1-9]|1[0-2])-(?:0[1-9]|1\\d|2[0-8])|(?:0[13-9]|1[0-2])-(?:29|30)|(?:0[13578]|1[02])-31'
const time = '(?:[01]\\d|2[0-3]):[0-5]\\d:[0-5]\\d'

/** In UTC, and not on a 29th of February. */
const plainTime = new RegExp(`^\\d{4}-(?:${day})T${time}Z$`)

const usualTypes: ReadonlyMap<Scalar, 'string' | 'boolean'> = new Map([
  ['string', 'string'],
  ['intOrString', 'string'],
  ['boolean', 'boolean'],
])

/** Of a null and of the usual form of a value; what is not here is never certain. */
const scalarTests: ReadonlyMap<Scalar, Test> = new Map<Scalar, Test>([
  ['string', (value) => typeof value === 'string' || value === null],
  ['boolean', (value) => typeof value === 'boolean' || value === null],
  ['int32', (value) => isInt32(value) || value === null],
  ['int64', (value) => Number.isSafeInteger(value) || value === null],
  ['intOrString', (value) => typeof value === 'string' || isInt32(value) || value === null],
  ['quantity', (value) => (typeof value === 'string' ? plainQuantity.test(value) : value === null)],
  ['time', (value) => (typeof value === 'string' ? plainTime.test(value) : value === null)],
  ['fieldsV1', (value) => isObject(value) || value === null],
])
