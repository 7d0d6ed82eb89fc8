import { expect, test } from 'vitest'
import { customKinds } from '#src/core/kubernetes/custom/custom-kinds.ts'
import { decodeMetadata } from '#src/core/kubernetes/decode/decode-metadata.ts'
import { kindsWith } from '#src/core/kubernetes/kinds.ts'
import {
  asHeld,
  toMutatingDoor,
  toValidatingDoor as toSecondDoor,
  type Way,
} from '#src/core/kubernetes/passage.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { printPath } from '#src/core/source/path.ts'

const definition: JsonObject = {
  apiVersion: 'apiextensions.k8s.io/v1',
  kind: 'CustomResourceDefinition',
  metadata: { name: 'things.example.com' },
  spec: {
    group: 'example.com',
    scope: 'Namespaced',
    names: { plural: 'things', singular: 'thing', kind: 'Thing', listKind: 'ThingList' },
    versions: [
      {
        name: 'v1',
        served: true,
        storage: true,
        subresources: { status: {} },
        schema: {
          openAPIV3Schema: {
            type: 'object',
            properties: {
              spec: {
                type: 'object',
                properties: {
                  size: { type: 'integer', default: 3 },
                  name: { type: 'string' },
                },
              },
              status: { type: 'object', properties: { ready: { type: 'boolean' } } },
            },
          },
        },
      },
    ],
  },
}

const kinds = kindsWith(customKinds([definition], decodeMetadata).kinds)
const way: Way = {
  kinds,
  surroundings: { objectsOf: () => [], version: '1.37', time: '2026-01-31T12:00:00Z' },
}

/** Of an object that a mutation changed. */
const toValidatingDoor = (object: JsonObject, on: Way) =>
  toSecondDoor({ before: {}, after: object }, on)

const pod = (spec: JsonValue, metadata: JsonObject = { name: 'a', namespace: 'shop' }) => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata,
  spec,
})

const thing = (fields: JsonObject): JsonObject => ({
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: 'a', namespace: 'shop' },
  ...fields,
})

test('a Pod at the mutating door has its defaults, and what the plugins give every Pod', () => {
  const { object, problems } = toMutatingDoor(
    pod({ containers: [{ name: 'a', image: 'x:1', resources: { limits: { cpu: 1 } } }] }),
    way,
  )
  expect(problems).toEqual([])
  expect(object).toMatchObject({
    metadata: { name: 'a', namespace: 'shop' },
    spec: {
      containers: [
        {
          imagePullPolicy: 'IfNotPresent',
          resources: { limits: { cpu: '1' }, requests: { cpu: '1' } },
        },
      ],
      dnsPolicy: 'ClusterFirst',
      tolerations: [
        { key: 'node.kubernetes.io/not-ready', effect: 'NoExecute' },
        { key: 'node.kubernetes.io/unreachable', effect: 'NoExecute' },
      ],
    },
    status: {},
  })
})

test('a Pod at the validating door has been prepared for the store', () => {
  const { object, unknown } = toValidatingDoor(
    pod({ containers: [{ name: 'a', image: 'x:1' }] }, { generateName: 'a-', namespace: 'shop' }),
    way,
  )
  expect(object).toMatchObject({
    metadata: { generation: 1, creationTimestamp: '2026-01-31T12:00:00Z' },
    status: { phase: 'Pending', qosClass: 'BestEffort' },
  })
  expect(String((object['metadata'] as JsonObject)['name'])).toMatch(/^a-[a-z0-9]{5}$/)
  expect(unknown.map(({ path }) => printPath(path))).toContain('metadata.name')
})

test('a mutation is defaulted again', () => {
  const { object } = toValidatingDoor(
    pod({ containers: [{ name: 'added', image: 'x:latest' }] }),
    way,
  )
  expect(object).toMatchObject({ spec: { containers: [{ imagePullPolicy: 'Always' }] } })
})

test.for<{ name: string; object: JsonObject; problems: readonly string[] }>([
  {
    name: 'wrong types, all of them',
    object: pod({ containers: [{ name: 1, ports: [{ containerPort: 'x' }] }], hostNetwork: 'no' }),
    problems: [
      'spec.containers[0].name',
      'spec.containers[0].ports[0].containerPort',
      'spec.hostNetwork',
    ],
  },
  {
    name: 'numbers out of range',
    object: pod({ containers: [], priority: 2 ** 31, activeDeadlineSeconds: 10n ** 20n }),
    problems: ['spec.priority', 'spec.activeDeadlineSeconds'],
  },
  { name: 'a spec that is a list', object: pod([]), problems: ['spec'] },
  {
    name: 'a label that is a number, of a kind that nobody knows',
    object: { apiVersion: 'x/v1', kind: 'X', metadata: { labels: { v: 1 } } },
    problems: ['metadata.labels.v'],
  },
  {
    name: 'a label that is a number, of a custom kind',
    object: thing({ metadata: { name: 'a', labels: { v: 1 } } }),
    problems: ['metadata'],
  },
])('what cannot be decoded comes to no door: $name', ({ object, problems }) => {
  const arrival = toMutatingDoor(object, way)
  expect(arrival.problems.map(({ kind, path }) => `${kind} ${printPath(path)}`)).toEqual(
    problems.map((path) => `undecodable ${path}`),
  )
})

test('an unknown field is a problem and gone', () => {
  const { object, problems } = toMutatingDoor(pod({ containers: [], typo: 1 }), way)
  expect(problems).toMatchObject([
    { kind: 'unknown-field', path: ['spec', 'typo'], text: 'unknown field "spec.typo"' },
  ])
  expect(object['spec']).not.toHaveProperty('typo')
})

test('a custom resource has the defaults and fields of its definition, and no status when it is made', () => {
  const arrival = toMutatingDoor(
    thing({ spec: { name: 'x', typo: 1 }, status: { ready: true } }),
    way,
  )
  expect(arrival.isKnown).toBe(true)
  expect(arrival.object).toMatchObject({ spec: { name: 'x', size: 3 }, status: { ready: true } })
  expect(arrival.problems).toMatchObject([{ kind: 'unknown-field', path: ['spec', 'typo'] }])
  const next = toValidatingDoor(arrival.object, way)
  expect(next.object).toMatchObject({ metadata: { generation: 1 }, spec: { size: 3 } })
  expect(next.object).not.toHaveProperty('status')
})

test('a kind that nobody knows stays as it is', () => {
  const object = { apiVersion: 'x/v1', kind: 'X', metadata: { name: 'a' }, a: null, b: [1] }
  const arrival = toMutatingDoor(object, way)
  expect(arrival).toMatchObject({ isKnown: false, problems: [] })
  expect(arrival.object).toEqual(object)
})

test('50,000 known fields, and 50,000 unknown ones, of which the first thousand are said', () => {
  const many = Object.fromEntries(Array.from({ length: 50_000 }, (_, at) => [`k${at}`, 'v']))
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a' },
    data: many,
    ...many,
  }
  const { object, problems } = asHeld(config, kinds, '1.37')
  expect(Object.keys(object['data'] as JsonObject)).toHaveLength(50_000)
  expect(problems).toHaveLength(1000)
})

test.for(['__proto__', 'constructor', 'toString'])('the key %s is a key', (key) => {
  const data = Object.fromEntries([[key, 'v']])
  const config = {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'a', labels: data },
    data,
  }
  const { object, problems } = asHeld(config, kinds, '1.37')
  expect(problems).toEqual([])
  expect(Object.entries(object['data'] as JsonObject)).toEqual([[key, 'v']])
  expect(asHeld({ ...config, ...data }, kinds, '1.37').problems).toHaveLength(1)
})
