import '#test/support/seed.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import type { JsonObject, JsonValue } from '#src/core/index.ts'
import { kubernetesVersions } from '#src/core/index.ts'
import { convert } from '#src/core/kubernetes/stages/convert/convert.ts'
import { atMutatingDoor } from '#src/core/kubernetes/stages/mutating-door.ts'
import type { StagedKind, Surroundings } from '#src/core/kubernetes/stages/surroundings.ts'
import {
  atMutatingDoorOnUpdate,
  atValidatingDoorOnUpdate,
} from '#src/core/kubernetes/stages/update-doors.ts'
import { atValidatingDoor } from '#src/core/kubernetes/stages/validating-door.ts'
import { samples, wild } from './arbitrary-object.ts'
import { clusterWith } from './surroundings.ts'

const versions = fc.constantFrom(...kubernetesVersions)

const cluster = [
  { apiVersion: 'v1', kind: 'ServiceAccount', metadata: { name: 'default' } },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'a' },
    spec: { limits: [{ type: 'Container', default: { cpu: '1' } }] },
  },
  {
    apiVersion: 'scheduling.k8s.io/v1',
    kind: 'PriorityClass',
    metadata: { name: 'default' },
    globalDefault: true,
    value: 3,
  },
  {
    apiVersion: 'node.k8s.io/v1',
    kind: 'RuntimeClass',
    metadata: { name: 'main' },
    overhead: { podFixed: { cpu: '1' } },
    scheduling: { tolerations: [{ operator: 'Exists' }] },
  },
  {
    apiVersion: 'storage.k8s.io/v1',
    kind: 'StorageClass',
    metadata: {
      name: 'main',
      annotations: { 'storageclass.kubernetes.io/is-default-class': 'true' },
    },
  },
]

test('no stage throws, and none changes what it is given', () => {
  fc.assert(
    fc.property(samples, versions, ({ kind, object, other }, version) => {
      throughAll(frozen(object), frozen(other), kind, clusterWith(cluster, { version }))
    }),
    { numRuns: 300 },
  )
})

test('no stage throws where everything has a wrong type', () => {
  fc.assert(
    fc.property(samples, wild, wild, versions, ({ kind, object }, given, old, version) => {
      const { apiVersion = '' } = object
      const of = { apiVersion, kind: kind.kind }
      const surroundings = clusterWith([{ ...old, ...of }], { version })
      throughAll(frozen({ ...given, ...of }), frozen({ ...old, ...of }), kind, surroundings)
    }),
    { numRuns: 1000 },
  )
})

test('what went through the plugins once stays as it is', () => {
  fc.assert(
    fc.property(samples, versions, ({ kind, object }, version) => {
      const surroundings = clusterWith(cluster, { version })
      const { object: once } = atMutatingDoor(object, kind, surroundings)
      expect(atMutatingDoor(once, kind, surroundings).object).toEqual(once)
    }),
    { numRuns: 300 },
  )
})

test('what was converted once stays as it is', () => {
  fc.assert(
    fc.property(samples, versions, ({ kind, object }, version) => {
      const of = { apiVersion: String(object['apiVersion']), kind: kind.kind }
      const once = convert(object, of, version)
      if (once.kind === 'object') expect(convert(once.object, of, version)).toEqual(once)
    }),
    { numRuns: 300 },
  )
})

test('labels of any name come through both doors', () => {
  fc.assert(
    fc.property(samples, ({ kind, object }) => {
      const labels = Object.fromEntries([
        ['__proto__', 'a'],
        ['constructor', 'b'],
      ])
      const given = { ...object, metadata: { name: 'a', labels } }
      const surroundings = clusterWith(cluster)
      const { object: mutated } = atMutatingDoor(given, kind, surroundings)
      const { object: validated } = atValidatingDoor(mutated, kind, surroundings)
      const found = (validated['metadata'] as JsonObject)['labels'] as JsonObject
      expect(Object.entries(found)).toEqual(expect.arrayContaining(Object.entries(labels)))
    }),
    { numRuns: 100 },
  )
})

function throughAll(
  object: JsonObject,
  old: JsonObject,
  kind: StagedKind,
  surroundings: Surroundings,
): void {
  const of = { apiVersion: String(object['apiVersion']), kind: kind.kind }
  convert(object, of, surroundings.version)
  atMutatingDoor(object, kind, surroundings)
  atValidatingDoor(object, kind, surroundings)
  atMutatingDoorOnUpdate(object, old, kind, surroundings)
  atValidatingDoorOnUpdate(object, old, kind, surroundings)
}

/** Changing a frozen value throws. */
function frozen<Value extends JsonValue>(value: Value): Value {
  if (typeof value === 'object' && value !== null) {
    for (const inner of Object.values(value)) frozen(inner)
    Object.freeze(value)
  }
  return value
}
