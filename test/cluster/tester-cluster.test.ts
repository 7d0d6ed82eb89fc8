import { mkdirSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { check } from '#src/commands/check.ts'
import { review } from '#src/commands/review.ts'
import { test as testCommand } from '#src/commands/test.ts'
import type { TestReport } from '#src/tester/report.ts'
import { run } from '#test/support/run-command.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { eventually } from './wait.ts'

let cluster: ControlPlane
/** Of a service account that may get and list, and ask what others may do. */
let reader: string
/** Of one that may do nothing. */
let nobody: string
let folder: string

beforeAll(async () => {
  cluster = await startControlPlane()
  folder = cluster.folder
  await cluster.createNamespace('sallyport')
  await cluster.createNamespace('shop', { team: 'store' })
  await cluster.createNamespace('lab')
  await apply(definitions)
  await cluster.kubectl(['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s'])
  await apply(planted)
  await apply([...rights, ...held, ...policies, ...exemptions])
  reader = await kubeconfigOf('reader')
  nobody = await kubeconfigOf('nobody')
  writeJson('policies.json', policies)
  writeJson('context.json', [
    ...namespaces,
    ...definitions.filter(({ spec }) => spec.group === 'example.com'),
    ...held,
    ...exemptions,
  ])
  writeJson('manifests.json', manifests)
})

afterAll(() => cluster?.stop())

describe('manifests against what the cluster holds', () => {
  test('the verdicts are those of the same policies, namespaces, params and exemptions in files', async () => {
    const files = await report(['--policies', 'policies.json', '--context', 'context.json'])
    const live = await report(['--cluster', '--kubeconfig', reader])
    expect(live.report.results.map(verdictOf)).toEqual(files.report.results.map(verdictOf))
    expect(live.report.results.map(({ verdict }) => verdict)).toEqual([
      // Of the second and the third Deployment the Pods are refused.
      ...['deny', 'deny', 'deny', 'pass', 'deny', 'deny', 'deny', 'warn', 'pass'],
    ])
    const undecided = live.report.results.flatMap(({ leftOut }) =>
      leftOut.filter(({ decidedBy }) => decidedBy !== null),
    )
    expect(undecided).toEqual([])
    expect(live.stderr).toContain(`note: ${cluster.url} is Kubernetes 1.37\n`)
    expect(live.code).toBe(2)
  })
})

describe('other commands', () => {
  test('check reads the policies, what they refer to and the definitions', async () => {
    const ran = await run(check, ['--cluster', '--kubeconfig', reader, '--output', 'json'], {
      cwd: folder,
    })
    const { summary, problems } = JSON.parse(ran.stdout)
    expect(summary).toMatchObject({ policies: 5, errors: 0 })
    const codes = problems.map(({ code }: { readonly code: string }) => code)
    // Neither a kind nor a param is missing.
    expect(new Set(codes)).toEqual(new Set(['field-may-be-missing', 'sub-resource-by-pass']))
  })

  test('review answers with who may do what in the cluster', async () => {
    const answers = await Promise.all(
      [
        { user: 'admin', groups: ['system:masters'] },
        { user: 'system:serviceaccount:sallyport:nobody', groups: [] },
      ].map(async ({ user, groups }) => {
        writeFileSync(join(folder, `${groups.length}.json`), JSON.stringify(reviewBy(user, groups)))
        const ran = await run(
          review,
          ['--cluster', '--kubeconfig', reader, `${groups.length}.json`],
          { cwd: folder },
        )
        return JSON.parse(ran.stdout).response.allowed
      }),
    )
    expect(answers).toEqual([true, false])
  })
})

describe('what runs', () => {
  test('planted violations are found, whatever was there before the policies', async () => {
    const {
      report: told,
      code,
      stderr,
    } = await report(['--objects-from-cluster', '--kubeconfig', reader], [])
    expect(code).toBe(2)
    const refused = told.results.filter(({ verdict }) => verdict === 'deny')
    expect(refused.map(({ source }) => source).sort()).toEqual([
      'cluster:apps/v1/Deployment shop/planted',
      'cluster:v1/Pod shop/planted-pod',
    ])
    expect(stderr).toContain('judged as they stand: ')
  })

  test('the lines are those of kubectl get --output json', async () => {
    const { report: told } = await report(
      ['--objects-from-cluster', '--kubeconfig', reader, '--namespace', 'shop'],
      ['deployments.apps'],
    )
    const found = told.results.find(({ name }) => name === 'planted')?.findings[0]
    const { stdout } = await cluster.kubectl([
      ...['get', 'deployment', 'planted', '-n', 'shop', '-o', 'json', '--show-managed-fields'],
    ])
    expect(found?.path).toBe('spec.replicas')
    expect(stdout.split('\n')[(found?.line ?? 0) - 1]).toMatch(/^ {8}"replicas": 5,$/)
  })

  test('what may not be listed is one line that says what to grant', async () => {
    const ran = await run(testCommand, ['--objects-from-cluster', '--kubeconfig', nobody], {
      cwd: folder,
    })
    expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: '' })
    expect(ran.stderr).toMatch(
      /^https:\S+: error: \S+ is forbidden: User "system:serviceaccount:sallyport:nobody" cannot list .*; grant it the verb list on \S+ \(context "test" of .*\) \[cluster\]\n$/,
    )
  })
})

