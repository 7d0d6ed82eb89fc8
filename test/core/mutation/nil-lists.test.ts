import { expect, test } from 'vitest'
import { toJson } from '#src/core/cel/to-json.ts'
import { CelError } from '#src/core/cel/value.ts'
import { withNilLists } from '#src/core/mutation/nil-lists.ts'
import { evaluate } from '../cel/evaluate.ts'

test('a field without elements is null, a list in a list or in a map is not', () => {
  const value = evaluate('Object{a: [], b: [Object.b{c: []}], d: [[]], e: {"f": []}, g: [1]}')
  if (value instanceof CelError) throw new Error(value.message)
  expect(toJson(withNilLists(value))).toEqual({
    a: null,
    b: [{ c: null }],
    d: [[]],
    e: { f: [] },
    g: [1],
  })
})
