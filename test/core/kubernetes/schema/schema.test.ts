import { expect, test } from 'vitest'
import type { FieldType, StructType } from '#src/core/kubernetes/schema/field-type.ts'
import {
  builtInKind,
  builtInKinds,
  structNamed,
  structOfKind,
} from '#src/core/kubernetes/schema/schema.ts'
import { table } from '#src/core/kubernetes/schema/table.ts'

test('the table is small', () => {
  expect(Buffer.byteLength(table)).toBeLessThanOrEqual(300 * 1024)
})

test('every kind has a type, and every field of every type can be read', () => {
  const seen = new Set<StructType>()
  const visit = (type: FieldType): void => {
    if (type.kind === 'list') visit(type.items)
    if (type.kind === 'map') visit(type.values)
    if (type.kind !== 'struct' || seen.has(type.struct)) return
    seen.add(type.struct)
    for (const field of type.struct.fields.values()) visit(field.type)
  }
  for (const { group, version, kind } of builtInKinds()) {
    const struct = structOfKind(group === '' ? version : `${group}/${version}`, kind)
    expect(struct, kind).toBeDefined()
    if (struct !== undefined) visit({ kind: 'struct', goType: '', struct, atomic: false })
  }
  expect(seen.size).toBeGreaterThan(500)
})

test.for([
  { apiVersion: 'v1', kind: 'Pod', resource: 'pods', namespaced: true },
  { apiVersion: 'v1', kind: 'Node', resource: 'nodes', namespaced: false },
  { apiVersion: 'networking.k8s.io/v1', kind: 'Ingress', resource: 'ingresses', namespaced: true },
])('$kind is served as $resource', ({ apiVersion, kind, resource, namespaced }) => {
  expect(builtInKind(apiVersion, kind)).toMatchObject({ resource, namespaced })
})

test.for([
  { apiVersion: 'batch/v1beta1', kind: 'CronJob' },
  { apiVersion: 'v1', kind: 'constructor' },
  { apiVersion: '', kind: '' },
])('$apiVersion $kind is not served', ({ apiVersion, kind }) => {
  expect(builtInKind(apiVersion, kind)).toBeUndefined()
  expect(structOfKind(apiVersion, kind)).toBeUndefined()
})

test('a type that does not exist is a mistake of ours', () => {
  expect(() => structNamed('core.v1.Nothing')).toThrow('the schema table lacks core.v1.Nothing')
})
