import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '#src/commands/verify.ts'
import { jsonSchemaOfShape } from '#src/core/index.ts'
import type { VerifyReport } from '#src/tester/cases/verify-report.ts'
import { verifyReportShape } from '#src/tester/cases/verify-report-shape.ts'
import { isValid } from '#test/support/json-schema.ts'
import { type Ran, run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { addsSidecar, guardedOnly, noLatest } from './policies.ts'

const root = join(import.meta.dirname, '../..')

function casesOf(name: string, cases: string, top = ''): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: PolicyCases
metadata:
  name: ${name}
${top}cases:
${cases}`
}

const pod = `  pod:
    apiVersion: v1
    kind: Pod
    metadata: { name: web }
    spec:
      containers: [{ name: app, image: "web:1" }]
`
const objects = `objects:\n${pod}`

const good = `  - name: a version is allowed
    objectFrom: { name: pod }
    expect: { allowed: true }
`
const refused = `  - name: latest is refused
    objectFrom:
      name: pod
      patch: [{ op: replace, path: /spec/containers/0/image, value: "web:latest" }]
    expect: { allowed: false, message: must name a version, path: "spec.containers[0].image" }
`

async function verified(
  files: Readonly<Record<string, string>>,
  argv: readonly string[] = [],
  stdin = '',
): Promise<Ran & { readonly cwd: string }> {
  const cwd = await temporaryFolder(files)
  return { ...(await run(verify, argv, { cwd, stdin })), cwd }
}

test('cases that hold', async () => {
  const ran = await verified({
    'policies/a/policy.yaml': noLatest,
    'policies/a/cases.yaml': casesOf('no-latest', good + refused, objects),
  })
  expect(ran).toMatchObject({
    code: 0,
    stdout: '',
    stderr: '2 cases in 1 document, 1 policy: 2 passed\n',
  })
})

test('a case that does not hold, with its place and what came', async () => {
  const ran = await verified(
    {
      'p/policy.yaml': noLatest,
      'p/cases.yaml': casesOf('no-latest', good.replace('true', 'false') + refused, objects),
    },
    ['p'],
  )
  expect(ran).toMatchObject({
    code: 2,
    stdout: `✗ p/cases.yaml:13:11  no-latest: a version is allowed
    expected to be refused, was allowed  (15:24)
`,
    stderr: '2 cases in 1 document, 1 policy: 1 passed, 1 failed\n',
  })
})

test('objects that differ are shown field by field', async () => {
  const cases = `  - name: a side-car comes first
    objectFrom: { name: pod }
    expect:
      allowed: true
      object:
        apiVersion: v1
        kind: Pod
        metadata: { name: web }
        spec:
          containers: [{ name: side, image: "side:2" }, { name: app, image: "web:1" }]
`
  const { code, stdout } = await verified({
    'policies/policy.yaml': addsSidecar,
    'policies/cases.yaml': casesOf('adds-sidecar', cases, objects),
  })
  expect({ code, stdout }).toEqual({
    code: 2,
    stdout: `✗ policies/cases.yaml:13:11  adds-sidecar: a side-car comes first
    the object is another  (18:9)
      spec.containers[0].image:
      - "side:2"
      + "side:1"
`,
  })
})

test('a wrong kind in the match of a policy fails its cases', async () => {
  const { code, stdout } = await verified({
    'policies/policy.yaml': noLatest
      .replace('resources: [pods]', 'resources: [services]')
      .replace('podTemplates: true', 'podTemplates: false'),
    'policies/cases.yaml': casesOf('no-latest', good, objects),
  })
  expect(code).toBe(2)
  expect(stdout).toContain(
    'policy "no-latest" did not match, so that the case shows nothing (no rule of it means CREATE of Pod)',
  )
})

test('policies may stand elsewhere, and objects in files', async () => {
  const ran = await verified(
    {
      'rules/one.yaml': noLatest,
      'tests/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: "web:latest" }] }\n`,
      'tests/cases.yaml': casesOf(
        'no-latest',
        '  - name: a\n    objectFrom: { path: pod.yaml }\n    expect: { allowed: false }\n',
        'policies: [../rules]\n',
      ),
    },
    ['tests'],
  )
  expect(ran).toMatchObject({ code: 0, stderr: '1 case in 1 document, 1 policy: 1 passed\n' })
})

