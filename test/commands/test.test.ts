import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import type { TestReport } from '#src/tester/report.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'
import { addsSidecar, guardedOnly, noLatest, wantsTeam } from './policies.ts'

const policies = {
  'policies/all.yaml': [noLatest, wantsTeam, addsSidecar, guardedOnly].join('---\n'),
}

const latestPod = `apiVersion: v1
kind: Pod
metadata: { name: web }
spec:
  containers:
    - name: app
      image: nginx:latest
`
const finePod = latestPod.replace(':latest', ':1.27')
const allPolicies = ['adds-sidecar', 'guarded-only', 'no-latest', 'wants-team']
const configMap = 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: settings }\n'
const secret = 'apiVersion: v1\nkind: Secret\nmetadata: { name: key, namespace: shop }\n'
const deployment = `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  template:
    spec:
      containers:
        - name: app
          image: nginx:latest
`

async function judge(files: Readonly<Record<string, string>>, argv: readonly string[]) {
  const cwd = await temporaryFolder({ ...policies, ...files })
  return run(testCommand, argv, { cwd })
}

async function reportOn(files: Readonly<Record<string, string>>, argv: readonly string[] = ['m']) {
  const { stdout, code } = await judge(files, [...argv, '--output', 'json'])
  return { code, report: JSON.parse(stdout) as TestReport }
}

const idle = (...names: readonly string[]): string =>
  `note: ${names.length} policies matched no manifest: ${names.join(', ')}\n`

const leftOut = (pods: number): string =>
  `note: not in the context, so what they would add is left out: LimitRange (${pods}), ServiceAccount (${pods}); --output json says what\n`

test.for([
  {
    name: 'clean',
    files: { 'm/a.yaml': finePod },
    code: 0,
    stderr: `${leftOut(1)}${idle('guarded-only', 'wants-team')}1 manifest: 1 pass\n`,
  },
  {
    name: 'refused',
    files: { 'm/a.yaml': latestPod },
    code: 2,
    stderr: `${leftOut(1)}${idle('guarded-only', 'wants-team')}1 manifest: 1 deny\n`,
  },
  {
    name: 'a warning is no violation',
    files: { 'm/a.yml': configMap },
    code: 0,
    stderr: `${idle('adds-sidecar', 'guarded-only', 'no-latest')}1 manifest: 1 warn\n`,
  },
  {
    name: 'no object',
    files: { 'm/a.json': '[1]' },
    code: 1,
    stderr: `${idle(...allPolicies)}1 manifest: 1 error\n`,
  },
  {
    name: 'refused beside no object',
    files: { 'm/a.yaml': `${latestPod}---\nkind: Pod\n`, 'm/b/c.yaml': finePod },
    code: 2,
    stderr: `${leftOut(2)}${idle('guarded-only', 'wants-team')}3 manifests: 1 pass, 1 deny, 1 error\n`,
  },
])('exit code: $name', async ({ files, code, stderr }) => {
  expect(await judge(files as Readonly<Record<string, string>>, ['m'])).toMatchObject({
    code,
    stderr,
  })
})

