import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { Ajv } from 'ajv'
import { describe, expect, test } from 'vitest'
import { parse } from 'yaml'

const chart = join(import.meta.dirname, '../../charts/sallyport')
const text = readFileSync(join(chart, 'values.yaml'), 'utf8')
const values = parse(text) as Values
const schema = JSON.parse(readFileSync(join(chart, 'values.schema.json'), 'utf8')) as Schema

interface Values {
  readonly [name: string]: unknown
}

interface Schema {
  readonly properties?: Readonly<Record<string, Schema>>
  readonly additionalProperties?: unknown
  readonly [keyword: string]: unknown
}

describe('the values', () => {
  test('are what their schema asks for', () => {
    const validate = new Ajv({ strict: true, allowUnionTypes: true }).compile(schema)
    validate(values)
    expect(validate.errors).toBeNull()
  })

  test('are those that the schema names, no more and no fewer', () => {
    const { global, ...named } = schema.properties ?? {}
    expect(global).toBeDefined()
    expect(differences(values, { ...schema, properties: named }, '')).toEqual([])
  })

  test('have their words: no paragraph without a comment', () => {
    expect(text.split('\n\n').filter((paragraph) => !paragraph.includes('# '))).toEqual([])
  })
})

/** Where values and schema do not name the same, and where the schema lets anything pass beside what it names. */
function differences(value: unknown, schema: Schema, path: string): readonly string[] {
  const { properties, additionalProperties } = schema
  if (properties === undefined || isEmpty(value)) return []
  const found = Object.keys(value as Values)
  const named = Object.keys(properties)
  return [
    ...(additionalProperties === false ? [] : [`${path} is open`]),
    ...found.filter((name) => !named.includes(name)).map((name) => `${path}/${name} has no schema`),
    ...named.filter((name) => !found.includes(name)).map((name) => `${path}/${name} has no value`),
    ...named.flatMap((name) =>
      differences((value as Values)[name], properties[name] ?? {}, `${path}/${name}`),
    ),
  ]
}

/** An object that the user fills, of which nothing stands in the values. */
function isEmpty(value: unknown): boolean {
  return Object.keys(value ?? {}).length === 0
}