test('an object beside the policy is no policy', async () => {
  const ran = await verified({
    'policies/policy.yaml': noLatest,
    'policies/pod.yaml': `apiVersion: v1\nkind: Pod\nmetadata: { name: web }\nspec: { containers: [{ name: app, image: "web:latest" }] }\n`,
    'policies/cases.yaml': casesOf(
      'no-latest',
      '  - name: a\n    objectFrom: { path: pod.yaml }\n    expect: { allowed: false }\n',
    ),
  })
  expect(ran).toMatchObject({ code: 0, stderr: '1 case in 1 document, 1 policy: 1 passed\n' })
})

test('what the cluster holds', async () => {
  const cases = `  - name: no secrets
    object: { apiVersion: v1, kind: Secret, metadata: { name: s, namespace: shop } }
    expect: { allowed: false, message: no secrets here }
`
  const files = {
    'policies/policy.yaml': guardedOnly,
    'policies/cases.yaml': casesOf('guarded-only', cases),
    'context.yaml': `apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { guarded: "yes" } }\n`,
  }
  expect(await verified(files)).toMatchObject({ code: 2 })
  expect(await verified(files, ['--context', 'context.yaml'])).toMatchObject({ code: 0 })
})

test('each case may name its release', async () => {
  const cases = `  - { name: a, objectFrom: { name: pod }, kubernetesVersion: "1.30", expect: { allowed: true } }\n`
  const ran = await verified(
    {
      'policies/policy.yaml': noLatest,
      'policies/cases.yaml': casesOf('no-latest', cases, objects),
    },
    ['--kubernetes-version', '1.36'],
  )
  expect(ran).toMatchObject({ code: 0 })
})

test.for([
  { name: 'a case', filter: 'latest is', cases: 1 },
  { name: 'a document', filter: 'no-la', cases: 2 },
])('--filter takes a part of the name of $name', async ({ filter, cases }) => {
  const { stdout, code } = await verified(
    {
      'policies/policy.yaml': `${noLatest}---\n${guardedOnly}`,
      'policies/cases.yaml': casesOf('no-latest', good + refused, objects),
    },
    ['--filter', filter, '--output', 'json'],
  )
  const { results, problems } = JSON.parse(stdout) as VerifyReport
  expect({ code, cases: results.length, problems }).toEqual({ code: 0, cases, problems: [] })
})

test('the JSON is as its schema says, whatever came', async () => {
  const cases = `${good}${refused}  - name: other
    like: a version is allowed
    expect: { allowed: false }
  - name: undecodable
    like: a version is allowed
    objectFrom: { merge: { spec: { containers: 1 } } }
    expect: { allowed: true }
`
  const { stdout } = await verified(
    {
      'policies/policy.yaml': `${noLatest}---\n${guardedOnly}`,
      'policies/cases.yaml': casesOf('no-latest', cases, objects),
    },
    ['--output', 'json', '--coverage', '--mutants'],
  )
  const report = JSON.parse(stdout) as VerifyReport
  expect(isValid(JSON.parse(stdout), jsonSchemaOfShape('verify-report', verifyReportShape))).toBe(
    true,
  )
  expect(report.results.map(({ passed }) => passed)).toEqual([true, true, false, false])
  expect(report.results[3]?.differences).toMatchObject([
    { code: 'not-judged', path: 'cases[3].objectFrom', line: 26 },
  ])
})

const lonely = {
  'policies/a/policy.yaml': noLatest,
  'policies/a/cases.yaml': casesOf('no-latest', good, objects),
  'policies/b/policy.yaml': guardedOnly,
}

test.for([
  { name: 'is told', argv: [], code: 0 },
  { name: 'fails where cases are asked for', argv: ['--require-cases'], code: 2 },
])('a policy without cases $name', async ({ argv, code }) => {
  const ran = await verified(lonely, argv)
  expect(ran.code).toBe(code)
  expect(ran.stderr).toContain(
    'policies/b/policy.yaml:4:9: warning: metadata.name: no case shows what ValidatingRule "guarded-only" does',
  )
  expect(ran.stderr).toContain(
    '1 case in 1 document, 2 policies: 1 passed, 1 policy has no cases\n',
  )
})