test('a cluster is only read', async () => {
  const events = await eventually('the audit log tells of the reader', () => {
    const found = cluster
      .auditEvents()
      .filter(({ user }) => user.username === 'system:serviceaccount:sallyport:reader')
    if (found.length < 20) throw new Error(`${found.length} events`)
    return found
  })
  const verbs = new Set(events.map(({ verb, objectRef }) => `${verb} ${objectRef?.resource}`))
  const writing = [...verbs].filter((verb) => !/^(get|list) /.test(verb))
  expect(writing).toEqual(['create subjectaccessreviews'])
  expect(verbs).toContain('list validatingadmissionpolicies')
})

function verdictOf({
  name,
  verdict,
  findings,
  changes,
  exemptions,
  applied,
}: TestReport['results'][number]) {
  return {
    name,
    verdict,
    changes,
    applied,
    exemptions,
    findings: findings.map(({ policy, binding, message, path, line }) => ({
      policy,
      binding,
      message,
      path,
      line,
    })),
  }
}

async function report(argv: readonly string[], paths: readonly string[] = ['manifests.json']) {
  const ran = await run(testCommand, [...argv, '--output', 'json', ...paths], { cwd: folder })
  if (ran.stdout === '') throw new Error(ran.stderr)
  return { ...ran, report: JSON.parse(ran.stdout) as TestReport }
}

function writeJson(name: string, objects: readonly object[]): void {
  mkdirSync(folder, { recursive: true })
  writeFileSync(
    join(folder, name),
    JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects }, undefined, 2),
  )
}

async function apply(objects: readonly object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
  const { code, stderr } = await cluster.kubectl(['apply', '-f', '-'], { input })
  if (code !== 0) throw new Error(stderr)
}

async function kubeconfigOf(account: string): Promise<string> {
  const { stdout } = await cluster.kubectl(['create', 'token', account, '-n', 'sallyport'])
  const { clusters } = JSON.parse(
    (await cluster.kubectl(['config', 'view', '--raw', '-o', 'json'])).stdout,
  ) as { readonly clusters: readonly unknown[] }
  const path = join(folder, `${account}.kubeconfig`)
  const config = {
    apiVersion: 'v1',
    kind: 'Config',
    clusters,
    users: [{ name: account, user: { token: stdout.trim() } }],
    contexts: [{ name: 'test', context: { cluster: 'test', user: account } }],
    'current-context': 'test',
  }
  writeFileSync(path, JSON.stringify(config))
  return path
}

function definition(group: string, version: string, kind: string, plural: string, scope: string) {
  return {
    apiVersion: 'apiextensions.k8s.io/v1',
    kind: 'CustomResourceDefinition',
    metadata: { name: `${plural}.${group}` },
    spec: {
      group,
      scope,
      names: { kind, plural, singular: kind.toLowerCase(), listKind: `${kind}List` },
      versions: [
        {
          name: version,
          served: true,
          storage: true,
          schema: {
            openAPIV3Schema: { type: 'object', 'x-kubernetes-preserve-unknown-fields': true },
          },
        },
      ],
    },
  }
}

