import { expect, test } from 'vitest'
import { canonicalBase64 } from '#src/core/kubernetes/decode/base64-text.ts'

test.for<[string, string]>([
  ['', ''],
  ['YQ==', 'YQ=='],
  ['YWI=', 'YWI='],
  ['YWJj', 'YWJj'],
  ['YW\r\nJj\n', 'YWJj'],
  ['YQ=\n=\n', 'YQ=='],
  ['\n', ''],
  ['YR==', 'YQ=='],
  ['YWJ=', 'YWI='],
])('%j is %j', ([given, text]) => {
  expect(canonicalBase64(given)).toEqual({ kind: 'text', text })
})

test.for<[string, number]>([
  ['abc', 0],
  ['Y', 0],
  ['YQ', 0],
  ['YWJj\nYQ', 5],
  ['YQ=', 3],
  ['YQ\n=\n', 5],
  ['YQ=x', 2],
  ['YQ=\nx', 3],
  ['=', 0],
  ['A===', 1],
  ['YWJj=', 4],
  ['YQ==x', 4],
  ['YW J', 2],
  ['YWJj\u00e9', 4],
  ['YWJjYWJ-', 7],
])('%j is wrong at byte %i', ([given, position]) => {
  const message = `illegal base64 data at input byte ${position}`
  expect(canonicalBase64(given)).toEqual({ kind: 'problem', message })
})
