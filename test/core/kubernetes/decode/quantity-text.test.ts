import { expect, test } from 'vitest'
import { canonicalQuantity } from '#src/core/kubernetes/decode/quantity-text.ts'

test.for<[string, string]>([
  ['0', '0'],
  ['0.5', '500m'],
  ['1000m', '1'],
  ['1000', '1k'],
  ['1500', '1500'],
  ['1001', '1001'],
  ['100000m', '100'],
  ['10000', '10k'],
  ['1e3', '1e3'],
  ['1.5Gi', '1536Mi'],
  ['512Mi', '512Mi'],
  ['1024Mi', '1Gi'],
  ['2048Ki', '2Mi'],
  ['0.5Ki', '512'],
  ['-0.5', '-500m'],
  ['0.1n', '1n'],
  ['99999999999999999999Ei', '9223372036854775807'],
  [' 2 ', '2'],
  ['\u00a02', '2'],
])('%j is %s', ([given, text]) => {
  expect(canonicalQuantity(given)).toEqual({ kind: 'text', text })
})

test.for(['', ' ', 'a', '1 Gi', '\n1', '\u20281', '1_000'])('%j is none', (given) => {
  const message =
    "quantities must match the regular expression '^([+-]?[0-9.]+)([eEinumkKMGTP]*[-+]?[0-9]*)$'"
  expect(canonicalQuantity(given)).toEqual({ kind: 'problem', message })
})

test.for<[string, string]>([
  ['1mm', "unable to parse quantity's suffix"],
  ['1Ki5', "unable to parse quantity's suffix"],
])('%s: %s', ([given, message]) => {
  expect(canonicalQuantity(given)).toEqual({ kind: 'problem', message })
})