const own = ['sallyport.dev', 'v1alpha1'] as const
const definitions = [
  definition(...own, 'ValidatingRule', 'validatingrules', 'Cluster'),
  definition(...own, 'NamespacedValidatingRule', 'namespacedvalidatingrules', 'Namespaced'),
  definition(...own, 'PolicyExemption', 'policyexemptions', 'Namespaced'),
  definition('example.com', 'v1', 'Widget', 'widgets', 'Namespaced'),
  definition('example.com', 'v1', 'Limit', 'limits', 'Cluster'),
]

const namespaces = [
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'shop', labels: { 'kubernetes.io/metadata.name': 'shop', team: 'store' } },
  },
  {
    apiVersion: 'v1',
    kind: 'Namespace',
    metadata: { name: 'lab', labels: { 'kubernetes.io/metadata.name': 'lab' } },
  },
]

const readable = ['get', 'list']
const rights = [
  ...['reader', 'nobody'].map((name) => ({
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name, namespace: 'sallyport' },
  })),
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRole',
    metadata: { name: 'sallyport-reader' },
    rules: [
      {
        apiGroups: ['admissionregistration.k8s.io', 'sallyport.dev', 'example.com', 'apps'],
        resources: ['*'],
        verbs: readable,
      },
      {
        apiGroups: ['apiextensions.k8s.io'],
        resources: ['customresourcedefinitions'],
        verbs: ['get'],
      },
      {
        apiGroups: [''],
        resources: ['namespaces', 'pods', 'limitranges', 'serviceaccounts', 'configmaps'],
        verbs: readable,
      },
      { apiGroups: ['scheduling.k8s.io'], resources: ['priorityclasses'], verbs: ['list'] },
      {
        apiGroups: ['authorization.k8s.io'],
        resources: ['subjectaccessreviews'],
        verbs: ['create'],
      },
    ],
  },
  {
    apiVersion: 'rbac.authorization.k8s.io/v1',
    kind: 'ClusterRoleBinding',
    metadata: { name: 'sallyport-reader' },
    roleRef: {
      apiGroup: 'rbac.authorization.k8s.io',
      kind: 'ClusterRole',
      name: 'sallyport-reader',
    },
    subjects: [{ kind: 'ServiceAccount', name: 'reader', namespace: 'sallyport' }],
  },
]

const held = [
  {
    apiVersion: 'example.com/v1',
    kind: 'Limit',
    metadata: { name: 'replicas' },
    spec: { most: 3 },
  },
  {
    apiVersion: 'v1',
    kind: 'LimitRange',
    metadata: { name: 'limits', namespace: 'shop' },
    spec: {
      limits: [
        { type: 'Container', default: { memory: '1Gi' }, defaultRequest: { memory: '1Gi' } },
      ],
    },
  },
  {
    apiVersion: 'v1',
    kind: 'ServiceAccount',
    metadata: { name: 'default', namespace: 'lab' },
    imagePullSecrets: [{ name: 'registry' }],
  },
]

const inStore = { matchLabels: { team: 'store' } }
function rule(group: string, resource: string) {
  return [
    {
      apiGroups: [group],
      apiVersions: ['v1'],
      operations: ['CREATE', 'UPDATE'],
      resources: [resource],
    },
  ]
}

