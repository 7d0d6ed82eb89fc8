import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parsePath } from '#src/core/source/parse-path.ts'
import { printPath } from '#src/core/source/path.ts'
import '#test/support/seed.ts'

test.for([
  { text: 'spec', path: ['spec'] },
  { text: 'spec.containers[0].image', path: ['spec', 'containers', 0, 'image'] },
  {
    text: 'metadata.labels["app.kubernetes.io/name"]',
    path: ['metadata', 'labels', 'app.kubernetes.io/name'],
  },
  { text: '["a\\"b"].c', path: ['a"b', 'c'] },
  { text: '[3][4]', path: [3, 4] },
])('$text is a path', ({ text, path }) => {
  expect(parsePath(text)).toEqual(path)
})

test.for([
  '',
  '.spec',
  'spec.',
  'spec..a',
  'spec[a]',
  'spec[-1]',
  'spec[0',
  'spec.[0]',
  'a b',
  'labels["a]',
  'labels["\\x"]',
  "labels['a']",
  'a/b',
])('%s is none', (text) => {
  expect(parsePath(text)).toBeUndefined()
})

test('what is printed is read again', () => {
  const step = fc.oneof(
    fc.string(),
    fc.nat(999_999),
    fc.constantFrom('__proto__', 'a-b', 'constructor'),
  )
  fc.assert(
    fc.property(fc.array(step, { minLength: 1 }), (path) => {
      expect(parsePath(printPath(path))).toEqual(path)
    }),
  )
})
