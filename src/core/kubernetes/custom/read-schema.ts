import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '../../source/json-value.ts'
import { child, type FieldPath, index, key } from './field-path.ts'
import {
  type Reading,
  readFlag,
  readInteger,
  readList,
  readNumber,
  readObject,
  readOptionalFlag,
  readOptionalText,
  readText,
  readTexts,
  type WrongType,
} from './read-fields.ts'
import type { CustomSchema, ValueRules } from './schema.ts'

/** No schema that people write comes near; what follows a schema recurses, and Node's stack has an end. */
const deepest = 300

/** The schema, and what in it has a type that its field cannot hold. Deeper schemas than 300 are wrong at that place. */
export function readSchema(
  value: JsonValue,
  path: FieldPath | undefined,
): { readonly schema: CustomSchema; readonly wrong: readonly WrongType[] } {
  const wrong: WrongType[] = []
  return { schema: schemaOf(value, { path, wrong, depth: 0 }), wrong }
}

interface Place {
  readonly path: FieldPath | undefined
  readonly wrong: WrongType[]
  readonly depth: number
}

function schemaOf(value: JsonValue, place: Place): CustomSchema {
  const { path, wrong, depth } = place
  const isTooDeep = depth > deepest
  if (isTooDeep || (!isObject(value) && value !== null)) {
    const expected = isTooDeep ? `a schema of at most ${deepest} levels` : 'object'
    wrong.push({ path: path ?? child(undefined, ''), expected, found: isTooDeep ? null : value })
  }
  const object = isObject(value) && !isTooDeep ? value : {}
  const reading: Reading = { object, path, wrong }
  const below: Place = { ...place, depth: depth + 1 }
  const preserve = readOptionalFlag(reading, 'x-kubernetes-preserve-unknown-fields')
  return {
    type: readText(reading, 'type'),
    properties: propertiesOf(reading, below),
    additionalProperties: additionalOf(reading, below),
    items: itemsOf(reading, below),
    nullable: readFlag(reading, 'nullable'),
    default: fieldOf(object, 'default') ?? undefined,
    preserveUnknownFields: preserve ?? false,
    embeddedResource: readFlag(reading, 'x-kubernetes-embedded-resource'),
    intOrString: readFlag(reading, 'x-kubernetes-int-or-string'),
    listType: readOptionalText(reading, 'x-kubernetes-list-type'),
    listMapKeys: readTexts(reading, 'x-kubernetes-list-map-keys'),
    mapType: readOptionalText(reading, 'x-kubernetes-map-type'),
    rules: rulesOf(reading, below),
    written: object,
  }
}

function propertiesOf(reading: Reading, below: Place): ReadonlyMap<string, CustomSchema> {
  const path = child(reading.path, 'properties')
  return new Map(
    Object.entries(readObject(reading, 'properties') ?? {}).map(([name, value]) => [
      name,
      schemaOf(value, { ...below, path: key(path, name) }),
    ]),
  )
}

function additionalOf(reading: Reading, below: Place): CustomSchema | boolean | undefined {
  const value = fieldOf(reading.object, 'additionalProperties') ?? undefined
  if (value === undefined || typeof value === 'boolean') return value
  return schemaOf(value, { ...below, path: child(reading.path, 'additionalProperties') })
}

/** A list of schemas, which is not allowed, is none. */
function itemsOf(reading: Reading, below: Place): CustomSchema | undefined {
  const value = fieldOf(reading.object, 'items') ?? undefined
  if (value === undefined || isArray(value)) return undefined
  return schemaOf(value, { ...below, path: child(reading.path, 'items') })
}

function rulesOf(reading: Reading, below: Place): ValueRules {
  return {
    format: readText(reading, 'format'),
    maximum: readNumber(reading, 'maximum'),
    exclusiveMaximum: readFlag(reading, 'exclusiveMaximum'),
    minimum: readNumber(reading, 'minimum'),
    exclusiveMinimum: readFlag(reading, 'exclusiveMinimum'),
    multipleOf: readNumber(reading, 'multipleOf'),
    maxLength: readInteger(reading, 'maxLength'),
    minLength: readInteger(reading, 'minLength'),
    pattern: readText(reading, 'pattern'),
    maxItems: readInteger(reading, 'maxItems'),
    minItems: readInteger(reading, 'minItems'),
    uniqueItems: readFlag(reading, 'uniqueItems'),
    maxProperties: readInteger(reading, 'maxProperties'),
    minProperties: readInteger(reading, 'minProperties'),
    enum: readList(reading, 'enum'),
    required: readTexts(reading, 'required'),
    allOf: junctorOf(reading, 'allOf', below),
    anyOf: junctorOf(reading, 'anyOf', below),
    oneOf: junctorOf(reading, 'oneOf', below),
    not: notOf(reading, below),
  }
}

function junctorOf(reading: Reading, name: string, below: Place): readonly CustomSchema[] {
  const path = child(reading.path, name)
  return readList(reading, name).map((value, at) =>
    schemaOf(value, { ...below, path: index(path, at) }),
  )
}

function notOf(reading: Reading, below: Place): CustomSchema | undefined {
  const value: JsonObject | undefined = readObject(reading, 'not')
  return value === undefined
    ? undefined
    : schemaOf(value, { ...below, path: child(reading.path, 'not') })
}
