import { readFileSync } from 'node:fs'
import { createRequire } from 'node:module'
import { Ajv } from 'ajv'
import addFormats from 'ajv-formats'
import { expect, test } from 'vitest'
import { plain } from '#src/tester/reporters/paint.ts'
import { sarif } from '#src/tester/reporters/sarif.ts'
import {
  broken,
  everyResult,
  exempt,
  finding,
  hostile,
  oddPolicy,
  refused,
  reportOn,
} from '#test/support/test-report.ts'

const require = createRequire(import.meta.url)

/** The schema as OASIS published it; Ajv knows it without the two keywords that were named otherwise in draft 4. */
const packaged = require.resolve('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json')
const { $schema: _, id: __, ...schema } = JSON.parse(readFileSync(packaged, 'utf8'))
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false })
addFormats.default(ajv)
const validate = ajv.compile(schema)

function runOf(results: readonly Parameters<typeof reportOn>[0][number][], changes = {}) {
  const log = JSON.parse(sarif.print(reportOn(results, changes), plain))
  validate(log)
  expect(validate.errors ?? []).toEqual([])
  return log.runs[0]
}

test('the schema refuses what is none', () => {
  expect(validate({ version: '2.1.0', runs: [{ tool: {} }] })).toBe(false)
})

test.for([
  { name: 'nothing', results: [] },
  { name: 'every kind of result', results: everyResult },
  {
    name: 'what tries to break out',
    results: [{ ...refused, name: hostile, source: `${hostile}/ä b.yaml` }],
  },
])('is valid: $name', ({ results }) => {
  runOf(results, { problems: [oddPolicy] })
})

test('a refusal points at the place in the manifest and in the policy', () => {
  const { tool, results } = runOf([refused])
  expect(tool.driver).toEqual({
    name: 'Sallyport',
    version: '1.2.3',
    rules: [
      {
        id: 'rule/0',
        defaultConfiguration: { level: 'error' },
        shortDescription: { text: 'No x' },
        fullDescription: { text: 'There must be no x.' },
        help: { text: 'Take x out.' },
        properties: { policyKind: 'ValidatingRule', severity: 'high', tags: ['Letters'] },
      },
    ],
  })
  expect(results).toMatchObject([
    {
      ruleId: 'rule/0',
      ruleIndex: 0,
      level: 'error',
      message: { text: 'no' },
      locations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'a.yaml', uriBaseId: '%SRCROOT%' },
            region: {
              startLine: 3,
              startColumn: 6,
              endLine: 3,
              endColumn: 7,
              snippet: { text: '1' },
            },
            contextRegion: { startLine: 3, endLine: 3, snippet: { text: '  x: 1' } },
          },
          logicalLocations: [{ name: 'spec.x', fullyQualifiedName: 'Pod web spec.x' }],
        },
      ],
      relatedLocations: [
        {
          physicalLocation: {
            artifactLocation: { uri: 'p.yaml' },
            region: { startLine: 7, startColumn: 19 },
          },
        },
      ],
    },
  ])
})

test('levels follow the effect, and a rule has that of its worst', () => {
  const { results, tool } = runOf([
    {
      ...refused,
      findings: [
        { ...finding, effect: 'audit' },
        { ...finding, effect: 'warn' },
      ],
    },
    broken,
  ])
  expect(
    results.map(({ ruleId, level }: { ruleId: string; level: string }) => [ruleId, level]),
  ).toEqual([
    ['rule/0', 'note'],
    ['rule/0', 'warning'],
    ['manifest/yaml-syntax', 'error'],
  ])
  expect(tool.driver.rules[0].defaultConfiguration.level).toBe('warning')
})

test('what an exemption frees from is suppressed, and says by whom', () => {
  expect(runOf([exempt]).results).toMatchObject([
    {
      ruleId: 'rule/0',
      level: 'note',
      suppressions: [
        {
          kind: 'external',
          status: 'accepted',
          justification:
            'exemption ops/legacy until 2027-01-01: moves in spring, requested by shop',
        },
      ],
    },
  ])
})

test('what policies and context have wrong is a notification', () => {
  expect(runOf([], { problems: [oddPolicy] }).invocations).toMatchObject([
    {
      executionSuccessful: true,
      startTimeUtc: '2026-11-21T10:20:30.456Z',
      toolConfigurationNotifications: [
        {
          descriptor: { id: 'input/expired-exemption' },
          level: 'warning',
          message: { text: 'it expired → take it out' },
        },
      ],
    },
  ])
})

test('a fingerprint stays where lines and indices change, and tells two alike apart', () => {
  const fingerprints = (results: Parameters<typeof runOf>[0]) =>
    runOf(results).results.map(
      ({ partialFingerprints }: { partialFingerprints: object }) =>
        Object.values(partialFingerprints)[0],
    )
  const at = (index: number, line: number) => ({ ...finding, path: `spec.x[${index}].y`, line })
  const before = fingerprints([{ ...refused, findings: [at(0, 3), at(1, 7)] }])
  const after = fingerprints([{ ...refused, findings: [at(4, 30), at(5, 70)] }])
  expect(after).toEqual(before)
  expect(new Set(before).size).toBe(2)
  expect(fingerprints([{ ...refused, name: 'other', findings: [at(0, 3)] }])[0]).not.toBe(before[0])
})

test.for([
  {
    source: 'deploy/web app.yaml',
    location: { uri: 'deploy/web%20app.yaml', uriBaseId: '%SRCROOT%' },
  },
  { source: '../a#b?.yaml', location: { uri: '../a%23b%3F.yaml', uriBaseId: '%SRCROOT%' } },
  { source: '/etc/a.yaml', location: { uri: 'file:///etc/a.yaml' } },
  { source: '<stdin>', location: { uri: '%3Cstdin%3E', uriBaseId: '%SRCROOT%' } },
])('$source is $location.uri', ({ source, location }) => {
  const [result] = runOf([{ ...refused, source }]).results
  expect(result.locations[0].physicalLocation.artifactLocation).toEqual(location)
})
