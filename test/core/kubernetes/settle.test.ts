import { expect, test } from 'vitest'
import { builtInKindsOnly } from '#src/core/kubernetes/kinds.ts'
import { type Settler, settlerOf } from '#src/core/kubernetes/settle.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const container = {
  name: 'a',
  image: 'a:1',
  resources: {},
  terminationMessagePath: '/dev/termination-log',
  terminationMessagePolicy: 'File',
  imagePullPolicy: 'IfNotPresent',
}
const arrived: JsonObject = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'p' },
  spec: {
    containers: [container],
    newField: 1,
    restartPolicy: 'Always',
    terminationGracePeriodSeconds: 30,
    dnsPolicy: 'ClusterFirst',
    securityContext: {},
    schedulerName: 'default-scheduler',
    enableServiceLinks: true,
  },
  status: {},
}

const settler = settlerOf(arrived, builtInKindsOnly, '1.37')
const withSpec = (fields: JsonObject): JsonObject => ({
  ...arrived,
  spec: { ...(arrived['spec'] as JsonObject), ...fields },
})

test('an object as it came is that very object', () => {
  expect(settler.afterPatch(arrived)).toEqual({ kind: 'settled', object: arrived })
  expect(objectOf(settler.afterPatch(arrived))).toBe(arrived)
})

test('a new container gets its defaults, a field that nobody knows stays', () => {
  const added = withSpec({ containers: [container, { name: 'b', image: 'b' }] })
  expect(objectOf(settler.afterPatch(added))).toEqual(
    withSpec({
      containers: [container, { ...container, name: 'b', image: 'b', imagePullPolicy: 'Always' }],
    }),
  )
})

test.for<{ name: string; object: JsonObject; message: string }>([
  {
    name: 'an unknown field that did not arrive',
    object: withSpec({ otherField: 1 }),
    message: 'strict decoding error: unknown field "spec.otherField"',
  },
  {
    name: 'a number that is text',
    object: withSpec({ priority: '1' }),
    message:
      'json: cannot unmarshal string into Go struct field PodSpec.spec.priority of type int32',
  },
  {
    name: 'a version that there is not',
    object: { ...arrived, apiVersion: 'v2' },
    message: 'no kind "Pod" is registered for version "v2" in scheme "pkg/runtime/scheme.go:111"',
  },
])('after a JSON Patch $name is refused', ({ object, message }) => {
  expect(settler.afterPatch(object)).toEqual({ kind: 'undecodable', message })
})

test.for<{ name: string; fields: JsonObject; message: string }>([
  {
    name: 'a fraction',
    fields: { priority: 1.5 },
    message: 'cannot convert float64 to int32',
  },
  {
    name: 'a quantity that is none',
    fields: { overhead: { cpu: 'much' } },
    message:
      "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'",
  },
])('after an apply configuration $name is refused', ({ fields, message }) => {
  expect(settler.afterMerge(withSpec(fields))).toEqual({
    kind: 'undecodable',
    message: `unable to convert unstructured object to /v1, Kind=Pod: ${message}`,
  })
})

test('after an apply configuration an integer that is too long overflows, as in Go', () => {
  expect(objectOf(settler.afterMerge(withSpec({ priority: 3_000_000_000 })))).toEqual(
    withSpec({ priority: -1_294_967_296 }),
  )
})

test('what the table cannot decode as it came is left alone', () => {
  const strange = withSpec({ priority: 'of a newer release' })
  const changed = { ...strange, metadata: { name: 'q' } }
  expect(objectOf(settlerOf(strange, builtInKindsOnly, '1.37').afterPatch(changed))).toBe(changed)
})

function objectOf(settled: ReturnType<Settler['afterPatch']>): JsonObject | undefined {
  return settled.kind === 'settled' ? settled.object : undefined
}

test.for<{ name: string; arrived: JsonObject; added: JsonObject; message: string }>([
  {
    name: 'Scale',
    arrived: { apiVersion: 'autoscaling/v1', kind: 'Scale', spec: {}, status: { replicas: 0 } },
    added: { unknown: 1 },
    message: 'strict decoding error: unknown field "unknown"',
  },
  {
    name: 'Scale with a text for a number',
    arrived: { apiVersion: 'autoscaling/v1', kind: 'Scale' },
    added: { spec: { replicas: '3' } },
    message:
      'json: cannot unmarshal string into Go struct field ScaleSpec.spec.replicas of type int32',
  },
  {
    name: 'Eviction',
    arrived: { apiVersion: 'policy/v1', kind: 'Eviction', metadata: { name: 'a' } },
    added: { deleteOptions: { force: true } },
    message: 'strict decoding error: unknown field "deleteOptions.force"',
  },
  {
    name: 'TokenRequest',
    arrived: {
      apiVersion: 'authentication.k8s.io/v1',
      kind: 'TokenRequest',
      spec: { audiences: ['a'], expirationSeconds: 3600, boundObjectRef: null },
      status: { token: '', expirationTimestamp: null },
    },
    added: { data: {} },
    message: 'strict decoding error: unknown field "data"',
  },
])('what only sub-resources take is decoded after a patch: $name', (row) => {
  const own = settlerOf(row.arrived, builtInKindsOnly, '1.37')
  expect(own.afterPatch(row.arrived).kind).toBe('settled')
  expect(own.afterPatch({ ...row.arrived, ...row.added })).toEqual({
    kind: 'undecodable',
    message: row.message,
  })
})
