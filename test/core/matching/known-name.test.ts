import { expect, test } from 'vitest'
import { requestFor } from '#src/core/admission/request-for.ts'
import { knownName, nameFits, nameOfPods } from '#src/core/matching/known-name.ts'

const pod = (metadata: Record<string, string>) => ({ apiVersion: 'v1', kind: 'Pod', metadata })

test.for([
  { name: 'a name', metadata: { name: 'web' }, text: 'web', isWhole: true },
  {
    name: 'a name beside generateName',
    metadata: { name: 'web-x', generateName: 'web-' },
    text: 'web-x',
    isWhole: true,
  },
  { name: 'generateName', metadata: { generateName: 'web-' }, text: 'web-', isWhole: false },
  { name: 'neither', metadata: {}, text: '', isWhole: false },
])('$name is known as "$text"', ({ metadata, text, isWhole }) => {
  const known = knownName(requestFor(pod(metadata), { door: 'validate', uid: '1' }))
  expect(known).toEqual({ text, isWhole })
})

test('the object of a deletion has the name of the old object', () => {
  const oldObject = pod({ name: 'web' })
  const request = requestFor(oldObject, { door: 'validate', uid: '1', operation: 'DELETE' })
  expect(knownName({ ...request, name: '' })).toEqual({ text: 'web', isWhole: true })
})

test.for([
  { known: { text: 'web', isWhole: true }, text: 'web-' },
  { known: { text: 'web-', isWhole: false }, text: 'web-' },
])('the Pods of $known.text begin with $text', ({ known, text }) => {
  expect(nameOfPods(known)).toEqual({ text, isWhole: false })
})

test.for([
  { text: 'web', isWhole: true, glob: 'web', fits: true },
  { text: 'web', isWhole: true, glob: 'w?b', fits: true },
  { text: 'web', isWhole: true, glob: 'web-*', fits: false },
  { text: 'web-', isWhole: false, glob: 'web-*', fits: true },
  { text: 'web-', isWhole: false, glob: 'w*', fits: true },
  { text: 'web-', isWhole: false, glob: '*', fits: true },
  { text: '', isWhole: false, glob: '*', fits: true },
  { text: '', isWhole: false, glob: 'web*', fits: false },
  { text: 'web-', isWhole: false, glob: 'web-', fits: false },
  { text: 'web-', isWhole: false, glob: '*-', fits: false },
  { text: 'web-', isWhole: false, glob: 'web-a*', fits: false },
])('"$text" (whole: $isWhole) and $glob: $fits', ({ fits, glob, ...known }) => {
  expect(nameFits(known, glob)).toBe(fits)
})
