import fc from 'fast-check'
import { expect, test } from 'vitest'
import { parse } from 'yaml'
import { isObject, type JsonValue, jsonEqual, printYaml, readYaml } from '#src/core/index.ts'
import { json } from '#src/tester/reporters/json.ts'
import { plain } from '#src/tester/reporters/paint.ts'
import { yaml } from '#src/tester/reporters/yaml.ts'
import {
  everyResult,
  finding,
  hostile,
  oddPolicy,
  refused,
  reportOn,
} from '#test/support/test-report.ts'
import '#test/support/seed.ts'

const report = reportOn(
  [...everyResult, { ...refused, findings: [{ ...finding, message: hostile }] }],
  {
    problems: [oddPolicy],
  },
)

test('YAML says what JSON says, to readers of YAML 1.1 and of 1.2', () => {
  const text = yaml.print(report, plain)
  const said = JSON.parse(json.print(report, plain).replaceAll('\\ud800', '\ufffd'))
  expect(parse(text)).toEqual(said)
  const { documents, problems } = readYaml({ name: '', text })
  expect(problems).toEqual([])
  expect(documents.map(({ value }) => value)).toEqual([said])
})

test.for([json, yaml])('$format steers no terminal', ({ print }) => {
  expect(print(report, plain)).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u007f-\u009f\u202e]/)
})

test('texts of several lines are blocks', () => {
  expect(printYaml({ a: 'one\ntwo', b: ['x\n  y\n'], c: { d: [] } })).toBe(
    'a: |-\n  one\n  two\nb:\n  - |\n    x\n      y\nc:\n  d: []\n',
  )
})

test('whatever is printed reads the same by both', () => {
  const value = fc.jsonValue({ stringUnit: 'binary' }).map((json) => ({ json }) as JsonValue)
  const words = fc.constantFrom(
    'yes',
    '128Mi',
    '100m',
    'No',
    'on',
    '~',
    '1_000',
    '0o7',
    '1:30',
    '2020-01-01',
    '.inf',
    '=',
    '<<',
    '- a',
    'a #b',
    'a: b',
    "'",
    '%',
    '@x',
    '\t',
    'a\n\n b\n',
    '\n',
    ' x\n',
    'x\n ',
    '---\nx',
  )
  const given = fc.oneof(
    value,
    fc.dictionary(words, words),
    fc.array(words).map((list) => ({ list })),
  )
  fc.assert(
    fc.property(given, (one) => {
      const text = printYaml(one)
      const written = JSON.parse(JSON.stringify(one)) as JsonValue
      const { documents, problems } = readYaml({ name: '', text })
      expect(problems).toEqual([])
      if (isObject(written) && Object.keys(written).length > 0)
        expect(jsonEqual(documents[0]?.value ?? null, written)).toBe(true)
      expect(parse(text)).toEqual(written)
    }),
    { numRuns: 300 },
  )
})
