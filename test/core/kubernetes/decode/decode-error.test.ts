import { expect, test } from 'vitest'
import { decodeError, strictErrors } from '#src/core/kubernetes/decode/decode-error.ts'
import type { DecodeProblem } from '#src/core/kubernetes/decode/decode-problem.ts'
import { decodeStruct } from '#src/core/kubernetes/decode/decode-struct.ts'
import { structNamed, structOfKind } from '#src/core/kubernetes/schema/schema.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const pod = structOfKind('v1', 'Pod') ?? structNamed('core.v1.Pod')
const schema = structNamed('apiextensions.v1.JSONSchemaProps')

const wrongPriority =
  'json: cannot unmarshal string into Go struct field PodSpec.spec.priority of type int32'
const wrongQuantity =
  "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"

test.for<{ name: string; given: JsonObject; text?: string; strict?: string }>([
  { name: 'nothing', given: {} },
  {
    name: 'unknown fields are errors of strict decoding alone',
    given: { a: 1, spec: { b: 1, containers: [{ c: 1 }] } },
    strict:
      'strict decoding error: unknown field "a", unknown field "spec.b", unknown field "spec.containers[0].c"',
  },
  {
    name: 'the first wrong type, and no unknown field with it',
    given: { a: 1, spec: { priority: 'a', hostNetwork: 'b' } },
    text: wrongPriority,
    strict: wrongPriority,
  },
  {
    name: 'what ends decoding comes before what was met earlier',
    given: {
      spec: { priority: 'a', overhead: { cpu: 'x' } },
      metadata: { creationTimestamp: 'y' },
    },
    text: wrongQuantity,
    strict: wrongQuantity,
  },
  {
    name: 'each unknown field once',
    given: { spec: { 'a.b': 1 }, 'spec.a.b': 1 },
    strict: 'strict decoding error: unknown field "spec.a.b"',
  },
])('$name', ({ given, text, strict = text }) => {
  const { problems } = decodeStruct(given, pod)
  expect(decodeError(problems)).toBe(text)
  expect(decodeError(problems, { strict: true })).toBe(strict)
})

test.for<{ name: string; given: JsonObject; text: string }>([
  {
    name: 'the first error of a decoder of its own ends the outer one',
    given: {
      minLength: 'a',
      items: { maxItems: 'b', minItems: 'c' },
      not: { items: { format: 1 } },
    },
    text: 'json: cannot unmarshal string into Go struct field JSONSchemaProps.items.maxItems of type int64',
  },
  {
    name: 'unless a later one ends that decoder',
    given: { items: { maxItems: 'b', additionalProperties: 'c' }, additionalItems: 'd' },
    text: 'boolean or JSON schema expected',
  },
])('$name', ({ given, text }) => {
  expect(decodeError(decodeStruct(given, schema).problems)).toBe(text)
})

test('the first hundred unknown fields', () => {
  const problems = Array.from({ length: 101 }, (_, index): DecodeProblem => {
    const text = `unknown field "${index}"`
    return { kind: 'unknown-field', path: [`${index}`], expected: '', found: '', text, ends: false }
  })
  expect(strictErrors(problems)).toHaveLength(100)
  expect(decodeError(problems, { strict: true })).toMatch(/unknown field "99"$/)
})
