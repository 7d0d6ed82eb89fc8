import { expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import type { TestReport } from '#src/tester/report.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

function rule(name: string, expression: string, operations = 'CREATE, UPDATE, DELETE'): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: ${name} }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: ['*'], apiVersions: ['*'], operations: [${operations}], resources: [configmaps, widgets, namespaces, services] }
  validations: [{ expression: "${expression}", message: ${name} says no }]
`
}

const settings = (data: string, name = 'settings'): string =>
  `apiVersion: v1\nkind: ConfigMap\nmetadata: { name: ${name}, namespace: shop }\ndata: { a: ${data} }\n`

interface Given {
  readonly policy: string
  readonly manifest?: string
  readonly argv?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
}

async function ran({ policy, manifest = settings('one'), argv = [], files = {} }: Given) {
  const cwd = await temporaryFolder({ 'policies/p.yaml': policy, 'm.yaml': manifest, ...files })
  return run(testCommand, ['m.yaml', '--output', 'json', ...argv], { cwd })
}

async function reportOn(given: Given): Promise<TestReport> {
  const { stdout, stderr } = await ran(given)
  if (stdout === '') throw new Error(stderr)
  return JSON.parse(stdout) as TestReport
}

test.for([
  { argv: ['--as', 'jane'], user: "'jane'", groups: "['system:authenticated']" },
  {
    argv: ['--as', 'jane', '--as-group', 'devs', '--as-group', 'ops'],
    user: "'jane'",
    groups: "['devs', 'ops', 'system:authenticated']",
  },
  {
    argv: ['--as', 'system:serviceaccount:shop:deployer'],
    user: "'system:serviceaccount:shop:deployer'",
    groups: "['system:serviceaccounts', 'system:serviceaccounts:shop', 'system:authenticated']",
  },
])('$argv: who sends the manifests', async ({ argv, user, groups }) => {
  const policy = rule(
    'who',
    `request.userInfo.username == ${user} && request.userInfo.groups == ${groups}`,
  )
  const { results } = await reportOn({ policy, argv })
  expect(results).toMatchObject([{ verdict: 'pass', applied: ['who'] }])
})

test('without --as nobody sends them', async () => {
  const policy = rule('nobody', '!has(request.userInfo.username)')
  expect((await reportOn({ policy })).results).toMatchObject([{ verdict: 'pass' }])
})

test('--as reaches the questions of the authorizer', async () => {
  const policy = rule(
    'may',
    "authorizer.group('').resource('secrets').namespace('shop').check('get').allowed()",
  )
  const review = `apiVersion: authorization.k8s.io/v1
kind: SubjectAccessReview
spec:
  user: jane
  groups: [system:authenticated]
  resourceAttributes: { verb: get, version: '*', resource: secrets, namespace: shop }
status: { allowed: true }
`
  const verdictOf = async (user: string) => {
    const argv = ['--context', 'c.yaml', '--as', user]
    const { results } = await reportOn({ policy, argv, files: { 'c.yaml': review } })
    return results[0]?.verdict
  }
  expect([await verdictOf('jane'), await verdictOf('joe')]).toEqual(['pass', 'deny'])
})

test('--as reaches the exempt users of Pod Security', async () => {
  const policy = `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: { enforce: baseline }
exemptions: { usernames: [jane] }
`
  const manifest =
    'apiVersion: v1\nkind: Pod\nmetadata: { name: a }\nspec: { hostNetwork: true, containers: [{ name: a, image: a }] }\n'
  const verdictOf = async (user: string) =>
    (await reportOn({ policy, manifest, argv: ['--as', user] })).results[0]?.verdict
  expect([await verdictOf('jane'), await verdictOf('joe')]).toEqual(['pass', 'deny'])
})

test('--as reaches the match conditions of exemptions', async () => {
  const exemption = `---
apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: { name: jane, namespace: sallyport }
spec:
  policies: [{ name: never }]
  matchConditions: [{ name: jane, expression: "request.userInfo.?username.orValue('') == 'jane'" }]
  expires: 9999-12-31
  reason: she knows
`
  const policy = rule('never', 'false') + exemption
  const verdictOf = async (user: string) =>
    (await reportOn({ policy, argv: ['--as', user] })).results[0]?.verdict
  expect([await verdictOf('jane'), await verdictOf('joe')]).toEqual(['pass', 'deny'])
})

test.for([
  { argv: ['--as-group', 'devs'], stderr: '--as-group: a group needs its user; give --as USER' },
  {
    argv: ['--operation', 'create', '--old', 'old.yaml'],
    stderr: '--old: what is created replaces nothing; leave out --operation create',
  },
  { argv: ['--operation', 'connect'], stderr: 'expected one of create, update, delete' },
  { argv: ['--old', 'nowhere.yaml'], stderr: 'nowhere.yaml: error: there is no such file' },
  {
    argv: ['--old', 'generated.yaml'],
    stderr: 'generated.yaml:1:1: error: an object with metadata.name is expected',
  },
  {
    argv: ['--old', 'old.yaml', '--old', 'again.yaml'],
    stderr:
      'again.yaml:1:1: error: an old object of this kind, namespace and name stands before it',
  },
  {
    argv: ['--old', 'wrong.yaml'],
    stderr: 'wrong.yaml:1:1: error: no cluster holds it: json: cannot unmarshal number',
  },
  { argv: ['--old', 'no-object.yaml'], stderr: 'apiVersion is missing' },
])('$argv is an error', async ({ argv, stderr }) => {
  const files = {
    'old.yaml': settings('old'),
    'again.yaml': settings('other'),
    'generated.yaml': settings('old').replace('name: settings', 'generateName: settings-'),
    'wrong.yaml': settings('3'),
    'no-object.yaml': 'a: 1\n',
  }
  const result = await ran({ policy: rule('any', 'true'), argv, files })
  expect(result).toMatchObject({ code: 1, stdout: '' })
  expect(result.stderr).toContain(stderr)
})

const unchanged = rule(
  'unchanged',
  "request.operation != 'UPDATE' || object.data.a == oldObject.data.a",
)

test('with --old what is there is updated, and what is not is created', async () => {
  const manifest = [settings('new'), settings('one', 'other')].join('---\n')
  const report = await reportOn({
    policy: unchanged,
    manifest,
    argv: ['--old', 'old.yaml'],
    files: { 'old.yaml': settings('old') },
  })
  expect(report.results).toMatchObject([
    {
      operation: 'UPDATE',
      verdict: 'deny',
      findings: [{ path: 'data.a', line: 4, createdKind: null }],
    },
    { operation: 'CREATE', verdict: 'pass', applied: ['unchanged'] },
  ])
  expect(report.problems).toEqual([])
})

test.for([
  {
    name: 'an old object that was in a cluster is as it was there',
    expression:
      "oldObject.metadata.uid == 'u' && object.metadata.uid == 'u' && object.metadata.creationTimestamp == '2020-01-01T00:00:00Z' && object.metadata.resourceVersion == '7'",
    old: settings('old').replace(
      'namespace: shop',
      "namespace: shop, uid: u, resourceVersion: '7', creationTimestamp: '2020-01-01T00:00:00Z'",
    ),
  },
  {
    name: 'one that was not is completed',
    expression: "oldObject.metadata.uid != '' && object.metadata.uid == oldObject.metadata.uid",
    old: settings('old'),
  },
  {
    name: 'the namespace of one that names none is --namespace',
    expression: "oldObject.metadata.namespace == 'shop'",
    old: settings('old').replace(', namespace: shop', ''),
  },
])('$name', async ({ expression, old }) => {
  const { results } = await reportOn({
    policy: rule('held', expression, 'UPDATE'),
    argv: ['--old', 'old.yaml', '--namespace', 'shop'],
    files: { 'old.yaml': old },
  })
  expect(results).toMatchObject([{ operation: 'UPDATE', verdict: 'pass', applied: ['held'] }])
})

test('an update keeps what only the API server gives', async () => {
  const service = (port: number, more = '') =>
    `apiVersion: v1\nkind: Service\nmetadata: { name: web, namespace: shop }\nspec: { ports: [{ port: ${port} }]${more} }\n`
  const { results } = await reportOn({
    policy: rule('address', "object.spec.clusterIP == '10.0.0.7'", 'UPDATE'),
    manifest: service(81),
    argv: ['--old', 'old.yaml'],
    files: {
      'old.yaml': service(
        80,
        ', clusterIP: 10.0.0.7, clusterIPs: [10.0.0.7], ipFamilies: [IPv4], ipFamilyPolicy: SingleStack',
      ).replace('namespace: shop', 'namespace: shop, uid: u'),
    },
  })
  expect(results).toMatchObject([{ verdict: 'pass', applied: ['address'] }])
})

test('an old object that no manifest replaces is a warning', async () => {
  const given = {
    policy: rule('any', 'true'),
    argv: ['--old', 'old.yaml'],
    files: { 'old.yaml': settings('old', 'gone') },
  }
  const { code, stderr } = await ran(given)
  expect(code).toBe(0)
  expect(stderr).toContain('old.yaml:1:1: warning: no manifest is the new form of this old object')
  expect((await reportOn(given)).problems).toMatchObject([
    { code: 'unused-old', severity: 'warning', source: 'old.yaml', line: 1 },
  ])
})

test.for([
  { operation: 'update', old: 'one', verdict: 'pass' },
  { operation: 'delete', old: 'one', verdict: 'pass' },
  { operation: 'delete', old: 'other', verdict: 'deny' },
])('--operation $operation, $old there', async ({ operation, old, verdict }) => {
  const isDeleted = operation === 'delete'
  const { results } = await reportOn({
    policy: rule(
      'as-said',
      `request.operation == '${operation.toUpperCase()}' && oldObject.data.a == 'one' && ${isDeleted ? 'object == null' : 'object != null'} && request.name == 'settings' && request.options.kind == '${isDeleted ? 'Delete' : 'Update'}Options'`,
    ),
    argv: ['--operation', operation, '--old', 'old.yaml'],
    files: { 'old.yaml': settings(old) },
  })
  expect(results).toMatchObject([{ operation: operation.toUpperCase(), verdict }])
})

test.for([
  { operation: 'update', raw: [] },
  { operation: 'delete', raw: [] },
  { operation: 'delete', raw: ['--raw'] },
])('--operation $operation $raw without --old: as it is written, which is said', async (row) => {
  const { operation, raw } = row
  const report = await reportOn({
    policy: rule(
      'same',
      `oldObject.data.a == 'one' && (object == null) == ${operation === 'delete'}`,
    ),
    argv: ['--operation', operation, ...raw],
  })
  expect(report.results).toMatchObject([{ verdict: 'pass', applied: ['same'] }])
  expect(report.notes).toContain(
    'no --old for 1 of 1 manifest, taken to be in the cluster as they are written: m.yaml ConfigMap shop/settings',
  )
})

const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: widgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { plural: widgets, singular: widget, kind: Widget, listKind: WidgetList }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { size: { type: integer, maximum: 2 }, colour: { type: string, maxLength: 3 } } } }
`
const widget = (size: number, colour: string) =>
  `apiVersion: example.com/v1\nkind: Widget\nmetadata: { name: w, namespace: shop }\nsize: ${size}\ncolour: ${colour}\n`

