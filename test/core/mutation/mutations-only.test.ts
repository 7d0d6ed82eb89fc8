import { expect, test } from 'vitest'
import { mutationsOnly } from '#src/core/mutation/mutations-only.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

const tolerations = [{ key: 'a' }, { key: 'default' }]

test.for<{
  readonly name: string
  readonly written: JsonObject
  readonly held: JsonObject
  readonly mutated: JsonObject
  readonly expected: JsonObject
}>([
  {
    name: 'nothing but defaults is what was written',
    written: { a: 1 },
    held: { a: 1, b: 'default' },
    mutated: { a: 1, b: 'default' },
    expected: { a: 1 },
  },
  {
    name: 'what was written otherwise stays so',
    written: { cpu: 1, tolerations: [] },
    held: { cpu: '1' },
    mutated: { cpu: '1', new: true },
    expected: { cpu: 1, tolerations: [], new: true },
  },
  {
    name: 'a changed default is there, with what was changed in it',
    written: {},
    held: { resources: { a: 1 } },
    mutated: { resources: { a: 1, b: 2 } },
    expected: { resources: { b: 2 } },
  },
  {
    name: 'what was removed is gone',
    written: { a: 1, b: 2 },
    held: { a: 1, b: 2 },
    mutated: { b: 2 },
    expected: { b: 2 },
  },
  {
    name: 'items that the API server added are left out',
    written: { tolerations: [{ key: 'a' }] },
    held: { tolerations },
    mutated: { tolerations: [...tolerations, { key: 'new' }] },
    expected: { tolerations: [{ key: 'a' }, { key: 'new' }] },
  },
  {
    name: 'also where no list was written',
    written: {},
    held: { tolerations },
    mutated: { tolerations: [{ key: 'new' }, ...tolerations] },
    expected: { tolerations: [{ key: 'new' }] },
  },
  {
    name: 'a changed item keeps what was written',
    written: { containers: [{ name: 'a', cpu: 1 }] },
    held: { containers: [{ name: 'a', cpu: '1', policy: 'Always' }] },
    mutated: { containers: [{ name: 'a', cpu: '1', policy: 'Never' }] },
    expected: { containers: [{ name: 'a', cpu: 1, policy: 'Never' }] },
  },
  {
    name: 'items that only the written form has stay',
    written: { volumes: [{ name: 'a', mode: 1 }, { name: 'token' }] },
    held: { volumes: [{ name: 'a' }] },
    mutated: { volumes: [{ name: 'a' }, { name: 'b' }] },
    expected: { volumes: [{ name: 'a', mode: 1 }, { name: 'b' }, { name: 'token' }] },
  },
  {
    name: 'keys may have any name',
    written: JSON.parse('{"__proto__": 1, "constructor": {"a": 1}}'),
    held: JSON.parse('{"__proto__": 1, "constructor": {"a": 1}}'),
    mutated: JSON.parse('{"__proto__": 2, "constructor": {"a": 1, "toString": 3}}'),
    expected: JSON.parse('{"__proto__": 2, "constructor": {"a": 1, "toString": 3}}'),
  },
])('$name', ({ written, held, mutated, expected }) => {
  expect(mutationsOnly(mutated, { held, written })).toEqual(expected)
})