test.for([
  { name: 'no path', argv: [], stderr: 'name the manifests: sallyport test PATH...' },
  {
    name: 'a path that is not there',
    argv: ['m', 'nowhere'],
    stderr: 'nowhere: error: there is no such file or folder',
  },
  { name: 'a glob without a match', argv: ['m/*.txt'], stderr: 'm/*.txt: error: no file matches' },
  { name: 'an empty folder', argv: ['empty'], stderr: 'no manifest is in empty' },
  { name: 'an unknown flag', argv: ['m', '--polices', 'x'], stderr: 'did you mean --policies?' },
  {
    name: 'an unknown form',
    argv: ['m', '--output', 'xml'],
    stderr:
      'pretty or json or yaml or junit or sarif or github or gitlab or tap or markdown or html, with or without =FILE',
  },
  {
    name: 'a form without its file',
    argv: ['m', '--output', 'json='],
    stderr: '--output: expected pretty or json or yaml',
  },
  {
    name: 'two forms for standard output',
    argv: ['m', '--output', 'json', '--output', 'pretty'],
    stderr: 'only one form can go to standard output',
  },
  {
    name: 'two forms for one file',
    argv: ['m', '--output', 'json=a', '--output', 'pretty=a'],
    stderr: 'two forms cannot go to the same file, a',
  },
  {
    name: 'standard input for two things',
    argv: ['-', '--context', '-'],
    stderr: '-: error: standard input can be read only once',
  },
  { name: 'no policies', argv: ['m', '--policies', 'empty'], stderr: 'there is no policy here' },
  {
    name: 'policies that are not there',
    argv: ['m', '--policies', 'nowhere'],
    stderr: 'nowhere: error: there is no such',
  },
  { name: 'a broken policy', argv: ['m', '--policies', 'broken'], stderr: 'broken/policy.yaml:' },
  {
    name: 'a context that is no object',
    argv: ['m', '--context', 'broken/no-object.yaml'],
    stderr: 'not-an-object',
  },
  {
    name: 'an output that cannot be written',
    argv: ['m', '--output', 'json=nowhere/a.json'],
    stderr: 'cannot be written',
  },
])('ends with 1 and says why: $name', async ({ argv, stderr }) => {
  const ran = await judge(
    {
      'm/a.yaml': latestPod,
      'empty/.keep': '',
      'broken/policy.yaml': noLatest.replace('validations:', 'validation:'),
      'broken/no-object.yaml': 'a: 1\n',
    },
    argv,
  )
  expect(ran).toMatchObject({ code: 1, stdout: '' })
  expect(ran.stderr).toContain(stderr)
})

test('PolicyCases beside policies are left to whom they concern', async () => {
  const cases =
    'apiVersion: sallyport.dev/v1alpha1\nkind: PolicyCases\nmetadata: { name: a }\ncases: []\n'
  expect(await judge({ 'm/a.yaml': finePod, 'policies/cases.yaml': cases }, ['m'])).toMatchObject({
    code: 0,
  })
})

test('a refusal shows policy, field, line, message and expression', async () => {
  const { stdout } = await judge({ 'deploy/web.yaml': deployment }, ['deploy'])
  expect(stdout).toBe(`✗ deploy/web.yaml:1  Deployment shop/web
    no-latest  spec.template.spec.containers[0].image  (deploy/web.yaml:9:18)
      images must name a version
      9 |           image: nginx:latest
        |                  ^^^^^^^^^^^^
      expression: object.spec.containers.all(c, !c.image.endsWith(':latest'))  (policies/all.yaml:11)
          c = {"name": "app", "image": "nginx:latest", "resources": {}, "imagePullPolicy": "Always", "termination…
          c.image = "nginx:latest"
`)
})

test('what is no object is shown with its line and what to do', async () => {
  const { stdout } = await judge({ 'm/a.yaml': `${finePod}---\nkind: Pod\nmetadata: {}\n` }, ['m'])
  expect(stdout).toBe(`✗ m/a.yaml:9  Pod
    apiVersion is missing  (m/a.yaml:9:1)
      → add apiVersion, such as v1 or apps/v1
    metadata.name or metadata.generateName is missing  (m/a.yaml:9:1)
      → add metadata.name, or metadata.generateName
`)
})

test('a control of Pod Security is in the JSON with what it found and what would satisfy it', async () => {
  const files = {
    'policies/levels.yaml': `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: {enforce: baseline}
`,
    'm/a.yaml': `${finePod}  hostNetwork: true\n`,
  }
  const { code, report } = await reportOn(files)
  expect(code).toBe(2)
  expect(report.results[0]?.findings).toMatchObject([
    {
      policyKind: 'PodSecurityConfiguration',
      policy: 'PodSecurity',
      message: 'violates PodSecurity "baseline:latest": host namespaces (hostNetwork=true)',
      path: 'spec.hostNetwork',
      line: 8,
      policySource: { source: 'policies/levels.yaml', line: 1 },
      podSecurity: {
        level: 'baseline',
        version: 'latest',
        control: 'hostNamespaces',
        found: true,
        allowed: ['undefined', 'false'],
        suggestion: [{ op: 'remove', path: '/spec/hostNetwork' }],
      },
    },
  ])
})

