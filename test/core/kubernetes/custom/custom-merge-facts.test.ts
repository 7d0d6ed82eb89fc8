import { expect, test } from 'vitest'
import { customMergeFacts } from '#src/core/kubernetes/custom/custom-merge-facts.ts'
import type { MergeFacts } from '#src/core/kubernetes/merge-facts.ts'
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

const facts = customMergeFacts(
  kindOf(
    objectOf({
      ports,
      names: { type: 'array', items: text, 'x-kubernetes-list-type': 'set' },
      args: { type: 'array', items: text },
      selector: { type: 'object', additionalProperties: text, 'x-kubernetes-map-type': 'atomic' },
      groups: { type: 'object', additionalProperties: ports },
      resource: objectOf({ ports }, { 'x-kubernetes-embedded-resource': true }),
    }),
  ),
)

const keys = [
  { name: 'port', default: null },
  { name: 'protocol', default: 'TCP' },
]
const listMap = { type: 'map', keys }

test.for<{ path: readonly string[]; expected: MergeFacts['list'] | object }>([
  { path: ['ports'], expected: { list: listMap } },
  { path: ['names'], expected: { list: { type: 'set' } } },
  { path: ['selector'], expected: { atomic: true } },
  { path: ['groups', '*'], expected: { list: listMap } },
  { path: ['resource', 'ports'], expected: { list: listMap } },
  { path: ['metadata', 'ownerReferences'], expected: { list: { type: 'map' } } },
  { path: ['resource', 'metadata', 'finalizers'], expected: { list: { type: 'set' } } },
])('$path', ({ path, expected }) => {
  expect(at(facts, path)).toMatchObject(expected ?? {})
})

test('what is not said is atomic for lists, and merges for objects', () => {
  expect(at(facts, ['args'])?.list).toBeUndefined()
  expect(at(facts, ['groups'])?.atomic).toBeUndefined()
  expect(facts.atomic).toBeUndefined()
})

function at(from: MergeFacts, path: readonly string[]): MergeFacts | undefined {
  return path.reduce<MergeFacts | undefined>(
    (found, name) => (name === '*' ? found?.values : found?.fields?.[name]),
    from,
  )
}
