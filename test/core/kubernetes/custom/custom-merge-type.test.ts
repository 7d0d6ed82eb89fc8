import { expect, test } from 'vitest'
import { customMergeType } from '#src/core/kubernetes/custom/custom-merge-type.ts'
import type { MergeType } from '#src/core/kubernetes/merge-type.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { kindOf, objectOf } from './custom-fixture.ts'

const text: JsonObject = { type: 'string' }
const ports = {
  type: 'array',
  'x-kubernetes-list-type': 'map',
  'x-kubernetes-list-map-keys': ['port', 'protocol'],
  items: objectOf(
    { port: { type: 'integer' }, protocol: { ...text, default: 'TCP' } },
    { required: ['port'] },
  ),
}

const type = customMergeType(
  kindOf(
    objectOf({
      ports,
      names: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
      args: { type: 'array', items: text },
      selector: { type: 'object', additionalProperties: text, 'x-kubernetes-map-type': 'atomic' },
      groups: { type: 'object', additionalProperties: ports },
      resource: objectOf({ ports }, { 'x-kubernetes-embedded-resource': true }),
      free: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
      time: { ...text, format: 'date-time' },
      port: { 'x-kubernetes-int-or-string': true },
      on: { type: 'boolean' },
    }),
  ),
)

const keys = [
  { name: 'port', default: undefined },
  { name: 'protocol', default: 'TCP' },
]

test.for<{ path: readonly string[]; expected: object }>([
  { path: ['ports'], expected: { list: { atomic: false, keys } } },
  { path: ['names'], expected: { list: { atomic: false, keys: [] } } },
  { path: ['args'], expected: { list: { atomic: true, keys: [] } } },
  { path: ['selector'], expected: { map: { atomic: true } } },
  { path: ['groups'], expected: { map: { atomic: false } } },
  { path: ['groups', 'any'], expected: { list: { atomic: false, keys } } },
  { path: ['resource', 'ports'], expected: { list: { atomic: false, keys } } },
  { path: ['metadata', 'ownerReferences'], expected: { list: { keys: [{ name: 'uid' }] } } },
  { path: ['resource', 'metadata', 'finalizers'], expected: { list: { keys: [] } } },
  { path: ['free', 'any', 'thing'], expected: { scalar: 'untyped' } },
  { path: ['time'], expected: { scalar: 'untyped' } },
  { path: ['port'], expected: { scalar: 'untyped' } },
  { path: ['on'], expected: { scalar: 'boolean' } },
  { path: ['apiVersion'], expected: { scalar: 'string' } },
])('$path', ({ path, expected }) => {
  expect(at(type, path)).toMatchObject(expected)
})

test('a field that the schema does not have is none', () => {
  expect(at(type, ['nope'])).toBeUndefined()
  expect(at(type, ['resource', 'nope'])).toBeUndefined()
})

function at(from: MergeType, path: readonly string[]): MergeType | undefined {
  return path.reduce<MergeType | undefined>(
    (found, name) => found?.map?.field(name) ?? found?.map?.others,
    from,
  )
}