test.for([
  { name: 'was before', manifest: widget(3, 'red'), problems: [] },
  { name: 'is new', manifest: widget(3, 'green'), problems: [{ code: 'invalid', path: 'colour' }] },
])('an update of a custom resource with an invalid value that $name', async (row) => {
  const { results } = await reportOn({
    policy: rule('any', 'true'),
    manifest: row.manifest,
    argv: ['--context', 'crd.yaml', '--old', 'old.yaml'],
    files: { 'crd.yaml': definition, 'old.yaml': widget(3, 'red') },
  })
  expect(results).toMatchObject([{ operation: 'UPDATE', problems: row.problems }])
})

const twoVersions = definition.replace(
  '    - name: v1\n',
  `    - name: v1beta1
      served: true
      storage: false
      schema: { openAPIV3Schema: { type: object, x-kubernetes-preserve-unknown-fields: true } }
    - name: v1
`,
)
const autoscaler = (version: string) => `apiVersion: autoscaling/${version}
kind: HorizontalPodAutoscaler
metadata: { name: w, namespace: shop }
spec: { maxReplicas: 3, scaleTargetRef: { kind: Deployment, name: w } }
`

test.for([
  {
    name: 'of a custom resource is taken over',
    manifest: widget(1, 'red'),
    old: widget(1, 'red').replace('/v1', '/v1beta1'),
    expected: { operation: 'UPDATE', unused: 0 },
  },
  {
    name: 'that only a cluster converts is a warning',
    manifest: autoscaler('v2'),
    old: autoscaler('v1'),
    expected: { operation: 'CREATE', unused: 1 },
  },
])('an old object in another version $name', async ({ manifest, old, expected }) => {
  const { results, problems } = await reportOn({
    policy: rule('any', 'oldObject.apiVersion == object.apiVersion', 'UPDATE'),
    manifest,
    argv: ['--context', 'crd.yaml', '--old', 'old.yaml'],
    files: { 'crd.yaml': twoVersions, 'old.yaml': old },
  })
  expect({ operation: results[0]?.operation, unused: problems.length }).toEqual(expected)
  expect(results).toMatchObject([{ verdict: 'pass' }])
})

