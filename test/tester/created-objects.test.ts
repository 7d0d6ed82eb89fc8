import { expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import type { TestReport, TestResult } from '#src/tester/report.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

/** A rule on CREATE of a resource. */
function rule(
  name: string,
  resource: string,
  expression: string,
  { more = '', message = `${name} says no` } = {},
): string {
  const group = { pods: '', replicasets: 'apps', jobs: 'batch' }[resource] ?? '*'
  return `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: ${name} }
spec:
  ${more}
  matchConstraints:
    resourceRules:
      - { apiGroups: ['${group}'], apiVersions: ['*'], operations: [CREATE], resources: [${resource}] }
  validations: [{ expression: "${expression}", message: ${message} }]
`
}

function mutation(name: string, resource: string, expression: string): string {
  return `apiVersion: sallyport.dev/v1alpha1
kind: MutatingRule
metadata: { name: ${name} }
spec:
  matchConstraints:
    resourceRules:
      - { apiGroups: ['*'], apiVersions: ['*'], operations: [CREATE], resources: [${resource}] }
  mutations:
    - patchType: JSONPatch
      jsonPatch: { expression: "${expression}" }
`
}

const template = `      metadata: { labels: { app: web } }
      spec:
        containers:
          - name: main
            image: nginx:latest
`
const atSpec = template.replaceAll(/^ {2}/gm, '')

const manifests = {
  Deployment: `apiVersion: apps/v1
kind: Deployment
metadata: { name: web, namespace: shop }
spec:
  replicas: 0
  selector: { matchLabels: { app: web } }
  template:
${atSpec}`,
  StatefulSet: `apiVersion: apps/v1
kind: StatefulSet
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  serviceName: web
  volumeClaimTemplates:
    - metadata: { name: data }
      spec: { accessModes: [ReadWriteOnce], resources: { requests: { storage: 1Gi } } }
  template:
${atSpec}`,
  DaemonSet: `apiVersion: apps/v1
kind: DaemonSet
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
${atSpec}`,
  ReplicaSet: `apiVersion: apps/v1
kind: ReplicaSet
metadata: { name: web, namespace: shop }
spec:
  selector: { matchLabels: { app: web } }
  template:
${atSpec}`,
  ReplicationController: `apiVersion: v1
kind: ReplicationController
metadata: { name: web, namespace: shop }
spec:
  template:
${atSpec}`,
  Job: `apiVersion: batch/v1
kind: Job
metadata: { name: web, namespace: shop }
spec:
  suspend: true
  template:
${atSpec}`,
  CronJob: `apiVersion: batch/v1
kind: CronJob
metadata: { name: web, namespace: shop }
spec:
  schedule: '* * * * *'
  suspend: true
  jobTemplate:
    spec:
      template:
${template.replaceAll(/^/gm, '  ')}`,
  Rollout: `apiVersion: argoproj.io/v1alpha1
kind: Rollout
metadata: { name: web, namespace: shop }
spec:
  template:
${atSpec}`,
  PodTemplate: `apiVersion: v1
kind: PodTemplate
metadata: { name: web, namespace: shop }
template:
${atSpec.replaceAll(/^ {2}/gm, '')}`,
} as const

type Kind = keyof typeof manifests

async function judge(
  policies: readonly string[],
  manifest: string,
  argv: readonly string[] = [],
  more: Readonly<Record<string, string>> = {},
): Promise<{ readonly report: TestReport; readonly result: TestResult; readonly code: number }> {
  const cwd = await temporaryFolder({
    'policies/all.yaml': policies.join('---\n'),
    'm.yaml': manifest,
    ...more,
  })
  const { code, stdout, stderr } = await run(testCommand, ['m.yaml', '--output', 'json', ...argv], {
    cwd,
  })
  if (stdout === '') throw new Error(stderr)
  const report = JSON.parse(stdout) as TestReport
  const [result] = report.results
  if (result === undefined) throw new Error('there is no result')
  return { report, result, code }
}

const noLatest = rule(
  'no-latest',
  'pods',
  "object.spec.containers.all(c, !c.image.endsWith(':latest'))",
)

test.for<{ kind: Kind; at: string; line: number; user: string }>([
  { kind: 'Deployment', at: 'spec.template', line: 12, user: 'replicaset-controller' },
  { kind: 'StatefulSet', at: 'spec.template', line: 15, user: 'statefulset-controller' },
  { kind: 'DaemonSet', at: 'spec.template', line: 11, user: 'daemon-set-controller' },
  { kind: 'ReplicaSet', at: 'spec.template', line: 11, user: 'replicaset-controller' },
  { kind: 'ReplicationController', at: 'spec.template', line: 10, user: 'replication-controller' },
  { kind: 'Job', at: 'spec.template', line: 11, user: 'job-controller' },
  { kind: 'CronJob', at: 'spec.jobTemplate.spec.template', line: 14, user: 'job-controller' },
])('a $kind is let in and its Pods are refused', async ({ kind, at, line, user }) => {
  const account = `system:serviceaccount:kube-system:${user}`
  const byUser = rule('by-user', 'pods', `request.userInfo.username != '${account}'`)
  const inGroups = rule(
    'in-groups',
    'pods',
    "request.userInfo.groups != ['system:serviceaccounts', 'system:serviceaccounts:kube-system', 'system:authenticated']",
  )
  const { result, code } = await judge([noLatest, byUser, inGroups], manifests[kind])
  expect(code).toBe(2)
  expect(result).toMatchObject({ kind, verdict: 'deny', operation: 'CREATE' })
  expect(result.findings).toMatchObject([
    { createdKind: 'Pod', policy: 'by-user', path: at },
    { createdKind: 'Pod', policy: 'in-groups', path: at },
    {
      createdKind: 'Pod',
      policy: 'no-latest',
      effect: 'deny',
      path: `${at}.spec.containers[0].image`,
      line,
      excerpt: expect.stringContaining('image: nginx:latest'),
    },
  ])
  expect(result.applied).toEqual(['by-user', 'in-groups', 'no-latest'])
})

test('the Pods of a custom workload are judged; who creates them nobody knows', async () => {
  const anybody = rule('anybody', 'pods', '!has(request.userInfo.username)')
  const { result } = await judge([noLatest, anybody], manifests.Rollout)
  expect(result.findings).toMatchObject([
    {
      createdKind: 'Pod',
      policy: 'no-latest',
      path: 'spec.template.spec.containers[0].image',
      line: 10,
    },
  ])
  expect(result.leftOut).toContainEqual({
    createdKind: 'Pod',
    path: 'spec.template.metadata.ownerReferences',
    what: 'the owner',
    why: 'its controller may put an object of its own between',
    substitute: 'nothing',
    decidedBy: null,
  })
})

test('a template of a custom workload that is no Pod is a problem at its place', async () => {
  const manifest = manifests.Rollout.replace('nginx:latest', '1.27')
  const { result } = await judge([noLatest], manifest)
  expect(result).toMatchObject({
    verdict: 'error',
    problems: [{ code: 'wrong-type', path: 'spec.template.spec.containers[0].image', line: 10 }],
  })
})

test.for<{ name: string; manifest: string }>([
  { name: 'a PodTemplate, of which nothing is created', manifest: manifests.PodTemplate },
  {
    name: 'a kind that is no longer served',
    manifest: manifests.CronJob.replace('batch/v1', 'batch/v1beta1'),
  },
  {
    name: 'an object without a template',
    manifest: 'apiVersion: v1\nkind: ConfigMap\nmetadata: { name: a }\n',
  },
])('nothing is created because of $name', async ({ manifest }) => {
  const { result } = await judge([noLatest], manifest)
  expect(result).toMatchObject({ findings: [], applied: [] })
})

test('a workload that is refused creates nothing', async () => {
  const { result } = await judge(
    [rule('no-shop', 'deployments', 'false'), noLatest],
    manifests.Deployment,
  )
  expect(result.findings).toMatchObject([{ createdKind: null, policy: 'no-shop' }])
  expect(result.applied).toEqual(['no-shop'])
})

test('what a policy says of a template it does not say again of the Pod', async () => {
  const warned = rule(
    'no-latest',
    'pods',
    "object.spec.containers.all(c, !c.image.endsWith(':latest'))",
    { more: 'podTemplates: true\n  validationActions: [Warn]' },
  )
  const { result } = await judge([warned], manifests.Deployment)
  expect(result).toMatchObject({
    verdict: 'warn',
    findings: [{ createdKind: null, effect: 'warn', policy: 'no-latest' }],
  })
})

test('Pod Security warns of the Deployment and refuses its Pods, each said once', async () => {
  const levels = `apiVersion: pod-security.admission.config.k8s.io/v1
kind: PodSecurityConfiguration
defaults: { enforce: baseline, warn: baseline }
`
  const manifest = manifests.Deployment.replace(
    'containers:',
    'hostNetwork: true\n      containers:',
  )
  const { result } = await judge([levels], manifest)
  expect(result).toMatchObject({
    verdict: 'deny',
    findings: [
      {
        createdKind: null,
        effect: 'warn',
        message: expect.stringMatching(/^would violate PodSecurity "baseline:latest": host names/),
        path: 'spec.template.spec.hostNetwork',
      },
      {
        createdKind: 'Pod',
        effect: 'deny',
        message: expect.stringMatching(/^violates PodSecurity "baseline:latest": host namespaces/),
        path: 'spec.template.spec.hostNetwork',
        line: 10,
        podSecurity: { suggestion: [{ op: 'remove', path: '/spec/template/spec/hostNetwork' }] },
      },
    ],
  })
})

const mesh =
  "[JSONPatch{op: 'add', path: '/spec/containers/0', value: Object.spec.containers{name: 'mesh', image: 'mesh:1'}}]"

test('a Pod is made of the workload as it is after its mutations, and mutated itself', async () => {
  const labels = mutation(
    'labels',
    'deployments',
    "[JSONPatch{op: 'add', path: '/spec/template/metadata/labels/team', value: 'red'}]",
  )
  const red = rule('red', 'pods', "object.metadata.labels.team != 'red'")
  const { result } = await judge(
    [labels, mutation('mesh', 'pods', mesh), red, noLatest],
    manifests.Deployment,
  )
  expect(result.changes).toEqual([
    {
      createdKind: null,
      policy: 'labels',
      binding: 'labels',
      paths: ['spec.template.metadata.labels.team'],
    },
    {
      createdKind: 'Pod',
      policy: 'mesh',
      binding: 'mesh',
      paths: [expect.stringMatching(/^spec\.template\.spec\.containers/)],
    },
  ])
  expect(result.findings).toMatchObject([
    { policy: 'no-latest', path: 'spec.template.spec.containers[1].image', line: 12, column: 18 },
    { policy: 'red', path: 'spec.template.metadata.labels.team', line: 8 },
  ])
})

test.for<{ kind: Kind; resource: string; created: string; user: string; expression: string }>([
  {
    kind: 'Deployment',
    resource: 'replicasets',
    created: 'ReplicaSet',
    user: 'deployment-controller',
    expression: "!has(object.metadata.labels) || object.metadata.labels.app != 'web'",
  },
  {
    kind: 'CronJob',
    resource: 'jobs',
    created: 'Job',
    user: 'cronjob-controller',
    expression: "object.metadata.ownerReferences.all(o, o.kind != 'CronJob')",
  },
])('a policy on $resource judges that of a $kind', async (row) => {
  const { kind, resource, created, user, expression } = row
  const account = `system:serviceaccount:kube-system:${user}`
  const { result } = await judge(
    [
      rule('own', resource, expression),
      rule('user', resource, `request.userInfo.username != '${account}'`),
      noLatest,
    ],
    manifests[kind],
  )
  expect(result.findings).toMatchObject([
    { createdKind: created, policy: 'own' },
    { createdKind: created, policy: 'user' },
  ])
  expect(result.applied).not.toContain('no-latest')
})

test('labels of a ReplicaSet stand in the template of its Deployment', async () => {
  const { result } = await judge(
    [rule('app', 'replicasets', "object.metadata.labels.app != 'web'")],
    manifests.Deployment,
  )
  expect(result.findings).toMatchObject([
    { path: 'spec.template.metadata.labels.app', line: 8, column: 32 },
  ])
})

test.for([
  {
    name: 'the claims of a StatefulSet',
    kind: 'StatefulSet',
    expression:
      "object.spec.volumes.exists(v, v.?persistentVolumeClaim.claimName.orValue('') == 'data-web-0')",
  },
  {
    name: 'the name of its Pod',
    kind: 'StatefulSet',
    expression:
      "request.name == 'web-0' && object.spec.hostname == 'web-0' && object.spec.subdomain == 'web'",
  },
  {
    name: 'the tolerations of a DaemonSet',
    kind: 'DaemonSet',
    expression:
      'object.spec.tolerations.size() == 6 && !has(object.spec.tolerations[0].tolerationSeconds)',
  },
  {
    name: 'the owner of a Pod of a Deployment',
    kind: 'Deployment',
    expression:
      "object.metadata.ownerReferences.all(o, o.kind == 'ReplicaSet' && o.controller && o.name.startsWith('web-'))",
  },
  {
    name: 'the hash of its template',
    kind: 'Deployment',
    expression: "'pod-template-hash' in object.metadata.labels",
  },
  {
    name: 'the finalizer of a Job',
    kind: 'Job',
    expression: "object.metadata.finalizers == ['batch.kubernetes.io/job-tracking']",
  },
  {
    name: 'the labels of a Job of a CronJob',
    kind: 'CronJob',
    expression: "object.metadata.labels['job-name'].startsWith('web-')",
  },
] as const)('a Pod has $name', async ({ kind, expression }) => {
  const { result } = await judge([rule('has', 'pods', expression)], manifests[kind])
  expect(result).toMatchObject({ verdict: 'pass', applied: ['has'], findings: [] })
})

test('an exemption for Pods by the name of the workload frees, one for the Deployment alone does not', async () => {
  const exemption = (kind: string, name: string) => `apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: { name: legacy, namespace: sallyport }
spec:
  policies: [{ name: no-latest }]
  objects: [{ kinds: [${kind}], names: ['${name}'] }]
  expires: 9999-12-31
  reason: none yet
`
  const ofPods = await judge([noLatest, exemption('Pod', 'web-*')], manifests.Deployment)
  expect(ofPods.result).toMatchObject({
    verdict: 'pass',
    applied: ['no-latest'],
    exemptions: [{ createdKind: 'Pod', exemption: 'sallyport/legacy' }],
  })
  const ofOwner = await judge([noLatest, exemption('Deployment', 'web')], manifests.Deployment)
  expect(ofOwner.result).toMatchObject({ verdict: 'deny', exemptions: [] })
})

const old = manifests.Deployment
test.for<{ name: string; manifest: string; findings: readonly object[] }>([
  {
    name: 'as it was',
    manifest: old.replace('replicas: 0', 'replicas: 3'),
    findings: [],
  },
  {
    name: 'changed',
    manifest: old.replace('main', 'first'),
    findings: [{ createdKind: 'Pod', policy: 'no-latest' }],
  },
])('an update with a template $name', async ({ manifest, findings }) => {
  const { result } = await judge([noLatest], manifest, ['--old', 'old.yaml'], { 'old.yaml': old })
  expect(result).toMatchObject({ operation: 'UPDATE', findings })
})

test('what is deleted creates nothing', async () => {
  const { result } = await judge([noLatest], old, ['--operation', 'delete'])
  expect(result).toMatchObject({ operation: 'DELETE', findings: [], applied: [] })
})

test('--raw judges the manifest alone, and says that the verdict differs', async () => {
  const { result, report } = await judge([noLatest], old, ['--raw'])
  expect(result.verdict).toBe('pass')
  expect(report.notes).toContain('m.yaml:1 Deployment shop/web: pass as written, deny in a cluster')
})

test('the pretty output says of which object it is', async () => {
  const cwd = await temporaryFolder({ 'policies/p.yaml': noLatest, 'm.yaml': manifests.Deployment })
  const { stdout } = await run(testCommand, ['m.yaml'], { cwd })
  expect(stdout).toContain(
    'no-latest  spec.template.spec.containers[0].image  of the Pod  (m.yaml:12:18)\n',
  )
})
