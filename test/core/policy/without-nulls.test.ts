import { expect, test } from 'vitest'
import { documentKinds } from '#src/core/policy/document-kinds.ts'
import { withoutNulls } from '#src/core/policy/without-nulls.ts'
import type { JsonValue } from '#src/core/source/json-value.ts'

const rule = documentKinds.find(({ kind }) => kind === 'ValidatingRule')

test.for<{ name: string; spec: JsonValue; becomes: JsonValue }>([
  {
    name: 'fields that are null are absent, at every depth',
    spec: {
      variables: null,
      matchConstraints: { objectSelector: null, resourceRules: [{ resourceNames: null }] },
    },
    becomes: { matchConstraints: { resourceRules: [{}] } },
  },
  {
    name: 'the null text of a map is empty',
    spec: { matchConstraints: { objectSelector: { matchLabels: { a: null, b: 'c' } } } },
    becomes: { matchConstraints: { objectSelector: { matchLabels: { a: '', b: 'c' } } } },
  },
  {
    name: 'what may hold anything is left alone, whatever its keys',
    spec: JSON.parse('{"params": {"a": null, "__proto__": {"b": [null]}}}'),
    becomes: JSON.parse('{"params": {"a": null, "__proto__": {"b": [null]}}}'),
  },
])('$name', ({ spec, becomes }) => {
  const shape = rule?.shape ?? { type: 'any' }
  expect(JSON.stringify(withoutNulls({ spec }, shape))).toBe(JSON.stringify({ spec: becomes }))
})