test('what no policy matched is counted and named, and is not what passed', async () => {
  const secrets = Array.from(
    { length: 7 },
    (_, index) => `apiVersion: v1\nkind: Secret\nmetadata: { name: s${index}, namespace: shop }\n`,
  )
  const { stdout, stderr, code } = await ran({
    policy: [rule('matched', 'true'), rule('idle', 'true', 'DELETE')].join('---\n'),
    manifest: [settings('one'), ...secrets].join('---\n'),
  })
  expect(code).toBe(0)
  const report = JSON.parse(stdout) as TestReport
  expect(report.summary).toEqual({
    manifests: 8,
    pass: 8,
    warn: 0,
    deny: 0,
    error: 0,
    unmatched: 7,
  })
  expect(report.results.map(({ applied }) => applied)).toEqual([
    ['matched'],
    ...secrets.map(() => []),
  ])
  expect(stderr).toContain(
    'note: no policy matched 7 of 8 manifests: m.yaml Secret shop/s0, m.yaml Secret shop/s1, m.yaml Secret shop/s2, m.yaml Secret shop/s3, m.yaml Secret shop/s4 and 2 more (in --output json: applied is empty)\n',
  )
  expect(stderr).toContain('note: 1 policy matched no manifest: idle\n')
  expect(stderr).toContain('8 manifests: 8 pass; no policy matched 7\n')
})

test.for([
  { argv: ['--old', 'm.yaml'], flag: '--old' },
  { argv: ['--operation', 'delete'], flag: '--operation' },
])('$flag says nothing of what runs', async ({ argv, flag }) => {
  const policy = rule('any', 'true')
  const { code, stdout, stderr } = await ran({ policy, argv: ['--objects-from-cluster', ...argv] })
  expect([code, stdout]).toEqual([1, ''])
  expect(stderr).toBe(
    `${flag}: what runs is judged as it stands; leave out --objects-from-cluster\n`,
  )
})
