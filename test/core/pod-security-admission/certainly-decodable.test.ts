import fc from 'fast-check'
import { expect, test } from 'vitest'
import { decodeError } from '#src/core/kubernetes/decode/decode-error.ts'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import type { StructType } from '#src/core/kubernetes/schema/field-type.ts'
import { structNamed } from '#src/core/kubernetes/schema/schema.ts'
import { isCertainlyDecodable } from '#src/core/pod-security-admission/certainly-decodable.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { changed, oddValues } from './changed.ts'
import { goodSpec, hostSpec, podOf } from './pods.ts'
import '#test/support/seed.ts'

const pod = structNamed('core.v1.Pod')

const full = podOf(
  {
    ...hostSpec,
    terminationGracePeriodSeconds: 30,
    containers: [
      {
        ...goodSpec.containers[0],
        env: [{ name: 'A' }, null],
        resources: { limits: { cpu: '500m', memory: '1Gi' }, requests: { cpu: '1' } },
        ports: [{ containerPort: 80 }],
        livenessProbe: { httpGet: { port: 80 } },
        readinessProbe: { httpGet: { port: 'http' } },
      },
    ],
  },
  {
    creationTimestamp: '2024-01-31T23:59:59Z',
    labels: { a: 'b' },
    managedFields: [{ fieldsV1: { 'f:spec': {} }, time: '2024-04-30T00:00:00Z' }],
  },
)

test('what an API server sends is', () => {
  expect(isCertainlyDecodable(full, pod)).toBe(true)
})

test('so are nulls and unknown fields, whatever they are called', () => {
  const odd = Object.fromEntries([
    ['__proto__', 1],
    ['constructor', [1]],
    ['spec', null],
  ])
  expect(isCertainlyDecodable(odd, pod)).toBe(true)
})

test('the order of the fields, which is remembered from object to object, decides nothing', () => {
  let uncertain = 0
  const fields = fc.constantFrom(
    ['hostNetwork', true],
    ['hostNetwork', 'true'],
    ['nodeName', 'a'],
    ['nodeName', 1],
    ['other', 1],
    ['', 1],
    ['terminationGracePeriodSeconds', 30],
    ['terminationGracePeriodSeconds', '30'],
  )
  fc.assert(
    fc.property(fc.array(fields, { maxLength: 6 }), (entries) => {
      const spec: JsonObject = Object.fromEntries(entries)
      const wrong = [spec['hostNetwork'] === 'true', spec['nodeName'] === 1]
      const isWrong = wrong.includes(true) || spec['terminationGracePeriodSeconds'] === '30'
      if (isWrong) uncertain++
      expect(isCertainlyDecodable({ spec }, pod)).toBe(!isWrong)
    }),
    { numRuns: 300 },
  )
  expect(uncertain).toBeGreaterThan(50)
})

function takes(object: JsonObject, struct: StructType): boolean {
  return decodeError(decodeStruct(object, struct).problems) === undefined
}

test('whatever stands anywhere, what is certain can be decoded', () => {
  let uncertain = 0
  fc.assert(
    fc.property(fc.integer({ min: 1, max: 80 }), fc.constantFrom(...oddValues), (at, to) => {
      const object = changed(full, at, to) as JsonObject
      const isCertain = isCertainlyDecodable(object, pod)
      if (!isCertain) uncertain++
      return !isCertain || takes(object, pod)
    }),
    { numRuns: 3000 },
  )
  expect(uncertain).toBeGreaterThan(500)
})
