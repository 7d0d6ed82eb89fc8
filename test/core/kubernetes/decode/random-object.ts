import type { FieldType, Scalar, StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'

/** From 0 to below 1, the next of a series. */
export type Random = () => number

/** The series of a seed. https://en.wikipedia.org/wiki/Lehmer_random_number_generator */
export function randomOf(seed: number): Random {
  const modulus = 2 ** 31 - 1
  let state = (Math.abs(seed) % (modulus - 1)) + 1
  return () => {
    state = (state * 48_271) % modulus
    return state / modulus
  }
}

/** An object of the struct, with some of its fields; `wrong` is how often a value is one of another type, or null. */
export function randomObject(struct: StructType, random: Random, wrong = 0, depth = 0): JsonObject {
  const fields = [...struct.fields.values()]
  const share = (depth < 3 ? 6 : 3) / fields.length
  const chosen = fields.filter(() => random() < (depth > 8 ? 0 : share))
  return Object.fromEntries(
    chosen.map(({ name, type }) => [name, randomValue(type, random, wrong, depth + 1)]),
  )
}

function randomValue(type: FieldType, random: Random, wrong: number, depth: number): JsonValue {
  if (random() < wrong) return pick(random, others)
  switch (type.kind) {
    case 'list':
      return someOf(random).map(() => randomValue(type.items, random, wrong, depth + 1))
    case 'map':
      return Object.fromEntries(
        someOf(random).map((key) => [key, randomValue(type.values, random, wrong, depth + 1)]),
      )
    case 'struct':
      return randomObject(type.struct, random, wrong, depth + 1)
    case 'scalar':
      if (!type.scalar.startsWith('schemaOr')) return pick(random, examples[type.scalar] ?? others)
      return randomObject(structNamed('apiextensions.v1.JSONSchemaProps'), random, wrong, depth + 2)
  }
}

function someOf(random: Random): readonly string[] {
  return ['a', '__proto__', 'x/y'].slice(0, Math.floor(random() * 4))
}

function pick<T>(random: Random, values: readonly T[]): T {
  const value = values[Math.floor(random() * values.length)]
  if (value === undefined) throw new Error('nothing to pick from')
  return value
}

const others: readonly JsonValue[] = [
  null,
  true,
  1.5,
  -1,
  2 ** 40,
  'text',
  '',
  [],
  [null, 1],
  {},
  { a: 1 },
]

const examples: { readonly [scalar in Scalar]?: readonly JsonValue[] } = {
  string: ['', 'a', '5', '\u00e9', '<&>'],
  boolean: [true, false],
  int32: [0, 1, -5, 2147483647],
  int64: [0, 30, 9007199254740993n],
  double: [0, 1.5, -2, 1e21],
  bytes: ['', 'YQ==', 'YWJj\n'],
  time: ['2024-01-01T00:00:00Z', '2024-01-01T00:00:00.5+02:00'],
  microTime: ['2024-01-01T00:00:00.000000Z', '2024-01-01T00:00:00.123456+02:00'],
  quantity: ['0', '1', '0.5', '1000m', '1e3', '1.5Gi', '1024Mi', '-1', '+1', 2, 0.1],
  intOrString: [0, 5, '50%', ''],
}
