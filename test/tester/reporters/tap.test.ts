import { expect, test } from 'vitest'
import { type JsonValue, readYaml } from '#src/core/index.ts'
import { plain } from '#src/tester/reporters/paint.ts'
import { tap } from '#src/tester/reporters/tap.ts'
import {
  audited,
  broken,
  everyResult,
  finding,
  hostile,
  oddPolicy,
  passed,
  refused,
  reportOn,
  warned,
} from '#test/support/test-report.ts'

const print = (...given: Parameters<typeof reportOn>) => tap.print(reportOn(...given), plain)

test('a test for each manifest', () => {
  expect(print([refused, passed, broken], { problems: [oddPolicy] })).toBe(`TAP version 14
1..3
# policies/e.yaml:4: warning: it expired → take it out
not ok 1 - a.yaml:1 Pod web
  ---
  said:
    - rule: rule/0
      effect: deny
      message: "no"
      path: spec.x
      file: a.yaml
      line: 3
      column: 6
  ...
ok 2 - a.yaml Pod fine
not ok 3 - b.yaml:2
  ---
  said:
    - rule: manifest/yaml-syntax
      effect: error
      message: "mapping values are not allowed → correct the YAML at this place"
      path: ""
      file: b.yaml
      line: 2
      column: 5
  ...
`)
})

test.for([
  { failOn: 'deny', lines: ['ok 1 - a.yaml:1 Pod odd', 'ok 2 - a.yaml:9 Pod noted'] },
  { failOn: 'warn', lines: ['not ok 1 - a.yaml:1 Pod odd', 'ok 2 - a.yaml:9 Pod noted'] },
  { failOn: 'audit', lines: ['not ok 1 - a.yaml:1 Pod odd', 'not ok 2 - a.yaml:9 Pod noted'] },
] as const)('fails on $failOn', ({ failOn, lines }) => {
  expect(testsIn(print([warned, audited], { failOn })).map(({ line }) => line)).toEqual(lines)
})

interface TapTest {
  readonly line: string
  readonly diagnostic: JsonValue | undefined
}

/** The tests of a document that holds nothing else. https://testanything.org/tap-version-14-specification.html */
function testsIn(text: string): readonly TapTest[] {
  const lines = text.split('\n')
  expect(lines.slice(0, 1)).toEqual(['TAP version 14'])
  expect(lines.at(-1)).toBe('')
  const tests: TapTest[] = []
  let block: string[] | undefined
  for (const line of lines.slice(2, -1)) {
    if (line === '  ---') block = []
    else if (line === '  ...') {
      const source = { name: '', text: (block ?? []).map((one) => one.slice(2)).join('\n') }
      const { documents, problems } = readYaml(source)
      expect(problems).toEqual([])
      tests.push({ line: tests.pop()?.line ?? '', diagnostic: documents[0]?.value })
      block = undefined
    } else if (block !== undefined) {
      expect(line).toMatch(/^( {2}|$)/)
      block.push(line)
    } else if (!line.startsWith('# ')) {
      expect(line).toMatch(/^(not )?ok \d+ - ([^#\\]|\\[#\\])*$/)
      tests.push({ line, diagnostic: undefined })
    }
  }
  expect(lines[1]).toBe(`1..${tests.length}`)
  return tests
}

test('is what it says, for every kind of result', () => {
  expect(testsIn(print(everyResult, { problems: [oddPolicy] }))).toHaveLength(everyResult.length)
})

test('what a manifest holds is no test of its own', () => {
  const findings = [{ ...finding, message: hostile }]
  const given = { ...refused, name: hostile, source: hostile, findings }
  const [one, ...others] = testsIn(
    print([given], { problems: [{ ...oddPolicy, message: hostile }] }),
  )
  expect(others).toEqual([])
  expect(one?.line).toContain('ok 2 \\# SKIP')
  expect(JSON.stringify(one?.diagnostic)).toContain('not ok 1')
})
