import { Ajv } from 'ajv'
import { expect, test } from 'vitest'
import { gitlab } from '#src/tester/reporters/gitlab.ts'
import { plain } from '#src/tester/reporters/paint.ts'
import {
  broken,
  everyResult,
  finding,
  hostile,
  oddPolicy,
  refused,
  reportOn,
} from '#test/support/test-report.ts'

/** What GitLab asks of a report, in our words: https://docs.gitlab.com/ci/testing/code_quality/#code-quality-report-format */
const text = { type: 'string', minLength: 1 }
const validate = new Ajv().compile({
  type: 'array',
  items: {
    type: 'object',
    required: ['description', 'check_name', 'fingerprint', 'severity', 'location'],
    properties: {
      description: text,
      check_name: text,
      fingerprint: text,
      severity: { enum: ['info', 'minor', 'major', 'critical', 'blocker'] },
      location: {
        type: 'object',
        required: ['path', 'lines'],
        properties: {
          path: text,
          lines: {
            type: 'object',
            required: ['begin'],
            properties: { begin: { type: 'integer', minimum: 1 } },
          },
        },
      },
    },
  },
})

function entries(...given: Parameters<typeof reportOn>) {
  const list = JSON.parse(gitlab.print(reportOn(...given), plain))
  validate(list)
  expect(validate.errors ?? []).toEqual([])
  return list
}

test('the schema refuses what is none', () => {
  expect(validate([{ description: '' }])).toBe(false)
})

test('every kind of result, its severity by its effect', () => {
  const list = entries(everyResult, { problems: [oddPolicy] })
  expect(
    list.map((entry: Record<string, string>) => [entry['check_name'], entry['severity']]),
  ).toEqual([
    ['input/expired-exemption', 'minor'],
    ['rule/0', 'critical'],
    ['advice/named', 'minor'],
    ['noted/0', 'info'],
    ['manifest/yaml-syntax', 'blocker'],
  ])
})

test('an entry', () => {
  expect(entries([refused])).toEqual([
    {
      description: 'Pod web: no',
      check_name: 'rule/0',
      fingerprint: expect.stringMatching(/^[0-9a-f]{32}$/),
      severity: 'critical',
      location: { path: 'a.yaml', lines: { begin: 3 } },
    },
  ])
})

test('nothing is an empty list', () => {
  expect(gitlab.print(reportOn([]), plain)).toBe('[]\n')
})

test('fingerprints are all different, and stay when lines move', () => {
  const alike = { ...refused, findings: [finding, finding, { ...finding, validation: 1 }] }
  const moved = { ...alike, line: 7, findings: alike.findings.map((one) => ({ ...one, line: 90 })) }
  const of = (results: Parameters<typeof entries>[0]) =>
    entries(results).map(({ fingerprint }: { fingerprint: string }) => fingerprint)
  expect(new Set(of([alike, broken])).size).toBe(4)
  expect(of([moved])).toEqual(of([alike]))
})

test('what stands in no line stands in the first; what steers a terminal is gone', () => {
  const findings = [{ ...finding, line: null, message: hostile }]
  const [entry] = entries([{ ...refused, line: null, findings }])
  expect(entry.location.lines.begin).toBe(1)
  expect(entry.description).not.toMatch(/[\u001b\u009b\u202e]/)
})
