import { expect, test } from 'vitest'
import { summaryLine } from '#src/tester/report.ts'

const none = { manifests: 0, pass: 0, warn: 0, deny: 0, error: 0, unmatched: 0 }

test.for([
  { line: '0 manifests: nothing to judge', counts: none },
  { line: '1 manifest: 1 pass', counts: { ...none, manifests: 1, pass: 1 } },
  {
    line: '7 manifests: 3 pass, 2 warn, 1 deny, 1 error; no policy matched 2',
    counts: { manifests: 7, pass: 3, warn: 2, deny: 1, error: 1, unmatched: 2 },
  },
])('$line', ({ line, counts }) => {
  expect(summaryLine(counts)).toBe(line)
})
