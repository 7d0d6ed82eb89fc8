import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeError } from '#src/core/kubernetes/decode/decode-error.ts'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import type { StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { builtInKinds, structNamed, structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { randomObject, randomOf } from './random-object.ts'

const structs: readonly StructType[] = [
  structNamed('apiextensions.v1.JSONSchemaProps'),
  ...builtInKinds().flatMap(({ group, version, kind }) => {
    const struct = structOfKind(group === '' ? version : `${group}/${version}`, kind)
    return struct === undefined ? [] : [struct]
  }),
]

const aStruct = fc.constantFrom(...structs)
const aSeed = fc.integer()
const runs = { numRuns: 200 }

test('every kind is tried', () => {
  expect(structs.length).toBeGreaterThan(60)
})

test('any JSON is decoded as any type, or refused with a text', () => {
  const anyObject = fc.dictionary(fc.string(), fc.jsonValue()) as fc.Arbitrary<JsonObject>
  fc.assert(
    fc.property(aStruct, anyObject, (struct, given) => {
      const before = JSON.stringify(given)
      const { problems } = decodeStruct(given, struct)
      expect(decodeError(problems, { strict: true }) === undefined).toBe(problems.length === 0)
      expect(JSON.stringify(given)).toBe(before)
    }),
    runs,
  )
})

test('what was decoded is decoded to the same again', () => {
  fc.assert(
    fc.property(aStruct, aSeed, (struct, seed) => {
      const first = decodeStruct(randomObject(struct, randomOf(seed)), struct)
      expect(first.problems).toEqual([])
      expect(decodeStruct(first.object, struct)).toEqual(first)
    }),
    runs,
  )
})

test('what was refused in part holds nothing more that is refused', () => {
  fc.assert(
    fc.property(aStruct, aSeed, (struct, seed) => {
      const { object } = decodeStruct(randomObject(struct, randomOf(seed), 0.1), struct)
      const again = decodeStruct(object, struct)
      expect(again.problems).toEqual([])
      expect(decodeStruct(again.object, struct)).toEqual(again)
    }),
    runs,
  )
})

test('the order of the fields changes nothing but the order of the problems', () => {
  fc.assert(
    fc.property(aStruct, aSeed, (struct, seed) => {
      const given = randomObject(struct, randomOf(seed), 0.05)
      const straight = decodeStruct(given, struct)
      const turned = decodeStruct(reversed(given) as JsonObject, struct)
      expect(turned.object).toEqual(straight.object)
      expect(pathsOf(turned.problems)).toEqual(pathsOf(straight.problems))
    }),
    runs,
  )
})

function reversed(value: JsonValue): JsonValue {
  if (Array.isArray(value)) return value.map(reversed)
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .reverse()
      .map(([key, item]) => [key, reversed(item)]),
  )
}

function pathsOf(problems: readonly { readonly path: readonly (string | number)[] }[]): string[] {
  return problems.map(({ path }) => JSON.stringify(path)).sort()
}
