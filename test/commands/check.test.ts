import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { check } from '#src/commands/check.ts'
import type { CheckReport } from '#src/tester/check-report.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { addsSidecar, noLatest } from './policies.ts'

const clean = noLatest
  .replace('resources: [pods]', 'resources: [pods, pods/ephemeralcontainers]')
  .replace('operations: [CREATE]', 'operations: [CREATE, UPDATE]')
const broken = noLatest.replace('object.spec', 'objct.spec')
const warned = clean.replace('c.image', 'c.workingDir')

const folders = {
  'clean/policy.yaml': clean,
  'warned/policy.yaml': warned,
  'broken/policy.yaml': broken,
  'both/a.yaml': warned,
  'both/b.yaml': broken.replace('no-latest', 'b'),
  'mutating/policy.yaml': addsSidecar,
  'empty/readme.md': 'nothing',
  'objects/pod.yaml':
    'apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: a, image: a }] }\n',
  'objects/none.txt.yaml': '',
  'context/broken.yaml': 'kind: Nothing\n',
}

async function checked(argv: readonly string[], stdin?: string) {
  const cwd = await temporaryFolder(folders)
  return { cwd, ...(await run(check, argv, { cwd, ...(stdin === undefined ? {} : { stdin }) })) }
}

test.for([
  { name: 'clean', argv: ['clean'], code: 0, summary: '1 policy, 0 bindings: nothing found' },
  { name: 'a warning', argv: ['warned'], code: 0, summary: '1 policy, 0 bindings: 1 warning' },
  {
    name: 'a warning that counts',
    argv: ['--fail-on', 'warning', 'warned'],
    code: 2,
    summary: '1 policy, 0 bindings: 1 warning',
  },
  {
    name: 'nothing, where warnings count',
    argv: ['--fail-on', 'warning', 'clean'],
    code: 0,
    summary: 'nothing found',
  },
  { name: 'a broken policy', argv: ['broken'], code: 2, summary: '1 policy, 0 bindings: 1 error' },
  {
    name: 'several paths',
    argv: ['clean', 'mutating'],
    code: 0,
    summary: '2 policies, 0 bindings: 1 warning',
  },
  {
    name: '--policies without a path',
    argv: ['--policies', 'broken'],
    code: 2,
    summary: '1 error',
  },
  {
    name: 'a path before --policies',
    argv: ['--policies', 'broken', 'clean'],
    code: 0,
    summary: 'nothing found',
  },
  {
    name: 'a path that is not there',
    argv: ['nowhere'],
    code: 1,
    summary: 'nowhere: error: there is no such file or folder',
  },
  { name: 'no policy', argv: ['empty'], code: 1, summary: 'there is no policy here' },
  {
    name: 'a context that is none',
    argv: ['--context', 'context', 'clean'],
    code: 1,
    summary: 'not-an-object',
  },
  {
    name: 'objects that are none',
    argv: ['--objects', 'context', 'clean'],
    code: 1,
    summary: 'required-field',
  },
  {
    name: 'an unknown form',
    argv: ['--output', 'xml', 'clean'],
    code: 1,
    summary: 'pretty or json',
  },
  {
    name: 'two forms for standard output',
    argv: ['--output', 'json', '--output', 'pretty', 'clean'],
    code: 1,
    summary: 'only one form',
  },
])('exit code: $name', async ({ argv, code, summary }) => {
  const ran = await checked(argv)
  expect(ran.code).toBe(code)
  expect(ran.stderr).toContain(summary)
})

test('standard input', async () => {
  const { code, stdout } = await checked(['-'], broken)
  expect({ code, stdout }).toEqual({
    code: 2,
    stdout: expect.stringContaining('<stdin>:11:19: error:'),
  })
})

test('problems stand in the order of files and lines, each with its excerpt', async () => {
  const { stdout } = await checked(['both'])
  const places = stdout
    .split('\n')
    .flatMap((line) => /^(\S+): (?:warning|error):/.exec(line)?.[1] ?? [])
  expect(places).toEqual(['both/a.yaml:11:51', 'both/b.yaml:11:19'])
  expect(stdout).toContain('11 |     - expression: objct.spec.containers')
})

test('a fight is told with its counterexample', async () => {
  const { stdout, stderr } = await checked(['mutating'])
  expect(stdout).toContain('[not-idempotent]')
  expect(stdout).toContain('      spec.containers[0] = {"name":"side","image":"side:1",')
  expect(stderr).toMatch(/note: mutating policies were run \d+ times on 2 objects/)
})

test('objects of the user are tried', async () => {
  const { stdout } = await checked(['mutating', '--objects', 'objects/pod.yaml'])
  expect(stdout).toContain('objects/pod.yaml:1 Pod')
})

test('JSON: every field is always there', async () => {
  const { stdout } = await checked(['both', '--output', 'json'])
  const report = JSON.parse(stdout) as CheckReport
  expect(Object.keys(report)).toEqual([
    'summary',
    'problems',
    'convergence',
    'secondOpinion',
    'notes',
  ])
  expect(report.summary).toEqual({ policies: 2, bindings: 0, errors: 1, warnings: 1 })
  for (const problem of report.problems) {
    expect(Object.keys(problem)).toEqual([
      'code',
      'severity',
      'message',
      'source',
      'line',
      'column',
      'path',
      'excerpt',
      'found',
      'expected',
      'remedy',
      'counterexample',
    ])
  }
})

test('a report goes to a file', async () => {
  const { cwd, code } = await checked(['clean', '--output', 'json=report.json'])
  const report = JSON.parse(readFileSync(join(cwd, 'report.json'), 'utf8')) as CheckReport
  expect([code, report.summary.policies]).toEqual([0, 1])
})

test('a second opinion is asked', async () => {
  const { stdout, code } = await checked(['clean', '--second-opinion', '--output', 'json'])
  const { secondOpinion, problems } = JSON.parse(stdout) as CheckReport
  expect({ code, problems }).toEqual({ code: 0, problems: [] })
  expect(secondOpinion?.compared).toBeGreaterThan(0)
})

test('a second opinion is asked of the requests of cases as well', async () => {
  const cases = `apiVersion: sallyport.dev/v1alpha1
kind: PolicyCases
metadata: { name: no-latest }
cases:
  - name: an update
    operation: UPDATE
    object: { apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: a, image: "a:1" }] } }
    oldObject: { apiVersion: v1, kind: Pod, metadata: { name: web }, spec: { containers: [{ name: a, image: "a:0" }] } }
    expect: { allowed: true }
`
  const compared = async (files: Readonly<Record<string, string>>) => {
    const cwd = await temporaryFolder(files)
    const { stdout } = await run(check, ['p', '--second-opinion', '--output', 'json'], { cwd })
    return (JSON.parse(stdout) as CheckReport).secondOpinion?.compared ?? 0
  }
  const without = await compared({ 'p/policy.yaml': clean })
  expect(await compared({ 'p/policy.yaml': clean, 'p/cases.yaml': cases })).toBe(without + 1)
})