const policies = [
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'few-replicas' },
    spec: {
      paramKind: { apiVersion: 'example.com/v1', kind: 'Limit' },
      matchConstraints: { resourceRules: rule('apps', 'deployments'), namespaceSelector: inStore },
      validations: [
        {
          expression: 'object.spec.replicas <= params.spec.most',
          messageExpression: "'at most ' + string(params.spec.most)",
        },
      ],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'few-replicas' },
    spec: {
      policyName: 'few-replicas',
      paramRef: { name: 'replicas', parameterNotFoundAction: 'Deny' },
      validationActions: ['Deny'],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name: 'small-pods' },
    spec: {
      matchConstraints: { resourceRules: rule('', 'pods') },
      validations: [
        {
          expression:
            "object.spec.containers.all(c, !has(c.resources.limits) || quantity(c.resources.limits['memory']).isLessThan(quantity('512Mi')))",
          message: 'less than 512Mi',
        },
        { expression: '!has(object.spec.imagePullSecrets)', message: 'no pull secrets' },
      ],
    },
  },
  {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingAdmissionPolicyBinding',
    metadata: { name: 'small-pods' },
    spec: { policyName: 'small-pods', validationActions: ['Deny'] },
  },
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'named-widgets' },
    spec: {
      matchConstraints: { resourceRules: rule('example.com', 'widgets') },
      validations: [
        { name: 'owner', expression: 'has(object.spec.owner)', message: 'a widget has an owner' },
      ],
      validationActions: ['Deny'],
    },
  },
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'trusted-changes' },
    spec: {
      matchConstraints: {
        resourceRules: [{ ...rule('example.com', 'widgets')[0], operations: ['UPDATE'] }],
      },
      validations: [
        {
          expression:
            "authorizer.group('').resource('secrets').namespace('kube-system').check('list').allowed()",
          message: 'who changes widgets may list secrets',
        },
      ],
      validationActions: ['Deny'],
    },
  },
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'NamespacedValidatingRule',
    metadata: { name: 'own-rule', namespace: 'lab' },
    spec: {
      matchConstraints: { resourceRules: rule('', 'configmaps') },
      validations: [{ expression: "!('password' in object.data)", message: 'no passwords' }],
      validationActions: ['Warn'],
    },
  },
]

const exemptions = [
  {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyExemption',
    metadata: { name: 'old-widget', namespace: 'sallyport' },
    spec: {
      policies: [{ kind: 'ValidatingRule', name: 'named-widgets' }],
      objects: [{ kinds: ['Widget'], names: ['old'] }],
      reason: 'is replaced in spring',
      expires: '2099-01-01',
    },
  },
]

function deployment(name: string, namespace: string, replicas: number) {
  return {
    apiVersion: 'apps/v1',
    kind: 'Deployment',
    metadata: { name, namespace },
    spec: {
      replicas,
      selector: { matchLabels: { app: name } },
      template: {
        metadata: { labels: { app: name } },
        spec: { containers: [{ name: 'main', image: 'web:1' }] },
      },
    },
  }
}

function pod(name: string, namespace: string) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace },
    spec: { containers: [{ name: 'main', image: 'web:1' }] },
  }
}

function widget(name: string) {
  return {
    apiVersion: 'example.com/v1',
    kind: 'Widget',
    metadata: { name, namespace: 'shop' },
    spec: { size: 1 },
  }
}

/** Stored before there are policies. */
const planted = [
  deployment('planted', 'shop', 5),
  {
    ...pod('planted-pod', 'shop'),
    spec: {
      containers: [{ name: 'main', image: 'web:1', resources: { limits: { memory: '2Gi' } } }],
    },
  },
]

function reviewBy(username: string, groups: readonly string[]) {
  return {
    apiVersion: 'admission.k8s.io/v1',
    kind: 'AdmissionReview',
    request: {
      uid: 'a1',
      kind: { group: 'example.com', version: 'v1', kind: 'Widget' },
      resource: { group: 'example.com', version: 'v1', resource: 'widgets' },
      namespace: 'lab',
      operation: 'UPDATE',
      userInfo: { username, groups },
      object: { apiVersion: 'example.com/v1', kind: 'Widget', spec: { owner: 'me' } },
    },
  }
}

const manifests = [
  deployment('many', 'shop', 5),
  deployment('many', 'lab', 5),
  deployment('few', 'shop', 2),
  widget('old'),
  widget('new'),
  pod('limited', 'shop'),
  pod('pulling', 'lab'),
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'secret', namespace: 'lab' },
    data: { password: 'x' },
  },
  {
    apiVersion: 'v1',
    kind: 'ConfigMap',
    metadata: { name: 'secret', namespace: 'shop' },
    data: { password: 'x' },
  },
]
