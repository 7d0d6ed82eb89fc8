import { expect, test } from 'vitest'
import { nearestName } from '#src/core/source/nearest-name.ts'

const known = ['image', 'imagePullPolicy', 'name', 'stdin', 'stdinOnce', 'env']

test.for<[string, string | undefined]>([
  ['imgae', 'image'],
  ['nmae', 'name'],
  ['imgea', undefined],
  ['imag', 'image'],
  ['Image', 'image'],
  ['IMAGEPULLPOLICY', 'imagePullPolicy'],
  ['imagePullPolices', 'imagePullPolicy'],
  ['names', 'name'],
  ['envs', 'env'],
  ['foo', undefined],
  ['', undefined],
  ['image'.repeat(20), undefined],
])('%s is near %s', ([name, nearest]) => {
  expect(nearestName(name, known)).toBe(nearest)
})