test('the JSON names policy, validation, path, line and the expression', async () => {
  const { report } = await reportOn({ 'm/web.yaml': deployment })
  expect(report).toEqual({
    summary: { manifests: 1, pass: 0, warn: 0, deny: 1, error: 0, unmatched: 0 },
    version: expect.stringMatching(/^\d+\.\d+\.\d+/),
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    failOn: 'deny',
    policies: expect.arrayContaining([
      {
        kind: 'ValidatingRule',
        name: 'no-latest',
        source: 'policies/all.yaml',
        title: null,
        description: null,
        category: null,
        severity: null,
        remedy: null,
      },
    ]),
    problems: [],
    notes: ['3 policies matched no manifest: adds-sidecar, guarded-only, wants-team'],
    results: [
      {
        source: 'm/web.yaml',
        document: 0,
        line: 1,
        apiVersion: 'apps/v1',
        kind: 'Deployment',
        namespace: 'shop',
        name: 'web',
        operation: 'CREATE',
        verdict: 'deny',
        findings: [
          {
            createdKind: null,
            policyKind: 'ValidatingRule',
            policy: 'no-latest',
            binding: 'no-latest',
            validation: 0,
            validationName: null,
            effect: 'deny',
            cause: 'violation',
            message: 'images must name a version',
            reason: 'Forbidden',
            path: 'spec.template.spec.containers[0].image',
            line: 9,
            column: 18,
            endLine: 9,
            endColumn: 30,
            excerpt: '9 |           image: nginx:latest\n  |                  ^^^^^^^^^^^^',
            expression: "object.spec.containers.all(c, !c.image.endsWith(':latest'))",
            parts: [
              {
                text: 'c',
                value:
                  '{"name": "app", "image": "nginx:latest", "resources": {}, "imagePullPolicy": "Always", "termination…',
              },
              { text: 'c.image', value: '"nginx:latest"' },
            ],
            enforceFrom: null,
            policySource: {
              source: 'policies/all.yaml',
              path: 'spec.validations[0].expression',
              line: 11,
              column: 19,
            },
            exemptionNote: null,
            podSecurity: null,
          },
        ],
        changes: [],
        mutations: null,
        exemptions: [],
        applied: ['no-latest'],
        skipped: [],
        problems: [],
        leftOut: [
          {
            createdKind: null,
            path: 'metadata.managedFields',
            what: 'who set which field',
            why: 'the API server keeps it by the name of the client',
            substitute: 'nothing',
            decidedBy: null,
          },
          {
            createdKind: null,
            path: 'metadata.uid',
            what: 'the uid',
            why: 'the API server draws it',
            substitute: 'placeholder',
            decidedBy: null,
          },
        ],
        isKnownKind: true,
      },
    ],
  })
})

const needsPullPolicy = rule(
  'says-pull-policy',
  'object.spec.containers.all(c, has(c.imagePullPolicy))',
)

/** One rule, for Pods and Things. */
function rule(name: string, expression: string, more = ''): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: ${name} }
spec:
  matchConstraints:
    resourceRules:
      - apiGroups: ['', example.com]
        apiVersions: ['*']
        operations: [CREATE]
        resources: [pods, things]
  validations: [{ expression: "${expression}" }]
