import { expect, test } from 'vitest'
import { parseDuration } from '#src/settings/duration.ts'

test.for([
  { text: '10s', milliseconds: 10_000 },
  { text: '1m30s', milliseconds: 90_000 },
  { text: '1h', milliseconds: 3_600_000 },
  { text: '250ms', milliseconds: 250 },
  { text: '1.5s', milliseconds: 1_500 },
  { text: '.5s', milliseconds: 500 },
  { text: '1.s', milliseconds: 1_000 },
  { text: '2000us', milliseconds: 2 },
  { text: '2000µs', milliseconds: 2 },
  { text: '1000000ns', milliseconds: 1 },
  { text: '0', milliseconds: 0 },
  { text: '0s', milliseconds: 0 },
  { text: '', milliseconds: undefined },
  { text: '10', milliseconds: undefined },
  { text: 's', milliseconds: undefined },
  { text: '.s', milliseconds: undefined },
  { text: '-1s', milliseconds: undefined },
  { text: '1 s', milliseconds: undefined },
  { text: '1d', milliseconds: undefined },
  { text: '1s'.repeat(100), milliseconds: undefined },
])('$text', ({ text, milliseconds }) => {
  expect(parseDuration(text)).toBe(milliseconds)
})
