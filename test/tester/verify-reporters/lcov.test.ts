import { expect, test } from 'vitest'
import { plain } from '#src/tester/reporters/paint.ts'
import { lcov } from '#src/tester/verify-reporters/lcov.ts'
import { reportWith, sampleCoverage } from '#test/support/coverage-sample.ts'

test('a tracefile has lines and branches of every file', () => {
  expect(lcov.print(reportWith(sampleCoverage), plain)).toBe(`TN:
SF:policies/a/"b".yaml
BRDA:3,0,0,1
BRDA:7,0,0,3
BRDA:7,0,1,0
BRDA:7,1,0,2
BRF:4
BRH:3
DA:3,1
DA:7,3
LF:2
LH:2
end_of_record
TN:
SF:policies/c/policy.yaml
BRDA:1,0,0,-
BRF:1
BRH:0
DA:1,0
LF:1
LH:0
end_of_record
`)
})

test('without coverage there is nothing to say', () => {
  expect(lcov.print(reportWith(null), plain)).toBe('')
})
