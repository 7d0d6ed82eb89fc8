import fc from 'fast-check'
import type { Field, FieldType, StructType } from '#src/core/kubernetes/schema/field-type.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

/** How deep random objects are at most: a container's probe's header is at six. */
const maxDepth = 9

const texts = ['a', 'b', '', 'nginx', 'nginx:1', 'nginx:latest', '192.0.2.1', '192.0.2.2']
/** Keys of maps: names of labels, of resources, of anything. */
const keys = ['cpu', 'kubernetes.io/metadata.name']

const quantities = ['1', '0', '500m', '1Gi', '1.5', '-5', '100u', '1n', '1e-4', '1.2345']

type Choose = fc.GeneratorValue

/** An object of the type as somebody could write it: some fields, with values of their types. */
export function randomObject(struct: StructType): fc.Arbitrary<JsonObject> {
  return fc.gen().map((choose) => objectOf(struct, choose, 0))
}

function objectOf(struct: StructType, choose: Choose, depth: number): JsonObject {
  const fields = [...struct.fields.values()]
  const share = choose(fc.integer, { min: 5, max: 35 })
  const wanted = fields.filter(({ required }) => isTaken(choose, required ? 80 : share))
  return Object.fromEntries(
    wanted.flatMap((field) => {
      const value = randomValue(field, field.type, choose, depth + 1)
      return value === undefined ? [] : [[field.name, value]]
    }),
  )
}

function isTaken(choose: Choose, percent: number): boolean {
  return choose(fc.integer, { min: 0, max: 99 }) < percent
}

function randomValue(field: Field, type: FieldType, choose: Choose, depth: number) {
  if (type.kind === 'scalar') return scalarOf(field, type.scalar, choose)
  if (depth > maxDepth) return undefined
  if (type.kind === 'struct') return objectOf(type.struct, choose, depth)
  return type.kind === 'list'
    ? itemsOf(field, type.items, choose, depth)
    : Object.fromEntries(
        itemsOf(field, type.values, choose, depth).map((value, index) => [keys[index], value]),
      )
}

function itemsOf(field: Field, type: FieldType, choose: Choose, depth: number): JsonValue[] {
  const length = choose(fc.integer, { min: 0, max: 2 })
  const items = Array.from({ length }, () => randomValue(field, type, choose, depth + 1))
  return items.filter((item) => item !== undefined)
}

type Scalar = Extract<FieldType, { kind: 'scalar' }>['scalar']

/** Free JSON and what only the API server writes is left out. */
function scalarOf(field: Field, scalar: Scalar, choose: Choose): JsonValue | undefined {
  const oneOf = (values: readonly JsonValue[]) => choose(fc.constantFrom, ...values)
  if (field.values.length > 0) return oneOf(field.values)
  switch (scalar) {
    case 'string':
      return oneOf(texts)
    case 'boolean':
      return oneOf([true, false])
    case 'int32':
    case 'int64':
      return oneOf([0, 1, 2, 80, -7])
    case 'intOrString':
      return oneOf([0, 1, '', 'http', '25%'])
    case 'quantity':
      return oneOf(quantities)
    case 'time':
      return '2024-01-02T03:04:05Z'
    default:
      return undefined
  }
}
