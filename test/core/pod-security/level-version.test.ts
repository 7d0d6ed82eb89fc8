import { expect, test } from 'vitest'
import {
  parseLevel,
  parseVersion,
  printLevelVersion,
} from '#src/core/pod-security/level-version.ts'

test.for(['privileged', 'baseline', 'restricted'] as const)('%s is a level', (level) => {
  expect(parseLevel(level)).toEqual({ level })
})

test.for(['', 'Baseline', 'baseline ', 'foo', 'constructor'])('"%s" is no level', (text) => {
  const problem = 'must be one of privileged, baseline, restricted'
  expect(parseLevel(text)).toEqual({ level: 'restricted', problem })
})

test.for(['latest', 'v1.0', 'v1.9', 'v1.37', 'v1.1000', 'v1.9223372036854775807'])(
  '%s is a version',
  (version) => {
    expect(parseVersion(version)).toEqual({ version })
  },
)

test.for([
  '',
  'Latest',
  'v1',
  'v1.',
  '1.30',
  'v1.01',
  'v1.-1',
  'v1.+1',
  'v1.30.0',
  'v1.30\n',
  'v2.0',
  'v1.9223372036854775808',
  'v1.99999999999999999999999999',
])('%j is no version', (text) => {
  const problem = 'must be "latest" or "v1.x"'
  expect(parseVersion(text)).toEqual({ version: 'latest', problem })
})

test('level and version are printed as labels and messages write them', () => {
  expect(printLevelVersion({ level: 'baseline', version: 'v1.30' })).toBe('baseline:v1.30')
})
