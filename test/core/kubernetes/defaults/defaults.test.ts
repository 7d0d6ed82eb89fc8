import { describe, expect, test } from 'vitest'
import { applyDefaults } from '#src/core/kubernetes/defaults/defaults.ts'
import { planner } from '#src/core/kubernetes/defaults/plan.ts'
import type { FieldType } from '#src/core/kubernetes/schema/field-type.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import { everyStruct } from './every-struct.ts'

const podSpec = structNamed('core.v1.PodSpec')

describe('what is walked', () => {
  test('an object that stands in another, in a list, and a list in that', () => {
    const spec = {
      containers: [{ name: 'a', resources: {}, ports: [{ containerPort: 1 }] }],
      initContainers: [{ name: 'b', resources: {}, livenessProbe: {} }],
    }
    expect(applyDefaults(spec, podSpec, '1.37')).toMatchObject({
      containers: [{ ports: [{ containerPort: 1, protocol: 'TCP' }] }],
      initContainers: [{ livenessProbe: { periodSeconds: 10 } }],
    })
  })

  test('nothing where a pointer is absent or null, an item is null, or the type is another', () => {
    const spec = {
      volumes: 'none',
      containers: [null, 1, [], { name: 'a', lifecycle: null, resources: {}, env: null }],
    }
    const { volumes, containers } = applyDefaults(spec, podSpec, '1.37')
    expect(volumes).toBe('none')
    expect(containers).toMatchObject([null, 1, [], { lifecycle: null, env: null }])
  })

  test('a type that holds itself', () => {
    const schema = { type: 'object', properties: { a: { properties: { b: { type: 'string' } } } } }
    const struct = structNamed('apiextensions.v1.CustomResourceDefinition')
    const versions = [{ name: 'v1', schema: { openAPIV3Schema: schema } }]
    const spec = { group: 'example.com', names: { kind: 'A' }, versions }
    const after = applyDefaults({ spec, status: {} }, struct, '1.37')
    expect(after).toMatchObject({ spec: { versions } })
  })

  test('no list of lists and no map of lists holds structs, so that none is missed', () => {
    const missed = everyStruct().flatMap((struct) =>
      [...struct.fields.values()]
        .filter(({ type }) => isTwofold(type))
        .map(({ name }) => `${struct.name} ${name}`),
    )
    expect(missed).toEqual([])
  })

  test('only what leads to a default', () => {
    const plan = planner([{ struct: 'core.v1.Probe', apply: () => undefined }])
    const names = (struct: string) => plan(structNamed(struct)).nested.map(({ name }) => name)
    expect(names('core.v1.Pod')).toEqual(['spec'])
    expect(names('core.v1.Lifecycle')).toEqual([])
    expect(names('apiextensions.v1.JSONSchemaProps')).toEqual([])
  })
})

describe('copies', () => {
  test('neither is the input changed nor is anything of it shared', () => {
    const labels = Object.freeze({ app: 'web' })
    const containers = Object.freeze([Object.freeze({ name: 'a', resources: Object.freeze({}) })])
    const spec = Object.freeze({ containers, overhead: Object.freeze({ cpu: '1u' }) })
    const given = Object.freeze({ metadata: Object.freeze({ labels }), spec, status: {} })
    const after = applyDefaults(given, structNamed('core.v1.Pod'), '1.37')
    expect(after).not.toBe(given)
    expect(after['metadata']).toEqual({ labels })
    expect(after['metadata']).not.toBe(given.metadata)
    expect(after['spec']).toMatchObject({ overhead: { cpu: '1m' } })
  })

  test('keys of any name stay keys', () => {
    const text =
      '{"metadata":{"labels":{"__proto__":"a","constructor":"b"},"annotations":{"__proto__":{"x":1}}}}'
    const after = applyDefaults(JSON.parse(text), structNamed('core.v1.ConfigMap'), '1.37')
    expect(JSON.stringify(after)).toBe(text)
  })
})

/** A list or map of lists or maps of structs. */
function isTwofold(type: FieldType): boolean {
  const inner = innerOf(type)
  return inner !== undefined && holdsStructs(innerOf(inner))
}

function innerOf(type: FieldType): FieldType | undefined {
  if (type.kind === 'list') return type.items
  return type.kind === 'map' ? type.values : undefined
}

function holdsStructs(type: FieldType | undefined): boolean {
  if (type === undefined) return false
  return type.kind === 'struct' || holdsStructs(innerOf(type))
}
