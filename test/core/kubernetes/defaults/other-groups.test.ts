import { expect, test } from 'vitest'
import { otherDefaulters } from '#src/core/kubernetes/defaults/other-groups.ts'
import { everyStruct } from './every-struct.ts'

test('every defaulter is for a type that a built-in kind holds, and for one of its own', () => {
  const held = new Set(everyStruct().map(({ name }) => name))
  const named = otherDefaulters.map(({ struct }) => struct)
  expect(named.filter((name) => !held.has(name) || name.startsWith('core.'))).toEqual([])
  expect(new Set(named).size).toBe(named.length)
})
