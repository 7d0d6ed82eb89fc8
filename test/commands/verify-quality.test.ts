import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '#src/commands/verify.ts'
import { jsonSchemaOfShape } from '#src/core/index.ts'
import { verifyReportShape } from '#src/tester/cases/verify-report-shape.ts'
import { isValid } from '#test/support/json-schema.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const policy = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata:
  name: few-replicas
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [apps], apiVersions: [v1], operations: [CREATE], resources: ["*"] }]
  validations:
    - expression: |-
        !has(object.spec.replicas) ||
          object.spec.replicas <= 5
      message: at most five
`

const workload = (replicas: number) => `      apiVersion: apps/v1
      kind: ReplicaSet
      metadata: { name: a }
      spec:
        replicas: ${replicas}
        selector: { matchLabels: { app: a } }
        template: { metadata: { labels: { app: a } }, spec: { containers: [{ name: a, image: "a:1" }] } }
`

const one = `  - name: one is allowed
    object:
${workload(1)}    expect: { allowed: true }
`
const six = (message: string) => `  - name: six are refused
    object:
${workload(6)}    expect: { allowed: false${message} }
`
const five = `  - name: five are allowed
    object:
${workload(5)}    expect: { allowed: true }
`

function casesOf(cases: string, rest = ''): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: PolicyCases
metadata: { name: few-replicas }
${rest}cases:
${cases}`
}

async function verified(cases: string, argv: readonly string[], rest?: string) {
  const files = { 'policies/policy.yaml': policy, 'policies/cases.yaml': casesOf(cases, rest) }
  const cwd = await temporaryFolder(files)
  return { ...(await run(verify, argv, { cwd })), cwd }
}

const said = ', message: at most five'

test('what no case covers is listed with its place', async () => {
  const { code, stdout, stderr } = await verified(one + six(''), ['--coverage'])
  expect(code).toBe(0)
  expect(
    stdout,
  ).toBe(`○ policies/policy.yaml  ValidatingRule few-replicas: 6 of 8 clauses are covered
    policies/policy.yaml:10:10  condition has(object.spec.replicas) is never false
    policies/policy.yaml:12:16  message at most five is expected by no case
`)
  expect(stderr).toContain('coverage: 6 of 8 clauses, 75 %\n')
})

test.for([
  { name: 'below', cases: one + six(''), threshold: '75.01', code: 2, line: 'below 75.01 %' },
  { name: 'at', cases: one + six(''), threshold: '75', code: 0, line: ', 75 %\n' },
  { name: 'none', cases: one, threshold: '0', code: 0, line: 'of 8 clauses' },
])('a threshold: $name', async ({ cases, threshold, code, line }) => {
  const ran = await verified(cases, ['--coverage-threshold', threshold])
  expect(ran.code).toBe(code)
  expect(ran.stderr).toContain(line)
})

test.for(['101', '-1', 'all', ''])('"%s" is no threshold', async (threshold) => {
  const { code, stderr } = await verified(one, ['--coverage-threshold', threshold])
  expect(code).toBe(1)
  expect(stderr).toContain('--coverage-threshold')
})

test('a mutant that survives is listed, and fails', async () => {
  const { code, stdout, stderr } = await verified(one + six(said), ['--mutants'])
  expect(code).toBe(2)
  expect(stdout).toMatch(
    /^☻ policies\/policy.yaml:11:11 {2}object.spec.replicas <= 5 becomes object.spec.replicas < 5 {2}\(flip-comparison, [0-9a-f]{8}\)$/m,
  )
  expect(stderr).toMatch(/^mutants: \d+ tried, \d+ killed, \d+ survived$/m)
})

test('what survives with a reason passes', async () => {
  const { stdout } = await verified(one + six(said) + five, ['--mutants'])
  const ids = [...stdout.matchAll(/, ([0-9a-f]{8})\)$/gm)].map(([, id]) => id)
  expect(ids.length).toBeGreaterThan(0)
  const accepted = ids.map((id) => `  - { mutant: "${id}", reason: so it is }\n`).join('')
  const rest = `acceptedMutants:\n${accepted}`
  const ran = await verified(one + six(said) + five, ['--mutants'], rest)
  expect(ran).toMatchObject({ code: 0, stdout: '' })
  expect(ran.stderr).toContain(`${ids.length} accepted, 0 survived`)
})

test('an acceptance of what is killed is an error at its place', async () => {
  const rest =
    'acceptedMutants:\n  - { mutant: object.spec.replicas <= 5 becomes object.spec.replicas < 5, reason: so }\n'
  const { code, stderr } = await verified(one + six(said) + five, ['--mutants'], rest)
  expect(code).toBe(1)
  expect(stderr).toContain(
    'policies/cases.yaml:5:15: error: acceptedMutants[0].mutant: the mutant "object.spec.replicas <= 5 becomes object.spec.replicas < 5" is killed by "five are allowed"',
  )
})

test('an acceptance without a reason is a mistake', async () => {
  const { code, stderr } = await verified(one, [], 'acceptedMutants: [{ mutant: "x" }]\n')
  expect(code).toBe(1)
  expect(stderr).toContain('reason')
})

test('where there is no time for all mutants, that is an error', async () => {
  const { code, stderr } = await verified(one, ['--mutants', '--mutants-time', '0ms'])
  expect(code).toBe(1)
  expect(stderr).toMatch(/mutants: 0 tried, 0 killed, 0 survived, for \d+ there was no time/)
})

test('lcov and Cobertura go to files, and imply coverage', async () => {
  const argv = ['--output', 'pretty', '--output', 'lcov=lcov.info', '--output', 'cobertura=c.xml']
  const { code, cwd, stdout } = await verified(one, argv)
  expect(code).toBe(0)
  expect(stdout).toContain('clauses are covered')
  expect(await readFile(join(cwd, 'lcov.info'), 'utf8')).toContain('SF:policies/policy.yaml\n')
  expect(await readFile(join(cwd, 'c.xml'), 'utf8')).toContain('filename="policies/policy.yaml"')
})

test('the JSON has coverage and mutants, as its schema says', async () => {
  const argv = ['--coverage', '--mutants', '--output', 'json']
  const { stdout } = await verified(one + six(said), argv)
  const report = JSON.parse(stdout)
  expect(isValid(report, jsonSchemaOfShape('verify-report', verifyReportShape))).toBe(true)
  expect(report.coverage.policies[0].points[0]).toMatchObject({
    title: 'resource rule',
    line: 7,
    clauses: [{ name: 'matches' }],
  })
  expect(report.mutants.survivors[0].accepted).toBe(null)
})

test('a policy without any case has no coverage', async () => {
  const other = policy.replace('few-replicas', 'other')
  const cwd = await temporaryFolder({
    'policies/a/policy.yaml': policy,
    'policies/a/cases.yaml': casesOf(one),
    'policies/b/policy.yaml': other,
  })
  const { stdout } = await run(verify, ['--coverage'], { cwd })
  expect(stdout).toContain('ValidatingRule other: 0 of 8 clauses are covered')
})