test.for<{
  readonly name: string
  readonly files: Readonly<Record<string, string>>
  readonly argv?: readonly string[]
  readonly stdin?: string
  readonly says: readonly string[]
}>([
  {
    name: 'an empty folder',
    files: { 'policies/.keep': '' },
    says: ['./policies: error: there are no cases here'],
  },
  {
    name: 'a path that is not there',
    files: {},
    argv: ['nowhere'],
    says: ['nowhere: error: there is no such file or folder'],
  },
  {
    name: 'cases without a policy',
    files: { 'policies/cases.yaml': casesOf('lost', good, objects) },
    says: ['policies/cases.yaml:2:7: error: kind: no policy stands beside these cases'],
  },
  {
    name: 'a policy of another name',
    files: {
      'policies/policy.yaml': noLatest,
      'policies/cases.yaml': casesOf('a', good, `policy: no-ltest\n${objects}`),
    },
    says: [
      'policies/cases.yaml:5:9: error: policy: no policy beside these cases is named "no-ltest"',
      'did you mean "no-latest"?',
    ],
  },
  {
    name: 'policies that are not there',
    files: { 'policies/cases.yaml': casesOf('a', good, `policies: [../rules]\n${objects}`) },
    says: ['policies/cases.yaml:5:11: error: policies: rules: there is no such file or folder'],
  },
  {
    name: 'a broken policy',
    files: {
      'policies/policy.yaml': noLatest.replace('object.spec', 'obiect.spec'),
      'policies/cases.yaml': casesOf('a', good, objects),
    },
    says: ["undeclared reference to 'obiect'"],
  },
  {
    name: 'misspelt fields, all of them',
    files: {
      'policies/policy.yaml': noLatest,
      'policies/cases.yaml': casesOf(
        'a',
        good.replace('objectFrom', 'objectForm').replace('expect', 'expects'),
        objects,
      ),
    },
    says: [
      'cases.yaml:14:5: error: cases[0].objectForm: unknown field "objectForm"',
      'did you mean "objectFrom"?',
      'cases.yaml:15:5: error: cases[0].expects: unknown field "expects"',
      'did you mean "expect"?',
    ],
  },
  {
    name: 'a misspelt kind',
    files: {
      'policies/policy.yaml': noLatest,
      'policies/cases.yaml': casesOf('a', good, objects).replace(
        'kind: PolicyCases',
        'kind: PolicyCase',
      ),
    },
    says: ['policies/cases.yaml:2:7: error: ', 'did you mean "PolicyCases"?'],
  },
  {
    name: 'another version of the kind',
    files: {
      'policies/policy.yaml': noLatest,
      'policies/cases.yaml': casesOf('a', good, objects).replace('v1alpha1', 'v1'),
    },
    says: ['policies/cases.yaml:1:13: error: apiVersion: Unsupported value: "sallyport.dev/v1"'],
  },
  {
    name: 'YAML that is none',
    files: { 'policies/policy.yaml': noLatest, 'policies/cases.yaml': 'kind: [PolicyCases\n' },
    says: ['policies/cases.yaml:'],
  },
  {
    name: 'bytes that are no text',
    files: { 'policies/policy.yaml': noLatest, 'policies/cases.yaml': '\u0000\u0001' },
    says: ['policies/cases.yaml'],
  },
  {
    name: 'a filter that nothing has',
    files: { 'policies/policy.yaml': noLatest, 'policies/cases.yaml': casesOf('a', good, objects) },
    argv: ['--filter', 'none of these'],
    says: ['no case has "none of these" in its name'],
  },
  {
    name: 'a context that cannot be read',
    files: {
      'policies/policy.yaml': noLatest,
      'policies/cases.yaml': casesOf('a', good, objects),
      'c.yaml': 'kind: ConfigMap\n',
    },
    argv: ['--context', 'c.yaml'],
    says: ['c.yaml'],
  },
  {
    name: '--dry-run alone',
    files: {},
    argv: ['--dry-run'],
    says: ['--dry-run: it goes with --update'],
  },
  {
    name: '--update of standard input',
    files: {},
    argv: ['--update', '-'],
    says: ['--update: what comes from standard input cannot be written back; name the files'],
  },
])('$name ends with 1 and a clear line', async ({ files, argv = [], stdin = '', says }) => {
  const ran = await verified(files, argv, stdin)
  expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: '' })
  for (const line of says) expect(ran.stderr).toContain(line)
  expect(ran.stderr).not.toMatch(/\n\s+at /)
})

