import { expect, test } from 'vitest'
import { similarWord } from '#src/settings/similar.ts'

test.for([
  { given: 'serv', similar: 'serve' },
  { given: 'reveiw', similar: 'review' },
  { given: 'test', similar: 'test' },
  { given: 'tset', similar: 'test' },
  { given: 'deploy', similar: undefined },
  { given: '', similar: undefined },
])('$given', ({ given, similar }) => {
  expect(similarWord(given, ['serve', 'test', 'review'])).toBe(similar)
})
