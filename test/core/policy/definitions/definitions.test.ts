import { readdirSync, readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { estimateRule } from '#src/core/cel/estimate/estimate-rule.ts'
import { customResourceDefinition } from '#src/core/policy/definitions/custom-resource-definition.ts'
import { ownKinds } from '#src/core/policy/definitions/own-kinds.ts'
import { documentKinds, ownVersions } from '#src/core/policy/document-kinds.ts'
import {
  fieldOf,
  isArray,
  isObject,
  type JsonObject,
  type JsonValue,
} from '#src/core/source/json-value.ts'
import { crdTemplates } from '../../../../scripts/crd-template.ts'

const folder = new URL('../../../../charts/sallyport/templates/crds/', import.meta.url)

describe('the chart has the definitions that follow from the shapes: npm run crds writes them', () => {
  test.for(crdTemplates())('$name', ({ name, text }) => {
    expect(readFileSync(new URL(name, folder), 'utf8')).toBe(text)
  })

  test('and no others', () => {
    expect(readdirSync(folder).sort()).toEqual(
      crdTemplates()
        .map(({ name }) => name)
        .sort(),
    )
  })
})

test('every kind of ours that is no file kind has one', () => {
  const ours = documentKinds.filter(({ apiVersions }) => apiVersions === ownVersions)
  expect(ownKinds.map(({ kind }) => kind)).toEqual(ours.map(({ kind }) => kind))
})

/** A schema within a definition, by the path of its field. */
interface Found {
  readonly path: string
  readonly schema: JsonObject
}

function schemasIn(schema: JsonValue, path: string): readonly Found[] {
  if (!isObject(schema)) return []
  const properties = fieldOf(schema, 'properties')
  const items = fieldOf(schema, 'items')
  const values = fieldOf(schema, 'additionalProperties')
  return [
    { path, schema },
    ...Object.entries(isObject(properties) ? properties : {}).flatMap(([name, field]) =>
      schemasIn(field, `${path}.${name}`),
    ),
    ...schemasIn(items ?? null, `${path}[]`),
    ...schemasIn(values ?? null, `${path}{}`),
  ]
}

function schemaOf(kind: string): JsonObject {
  const own = ownKinds.find((one) => one.kind === kind)
  if (own === undefined) throw new Error(kind)
  const { versions } = customResourceDefinition(own)['spec'] as {
    readonly versions: readonly JsonObject[]
  }
  return fieldOf(fieldOf(versions[0] ?? null, 'schema') ?? null, 'openAPIV3Schema') as JsonObject
}

describe.for(ownKinds)('$kind', ({ kind }) => {
  const schemas = schemasIn(schemaOf(kind), '')

  test('every field is described, in a line', () => {
    const fields = schemas.filter(({ path }) => /\.\w+$/.test(path) && path !== '.metadata')
    const silent = fields.filter(({ schema }) => typeof schema['description'] !== 'string')
    expect(silent.map(({ path }) => path)).toEqual([])
    expect(fields.filter(({ schema }) => String(schema['description']).length > 120)).toEqual([])
  })

  test('nothing is defaulted', () => {
    expect(schemas.filter(({ schema }) => Object.hasOwn(schema, 'default'))).toEqual([])
  })

  test('no rule costs more than the API server of any release allows', () => {
    const rules = schemas.flatMap(({ path, schema }) => {
      const written = schema['x-kubernetes-validations']
      return isArray(written)
        ? written.map((one) => ({ path, schema, rule: String(fieldOf(one, 'rule')) }))
        : []
    })
    expect(rules.length).toBeGreaterThan(0)
    for (const kubernetesVersion of ['1.28', '1.37'] as const) {
      const costs = rules.map(({ schema, rule }) => {
        const estimate = estimateRule(
          { rule, schema, isRoot: false, isOldSelfOptional: false },
          kubernetesVersion,
        )
        if (estimate.kind !== 'estimate') throw new Error(`${rule}: ${JSON.stringify(estimate)}`)
        return estimate.cost.max * estimate.instances
      })
      expect(costs.every((cost) => cost < 10_000_000n)).toBe(true)
    }
  })
})
