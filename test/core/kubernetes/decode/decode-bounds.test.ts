import { describe, expect, test } from 'vitest'
import { canonicalBase64 } from '#src/core/kubernetes/decode/base64-text.ts'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import { canonicalQuantity } from '#src/core/kubernetes/decode/quantity-text.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { kind } from './structs.ts'

describe('objects without measure', () => {
  const many = Array.from({ length: 50_000 }, (_, index): [string, JsonValue] => [
    `f${index}`,
    index,
  ])

  test('of 50,000 fields that are unknown or wrong a thousand are told', () => {
    const { problems } = decodeStruct(
      { ...Object.fromEntries(many), data: Object.fromEntries(many), immutable: 1 },
      kind('v1', 'ConfigMap'),
    )
    expect(problems.filter(({ kind }) => kind === 'unknown-field')).toHaveLength(1000)
    expect(problems.filter(({ kind }) => kind === 'undecodable')).toHaveLength(1000)
  })

  test('what ends decoding is told after however many', () => {
    const { problems } = decodeStruct(
      { data: Object.fromEntries(many), metadata: { creationTimestamp: 'now' } },
      kind('v1', 'ConfigMap'),
    )
    expect(problems.findIndex(({ ends }) => ends)).toBe(1000)
  })

  test.for([
    { field: 'not', levels: 990 },
    { field: 'items', levels: 990 },
  ])('schemas in $field nest $levels levels deep', ({ field, levels }) => {
    const schema = structNamed('apiextensions.v1.JSONSchemaProps')
    const given = nestedIn(field, levels)
    expect(JSON.stringify(decodeStruct(given, schema))).toBe(
      JSON.stringify({ object: given, problems: [] }),
    )
  })

  test.for(['not', 'items'])('deeper ones in %s are refused', (field) => {
    const schema = structNamed('apiextensions.v1.JSONSchemaProps')
    const { problems } = decodeStruct(nestedIn(field, 100_000), schema)
    expect(problems).toMatchObject([
      { text: 'exceeded max depth', expected: 'at most 1000 levels' },
    ])
  })
})

function nestedIn(field: string, levels: number): JsonObject {
  let schema: JsonObject = { type: 'object' }
  for (let level = 0; level < levels; level++) schema = { [field]: schema }
  return schema
}

describe('texts without measure', () => {
  test('a quantity among spaces', () => {
    const spaces = ' '.repeat(1_000_000)
    expect(canonicalQuantity(`${spaces}0.5${spaces}`)).toEqual({ kind: 'text', text: '500m' })
    expect(canonicalQuantity(`1${spaces}x`)).toMatchObject({ kind: 'problem' })
  })

  test('eight megabytes of base64', () => {
    const text = 'QUJD'.repeat(2_000_000)
    expect(canonicalBase64(text)).toEqual({ kind: 'text', text })
    expect(canonicalBase64(`${text}QR==`)).toEqual({ kind: 'text', text: `${text}QQ==` })
  })
})