test('standard input may hold policies and cases', async () => {
  const stdin = `${noLatest}---\n${casesOf('no-latest', good + refused, objects)}`
  expect(await verified({}, ['-'], stdin)).toMatchObject({
    code: 0,
    stderr: '2 cases in 1 document, 1 policy: 2 passed\n',
  })
})

test('a document that is not right does not keep the others from being run', async () => {
  const ran = await verified({
    'policies/a/policy.yaml': noLatest,
    'policies/a/cases.yaml': casesOf('no-latest', good.replace('true', 'false'), objects),
    'policies/b/policy.yaml': guardedOnly,
    'policies/b/cases.yaml': casesOf('guarded-only', '  - { name: a }\n'),
  })
  expect(ran.code).toBe(1)
  expect(ran.stdout).toContain('expected to be refused, was allowed')
  expect(ran.stderr).toContain('policies/b/cases.yaml:6:5: error: cases[0].expect: Required value')
})

const failing = `${objects}cases: # what must hold
  # nothing is wrong with it
  - name: a version is allowed
    objectFrom: { name: pod }
    expect: { allowed: false, message: nothing } # really
  - name: latest is refused
    objectFrom: { name: pod, merge: { spec: { containers: [{ name: app, image: "web:latest" }] } } }
    expect:
      allowed: true # not so
      warnings: []
`

test('--update shows the difference and writes what came, and the cases hold', async () => {
  const cases = casesOf('no-latest', '', '').replace('cases:\n', failing)
  const files = { 'p/policy.yaml': noLatest, 'p/cases.yaml': cases }
  const shown = await verified(files, ['--update', '--dry-run', 'p'])
  expect(readFileSync(join(shown.cwd, 'p/cases.yaml'), 'utf8')).toBe(cases)
  const ran = await verified(files, ['--update', 'p'])
  expect({ code: shown.code, stdout: shown.stdout }).toEqual({ code: 2, stdout: ran.stdout })
  expect(ran.stdout).toContain('--- p/cases.yaml\n+++ p/cases.yaml\n')
  expect(ran.stdout).toContain('-    expect: { allowed: false, message: nothing } # really\n')
  expect(ran.code).toBe(0)
  const written = readFileSync(join(ran.cwd, 'p/cases.yaml'), 'utf8')
  expect(written).toBe(
    cases
      .replace('{ allowed: false, message: nothing } # really', '{ allowed: true } # really')
      .replace(
        '      allowed: true # not so\n      warnings: []\n',
        '      allowed: false # not so\n      warnings: []\n      message: images must name a version\n      path: "spec.containers[0].image"\n',
      ),
  )
  expect(await run(verify, ['p'], { cwd: ran.cwd })).toMatchObject({ code: 0 })
})

test('--update leaves a case that cannot be judged, and says so', async () => {
  const cases = casesOf(
    'no-latest',
    '  - name: a\n    object: { apiVersion: v1, kind: Pdo, metadata: { name: a } }\n    expect: { allowed: true }\n',
  )
  const ran = await verified({ 'p/policy.yaml': noLatest, 'p/cases.yaml': cases }, [
    '--update',
    'p',
  ])
  expect(ran).toMatchObject({ code: 2, stdout: '' })
  expect(ran.stderr).toContain('p/cases.yaml:6: "a" is left: v1 has no kind Pdo; did you mean Pod?')
})

test('--update writes nothing as long as there are errors', async () => {
  const cases = casesOf('no-latest', good.replace('true', 'false'), objects)
  const files = {
    'p/a/policy.yaml': noLatest,
    'p/a/cases.yaml': cases,
    'p/b/policy.yaml': noLatest.replace('object.spec', 'obiect.spec'),
  }
  const ran = await verified(files, ['--update', 'p'])
  expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: '' })
  expect(ran.stderr).toContain('--update: nothing is written as long as there are errors')
  expect(readFileSync(join(ran.cwd, 'p/a/cases.yaml'), 'utf8')).toBe(cases)
})

test('the policies of this project have cases that hold', async () => {
  const ran = await run(verify, [], { cwd: root })
  expect(ran).toMatchObject({ code: 0, stdout: '' })
  expect(ran.stderr).toMatch(/^(\d+) cases in (\d+) documents, \2 policies: \1 passed\n$/)
})
