import { expect, test } from 'vitest'
import { decodeFaults } from '#src/core/kubernetes/decode.ts'
import { fieldTypes, typedKinds } from '#src/core/kubernetes/schema/types.ts'
import type { JsonObject, JsonValue } from '#src/core/source/json-value.ts'
import { printPath } from '#src/core/source/path.ts'

function faultsOf(object: JsonObject): readonly string[] {
  return decodeFaults(object).map(
    ({ path, expected, found }) => `${printPath(path)}: expected ${expected}, found ${found}`,
  )
}

const pod = (spec: JsonObject): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a' },
  spec,
})
const container = (fields: JsonObject): JsonObject =>
  pod({ containers: [{ name: 'a', ...fields }] })

test.for<{ name: string; object: JsonObject; faults: readonly string[] }>([
  {
    name: 'a label that is a number, of a kind that nobody knows',
    object: {
      apiVersion: 'example.com/v1',
      kind: 'Thing',
      metadata: { labels: { v: 1 } },
      spec: { replicas: 'x' },
    },
    faults: ['metadata.labels.v: expected a string, found the number 1'],
  },
  {
    name: 'a kind that is no string',
    object: { kind: 1 },
    faults: ['kind: expected a string, found the number 1'],
  },
  {
    name: 'metadata that is a list',
    object: { metadata: [] },
    faults: ['metadata: expected a mapping, found a list'],
  },
  {
    name: 'an environment variable that is a boolean',
    object: container({ env: [{ name: 'A', value: true }] }),
    faults: ['spec.containers[0].env[0].value: expected a string, found the boolean true'],
  },
  {
    name: 'a mapping instead of a list, a string instead of a mapping',
    object: pod({ containers: { name: 'a' }, securityContext: 'none' }),
    faults: [
      'spec.containers: expected a list, found a mapping',
      'spec.securityContext: expected a mapping, found the string "none"',
    ],
  },
  {
    name: 'a quantity that is none',
    object: container({ resources: { limits: { cpu: 1, memory: '1Gb' } } }),
    faults: [
      'spec.containers[0].resources.limits.memory: expected a quantity such as 500m or 1Gi, found the string "1Gb"',
    ],
  },
  {
    name: 'the version of another kind is not looked at',
    object: { apiVersion: 'apps/v1beta1', kind: 'Deployment', spec: { replicas: 'x' } },
    faults: [],
  },
])('$name', ({ object, faults }) => {
  expect(faultsOf(object)).toEqual(faults)
})

const replicas = (value: JsonValue): JsonObject => ({
  apiVersion: 'apps/v1',
  kind: 'Deployment',
  spec: { replicas: value },
})
const port = (value: JsonValue) => container({ livenessProbe: { httpGet: { port: value } } })
const seconds = (value: JsonValue) => pod({ activeDeadlineSeconds: value })
const created = (value: JsonValue): JsonObject => ({ metadata: { creationTimestamp: value } })
const secret = (value: JsonValue): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Secret',
  data: { a: value },
})

test.for([
  {
    type: 'int32',
    make: replicas,
    fits: [0, -(2 ** 31), 2 ** 31 - 1, null],
    not: [1.5, 2 ** 31, '1', true, [1]],
  },
  {
    type: 'int64',
    make: seconds,
    fits: [2 ** 40, 2n ** 63n - 1n, null],
    not: [0.5, 2n ** 63n, 1e20, '1'],
  },
  { type: 'intOrString', make: port, fits: [80, 'http', null], not: [1.5, true, {}, 2 ** 31] },
  {
    type: 'time',
    make: created,
    fits: ['2026-01-31T12:00:00Z', '2026-01-31T12:00:00.5+01:00', null],
    not: ['', '2026-01-31', 1],
  },
  { type: 'bytes', make: secret, fits: ['', 'YWI=', 'YW\nI=', null], not: ['YWI', 'a b', 1] },
] as const)('$type', ({ make, fits, not }) => {
  expect(fits.filter((value) => faultsOf(make(value)).length > 0)).toEqual([])
  expect(not.filter((value) => faultsOf(make(value)).length !== 1)).toEqual([])
})

test('keys that JavaScript knows are just keys', () => {
  const object = JSON.parse(
    '{"constructor": 1, "metadata": {"labels": {"__proto__": 1, "toString": "x"}}}',
  ) as JsonObject
  expect(faultsOf(object)).toEqual([
    'metadata.labels.__proto__: expected a string, found the number 1',
  ])
})

test('every type that the table names is in it', () => {
  const named = Object.values(fieldTypes).flatMap(
    (words) => words.match(/(?<=[:\]])[A-Z]\w+/g) ?? [],
  )
  const kinds = typedKinds.flatMap((row) => row.kinds)
  const known = new Set(Object.keys(fieldTypes))
  expect([...named, ...kinds].filter((type) => !known.has(type))).toEqual([])
})