${more}`
}

const onePolicy = (
  policy: string,
  manifest: string,
  more: Readonly<Record<string, string>> = {},
) => ({
  'one/policy.yaml': policy,
  'm/a.yaml': manifest,
  ...more,
})

test('what is judged is what the API server would hand over', async () => {
  const { report } = await reportOn(onePolicy(needsPullPolicy, finePod), ['m', '--policies', 'one'])
  expect(report.summary).toMatchObject({ pass: 1 })
})

test('--raw judges what is written, and says where the verdict differs', async () => {
  const { report, code } = await reportOn(onePolicy(needsPullPolicy, finePod), [
    'm',
    '--policies',
    'one',
    '--raw',
  ])
  expect(code).toBe(2)
  expect(report).toMatchObject({
    summary: { deny: 1 },
    notes: [
      "judged as written; the cluster's verdict differs for 1 of 1",
      'm/a.yaml Pod default/web: deny as written, pass in a cluster',
    ],
  })
})

const misspelt = finePod.replace('image:', 'imagee: x\n      image:')

test.for([
  { mode: 'strict', code: 1, verdict: 'error', severity: 'error' },
  { mode: 'warn', code: 0, verdict: 'warn', severity: 'warning' },
])('an unknown field, $mode', async ({ mode, code, verdict, severity }) => {
  const argv = ['m', '--policies', 'one', '--field-validation', mode]
  const ran = await reportOn(onePolicy(needsPullPolicy, misspelt), argv)
  expect(ran).toMatchObject({
    code,
    report: {
      results: [
        {
          verdict,
          applied: ['says-pull-policy'],
          problems: [
            {
              code: 'unknown-field',
              severity,
              path: 'spec.containers[0].imagee',
              line: 7,
              remedy: 'did you mean image?',
            },
          ],
        },
      ],
    },
  })
})

test('an unknown field, ignored', async () => {
  const argv = ['m', '--policies', 'one', '--field-validation', 'ignore']
  const { report } = await reportOn(onePolicy(needsPullPolicy, misspelt), argv)
  expect(report.results).toMatchObject([{ verdict: 'pass', problems: [] }])
})

test.for([
  {
    name: 'a wrong type',
    manifest: finePod.replace('nginx:1.27', '1.27'),
    problem: {
      code: 'wrong-type',
      path: 'spec.containers[0].image',
      message:
        'expected a string, found the number 1.27 (json: cannot unmarshal number into Go struct field Container.spec.containers.image of type string)',
      remedy: 'put the value in quotes',
    },
  },
  {
    name: 'a version that is gone',
    manifest: 'apiVersion: batch/v1beta1\nkind: CronJob\nmetadata: { name: a }\n',
    problem: {
      code: 'not-served',
      path: 'apiVersion',
      line: 1,
      message: 'CronJob of batch/v1beta1 is not served since Kubernetes 1.25',
      remedy: 'write apiVersion: batch/v1',
    },
  },
  {
    name: 'a misspelt kind',
    manifest: 'apiVersion: apps/v1\nkind: Deploymnt\nmetadata: { name: a }\n',
    problem: {
      code: 'no-such-kind',
      path: 'kind',
      line: 2,
      message: 'apps/v1 has no kind Deploymnt',
      remedy: 'did you mean Deployment?',
    },
  },
  {
    name: 'a kind that is gone',
    manifest: 'apiVersion: policy/v1beta1\nkind: PodSecurityPolicy\nmetadata: { name: a }\n',
    problem: { code: 'not-served', remedy: 'nothing took its place' },
  },
])('no API server takes it: $name', async ({ manifest, problem }) => {
  const argv = ['m', '--policies', 'one']
  const { code, report } = await reportOn(onePolicy(needsPullPolicy, manifest), argv)
  expect(code).toBe(1)
  expect(report.results).toMatchObject([{ verdict: 'error', problems: [problem] }])
})

const thing = 'apiVersion: example.com/v1\nkind: Thing\nmetadata: { name: a }\nspec: { x: 1 }\n'
const thingRule = rule('has-size', 'object.spec.?size.orValue(0) == 3')

test('a kind that nobody knows is judged as it is written, and that is said', async () => {
  const { report } = await reportOn(onePolicy(thingRule, thing), ['m', '--policies', 'one'])
  expect(report).toMatchObject({
    results: [{ verdict: 'deny', isKnownKind: false }],
    notes: [
      expect.stringContaining('namespace'),
      'not known and judged as written: Thing (example.com/v1); give the CustomResourceDefinition with --context',
    ].slice(1),
  })
})

test('a policy that asks for a field that does not exist is warned of, and judges all the same', async () => {
  const files = onePolicy(
    `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: has-owner }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [configmaps] }
  validations:
    - expression: has(object.metadata.owner)
`,
    configMap,
  )
  const { stderr, code } = await judge(files, ['m', '--policies', 'one'])
  expect({ stderr, code }).toEqual({
    code: 2,
    stderr: expect.stringContaining(
      "warning: spec.validations[0].expression: undefined field 'owner'",
    ),
  })
  const { report } = await reportOn(files, ['m', '--policies', 'one'])
  expect(report.problems).toMatchObject([
    { code: 'type-checking', severity: 'warning', line: 9, path: 'spec.validations[0].expression' },
  ])
})

function definition(schema: string): string {
  return `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: things.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: things, singular: thing, kind: Thing, listKind: ThingList }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { spec: ${schema} } } }
`
}

test('a definition in the context gives defaults and fields', async () => {
  const schema = '{ type: object, properties: { size: { type: integer, default: 3 } } }'
  const argv = ['m', '--policies', 'one', '--context', 'context']
  const { report } = await reportOn(
    onePolicy(thingRule, thing, { 'context/crd.yaml': definition(schema) }),
    argv,
  )
  expect(report.results).toMatchObject([
    {
      verdict: 'error',
      findings: [],
      isKnownKind: true,
      problems: [{ code: 'unknown-field', path: 'spec.x', line: 4 }],
    },
  ])
})

test('a custom resource that its definition refuses is a problem with its place', async () => {
  const schema = '{ type: object, properties: { size: { type: integer, maximum: 2 } } }'
  const argv = ['m', '--policies', 'one', '--context', 'context']
  const { code, report } = await reportOn(
    onePolicy(rule('any', 'true'), thing.replace('x: 1', 'size: 3'), {
      'context/crd.yaml': definition(schema),
    }),
    argv,
  )
  expect(code).toBe(1)
  expect(report.results).toMatchObject([
    {
      verdict: 'error',
      problems: [
        {
          code: 'invalid',
          path: 'spec.size',
          line: 4,
          message:
            'the API server refuses it: spec.size: Invalid value: 3: spec.size in body should be less than or equal to 2',
        },
      ],
    },
  ])
})

test('a mutation that brings a field which the API server does not know is refused', async () => {
  const policy = `apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: { name: sets-typo }
spec:
  matchConstraints:
    resourceRules: [{ apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }]
  mutations:
    - patchType: JSONPatch
      jsonPatch: { expression: "[JSONPatch{op: 'add', path: '/spec/typo', value: 1}]" }
`
  const { report } = await reportOn(onePolicy(policy, finePod), ['m', '--policies', 'one'])
  expect(report.results).toMatchObject([
    {
      verdict: 'deny',
      findings: [
        {
          message: 'Internal error occurred: strict decoding error: unknown field "spec.typo"',
        },
      ],
    },
  ])
})

test('a broken definition is a problem with its place', async () => {
  const argv = ['m', '--policies', 'one', '--context', 'context']
  const ran = await judge(
    onePolicy(thingRule, thing, { 'context/crd.yaml': definition('{ type: thing }') }),
    argv,
  )
  expect(ran.code).toBe(1)
  expect(ran.stderr).toMatch(/^context\/crd\.yaml:12:\d+: error: .*broken-definition/m)
})

test('a finding on what a mutation moved stands where it was written', async () => {
  const { report } = await reportOn({ 'm/pod.yaml': latestPod })
  const [result] = report.results
  expect(result?.changes).toEqual([
    {
      createdKind: null,
      policy: 'adds-sidecar',
      binding: 'adds-sidecar',
      paths: [expect.stringMatching(/^spec\.containers/)],
    },
  ])
  expect(result?.findings).toMatchObject([
    { path: 'spec.containers[1].image', line: 7, column: 14 },
  ])
})

test('a policy that leaves an object says why', async () => {
  const context = 'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop }\n'
  const { report } = await reportOn({ 'm/s.yaml': secret, 'c.yaml': context }, [
    'm',
    '--context',
    'c.yaml',
  ])
  expect(report.notes).toEqual([
    'no policy matched 1 of 1 manifest: m/s.yaml Secret shop/key (in --output json: applied is empty)',
    `4 policies matched no manifest: ${allPolicies.join(', ')}`,
  ])
  expect(report.results).toMatchObject([
    {
      verdict: 'pass',
      line: null,
      skipped: [{ policy: 'guarded-only', why: 'namespaceSelector does not select the namespace' }],
    },
  ])
})

test('the context says what namespaces are like', async () => {
  const context =
    'apiVersion: v1\nkind: Namespace\nmetadata: { name: shop, labels: { guarded: "yes" } }\n'
  const { code } = await reportOn({ 'm/s.yaml': secret, 'c.yaml': context }, [
    'm',
    '--context',
    'c.yaml',
  ])
  expect(code).toBe(2)
})

test('a namespace that nobody knows is taken to exist, which is said once', async () => {
  const others = secret.replace('shop', 'store').replace('name: key', 'name: other')
  const { report, code } = await reportOn({ 'm/s.yaml': [secret, secret, others].join('---\n') })
  expect(code).toBe(0)
  expect(report.notes.slice(0, 1)).toEqual([
    'namespaces "shop", "store" are not in the context: taken to exist, with no label but kubernetes.io/metadata.name',
  ])
})

test('--namespace is where objects go that name none', async () => {
  const homeless = configMap.replace('name: settings', 'generateName: settings-')
  const { report } = await reportOn({ 'm/c.yaml': homeless }, ['m', '--namespace', 'shop'])
  expect(report.results).toMatchObject([{ kind: 'ConfigMap', namespace: 'shop', name: '' }])
})

test('standard input, a list and JSON are read', async () => {
  const cwd = await temporaryFolder(policies)
  const stdin = JSON.stringify({
    apiVersion: 'v1',
    kind: 'List',
    items: [
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a', labels: { team: 'x' } } },
      { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'b' } },
    ],
  })
  const { stdout } = await run(testCommand, ['-', '--output', 'json'], { cwd, stdin })
  const report = JSON.parse(stdout) as TestReport
  expect(report.results).toMatchObject([
    { source: '<stdin>', document: 0, name: 'a', verdict: 'pass' },
    { source: '<stdin>', document: 1, name: 'b', verdict: 'warn' },
  ])
})

test('several forms at once, one to a file', async () => {
  const cwd = await temporaryFolder({ ...policies, 'm/a.yaml': latestPod })
  const { code, stdout } = await run(
    testCommand,
    ['m', '--output', 'json=out.json', '--output', 'pretty'],
    { cwd },
  )
  expect(code).toBe(2)
  expect(stdout).toMatch(/^✗ m\/a\.yaml:1 {2}Pod default\/web\n/)
  expect(JSON.parse(readFileSync(join(cwd, 'out.json'), 'utf8'))).toMatchObject({
    summary: { deny: 1 },
  })
})

test('--help goes to standard output', async () => {
  const { code, stdout } = await run(testCommand, ['--help'])
  expect(code).toBe(0)
  expect(stdout).toContain('Usage: sallyport test [flags] PATH...')
})

const exemption = (expires: string, namespace = 'sallyport') => `apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: { name: legacy, namespace: ${namespace} }
spec:
  policies: [{ name: no-latest }]
  objects: [{ kinds: [Pod], names: [web] }]
  expires: ${expires}
  reason: the registry has no versions yet
  requestedBy: shop team
`

describe('exemptions', () => {
  test("of the policies' folder free, and that is shown", async () => {
    const files = { 'm/a.yaml': latestPod, 'policies/exemption.yaml': exemption('9999-12-31') }
    const { code, stdout } = await judge(files, ['m'])
    expect(code).toBe(0)
    expect(stdout).toBe(`✓ m/a.yaml:1  Pod default/web
    exempt  no-latest
      images must name a version
      by sallyport/legacy until 9999-12-31: the registry has no versions yet, requested by shop team
`)
    const { report } = await reportOn(files)
    expect(report.results).toMatchObject([
      {
        verdict: 'pass',
        line: 1,
        findings: [],
        exemptions: [
          {
            createdKind: null,
            exemption: 'sallyport/legacy',
            policyKind: 'ValidatingRule',
            policy: 'no-latest',
            validation: 0,
            validationName: null,
            control: null,
            message: 'images must name a version',
            expires: '9999-12-31',
            reason: 'the registry has no versions yet',
            requestedBy: 'shop team',
          },
        ],
      },
    ])
  })

  test('of the context free as well', async () => {
    const files = { 'm/a.yaml': latestPod, 'context/exemption.yaml': exemption('9999-12-31') }
    expect((await judge(files, ['m', '--context', 'context'])).code).toBe(0)
  })

  test('that have expired are a warning, and the refusal says it', async () => {
    const files = { 'm/a.yaml': latestPod, 'policies/exemption.yaml': exemption('2000-12-31') }
    const { code, stdout, stderr } = await judge(files, ['m'])
    expect(code).toBe(2)
    expect(stderr).toContain('the exemption expired 2000-12-31 and frees nothing any more')
    expect(stdout).toContain(
      '      images must name a version\n      (exemption sallyport/legacy expired 2000-12-31)\n',
    )
    const { report } = await reportOn(files)
    expect(report.problems).toMatchObject([{ code: 'exemption-expired' }])
    expect(report.results[0]?.findings).toMatchObject([
      { exemptionNote: 'exemption sallyport/legacy expired 2000-12-31' },
    ])
  })

  test('count from the namespaces that are named', async () => {
    const files = {
      'm/a.yaml': latestPod,
      'policies/exemption.yaml': exemption('9999-12-31', 'security'),
    }
    const refused = await judge(files, ['m'])
    expect(refused.code).toBe(2)
    expect(refused.stderr).toContain('namespace "security" may not exempt')
    expect((await judge(files, ['m', '--exemption-namespace', 'security'])).code).toBe(0)
  })
})
