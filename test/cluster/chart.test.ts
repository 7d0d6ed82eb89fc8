import { execFile } from 'node:child_process'
import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { execPath } from 'node:process'
import { promisify } from 'node:util'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { rights } from '#src/cluster/preflight/rights.ts'
import { test as testCommand } from '#src/commands/test.ts'
import { flagOf } from '#src/settings/setting.ts'
import { serveSettings } from '#src/settings/settings.ts'
import type { TestReport } from '#src/tester/report.ts'
import { run } from '#test/support/run-command.ts'
import { combinations } from './chart/combinations.ts'
import { objections, prepare } from './chart/dry-run.ts'
import { grantedBy, needed } from './chart/granted.ts'
import {
  chart,
  type Helm,
  helmWith,
  objectsIn,
  type Release,
  type Rendered,
  render,
} from './chart/helm.ts'
import { rightsTable } from './chart/rights-table.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { openHttpsDoor } from './https-door.ts'
import type { CommandResult } from './kubectl.ts'
import { eventually } from './wait.ts'

const minute = 60_000

const usual: Release = { name: 'sallyport', namespace: 'sallyport', values: {} }
const installed: Release = { name: 'gate', namespace: 'gates', values: {} }

let cluster: ControlPlane
let helm: Helm

beforeAll(async () => {
  cluster = await startControlPlane()
  helm = helmWith(cluster.kubeconfig, cluster.folder)
  await prepare(cluster, usual.namespace)
})

afterAll(() => cluster?.stop())

describe('the chart', () => {
  test('has nothing that helm lint would mention', async () => {
    const { code, stdout } = await helm.run(['lint', chart, '--strict', '--quiet'])
    expect({ code, stdout: stdout.trim() }).toEqual({ code: 0, stdout: '' })
  })

  test('renders the same text every time', async () => {
    expect(await render(helm, usual)).toBe(await render(helm, usual))
  })

  test.for([
    {
      name: 'a value that there is not',
      values: { replicas: 2 },
      says: "additional properties 'replicas' not allowed",
    },
    {
      name: 'no server',
      values: { replicaCount: 0 },
      says: "at '/replicaCount': minimum: got 0, want 1",
    },
    {
      name: 'a level that there is not',
      values: { policies: { podSecurity: 'privileged' } },
      says: "at '/policies/podSecurity': value must be one of 'off', 'baseline', 'restricted'",
    },
    {
      name: 'a certificate from nowhere',
      values: { certificates: { mode: 'secret' } },
      says: 'certificates.secretName is missing',
    },
    {
      name: 'an account that nobody makes',
      values: { serviceAccount: { create: false } },
      says: 'serviceAccount.name is missing',
    },
    {
      name: 'a quota for no class',
      values: { priorityClassName: '', resourceQuota: { enabled: true } },
      says: 'priorityClassName is missing',
    },
    {
      name: 'a label of the chart',
      values: { commonLabels: { 'app.kubernetes.io/name': 'a' } },
      says: "at '/commonLabels/app.kubernetes.io~1name'",
    },
    {
      name: 'a file that is no policy',
      values: { policies: { files: { '../a': 'b' } } },
      says: "additional properties '../a' not allowed",
    },
    {
      name: 'a digest cut short',
      values: { image: { digest: 'sha256:ab' } },
      says: "at '/image/digest'",
    },
    { name: 'a time without end', values: { drainSeconds: 6000 }, says: "at '/drainSeconds'" },
    { name: 'a flag without dashes', values: { extraArgs: ['tls'] }, says: "at '/extraArgs/0'" },
  ])('refuses $name', async ({ values, says }) => {
    const { code, stderr } = await helm.release('template', { ...usual, values })
    expect(code).toBe(1)
    expect(stderr).toContain(says)
  })

  test('gives the server flags that it knows', async () => {
    const known = Object.keys(serveSettings).map((name) => `--${flagOf(name)}`)
    const values = combinations().map(({ release }) => release)
    const texts = await Promise.all(values.slice(0, 4).map((release) => render(helm, release)))
    const servers = texts.flatMap(objectsIn).filter(({ kind }) => kind === 'Deployment')
    const given = servers.flatMap(({ spec }) => podSpecOf(spec).containers[0]?.args ?? [])
    const flags = given.map((flag) => flag.replace(/=.*/s, ''))
    expect(flags).toContain('--cluster')
    expect([...new Set(flags)].filter((flag) => !known.includes(flag))).toEqual([])
  })
})

test.for(['clusterrole', 'clusterrole-webhooks', 'role'])(
  'docs/install.md has the table of rights of %s',
  async (name) => {
    const page = readFileSync(join(import.meta.dirname, '../../docs/install.md'), 'utf8')
    const role = await render(helm, usual, ['--show-only', `templates/${name}.yaml`])
    expect(page).toContain(rightsTable(role))
  },
)

test('what the servers may do is what sallyport preflight asks for, no more and no less', async () => {
  const files = ['clusterrole', 'clusterrole-webhooks', 'role']
  const flags = files.flatMap((name) => ['--show-only', `templates/${name}.yaml`])
  const granted = grantedBy(objectsIn(await render(helm, usual, flags)))
  expect(granted.toSorted()).toEqual(needed(rights).toSorted())
})

describe('every object is one that the API server takes', () => {
  const all = combinations().map(({ name, release }) => [name, release] as const)

  test.for(all)('%s', async ([, release]) => {
    expect(await objections(cluster, await render(helm, release))).toBe('')
  })
})

describe('the workloads of the chart', () => {
  const restricted = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: { name: restricted }
spec:
  podTemplates: true
  matchConstraints:
    resourceRules:
      - { apiGroups: [''], apiVersions: [v1], operations: [CREATE], resources: [pods] }
  podSecurity: { level: restricted }
`

  test('pass our own level restricted', async () => {
    const cwd = cluster.folder
    writeFileSync(join(cwd, 'restricted.yaml'), restricted)
    writeFileSync(join(cwd, 'chart.yaml'), workloadsIn(await render(helm, usual)))
    const argv = ['--policies', 'restricted.yaml', '--output', 'json', 'chart.yaml']
    const { code, stdout, stderr } = await run(testCommand, argv, { cwd })
    const { results, summary } = JSON.parse(stdout) as TestReport
    expect({ code, stderr }).toMatchObject({ code: 0 })
    expect(results.map(({ kind, verdict }) => [kind, verdict])).toEqual([
      ['Deployment', 'pass'],
      ['Job', 'pass'],
      ['Job', 'pass'],
      ['Job', 'pass'],
    ])
    expect(summary).toMatchObject({ pass: 4 })
  })
})

describe('installed by helm', () => {
  test(
    'the servers run, are upgraded, tested, and uninstalled without a trace',
    async () => {
      const flags = ['--wait', '--timeout', '60s']
      await done(helm.release('install', installed, ['--create-namespace', ...flags]))
      expect(await podsOf(installed)).toHaveLength(3)
      const upgraded = { ...installed, values: { policies: { podSecurity: 'baseline' } } }
      await done(helm.release('upgrade', upgraded, flags))
      const { data } = await getJson<{ data: object }>(
        installed.namespace,
        'configmap',
        'gate-sallyport-policies',
      )
      expect(Object.keys(data)).toEqual(['chart-pod-security.yaml'])
      await done(helm.run(['test', installed.name, '--namespace', installed.namespace]))
      const again = await cluster.kubectl(['diff', '--server-side', '-f', '-'], {
        input: await render(helm, upgraded, ['--no-hooks', '--skip-tests']),
      })
      expect(again.stdout).toBe('')
      await done(
        helm.run(['uninstall', installed.name, '--namespace', installed.namespace, ...flags]),
      )
      await eventually('the Pods are gone', async () => expect(await podsOf(installed)).toEqual([]))
      expect(await leftBehind()).toEqual([])
    },
    5 * minute,
  )
})

describe('applied without helm', () => {
  beforeAll(async () => {
    await done(cluster.kubectl(applied, { input: await plain() }))
  })

  test('a second time it changes nothing', async () => {
    const before = await versions()
    await done(cluster.kubectl(applied, { input: await plain() }))
    expect(before.length).toBeGreaterThan(10)
    expect(await versions()).toEqual(before)
  })

  const server = 'system:serviceaccount:sallyport:sallyport'

  const asked: readonly Right[] = [
    {
      who: 'the server',
      user: server,
      verb: 'watch',
      resource: 'sallyport.dev/validatingrules',
      is: true,
    },
    {
      who: 'the server',
      user: server,
      verb: 'patch',
      resource: 'sallyport.dev/validatingrules/status',
      is: true,
    },
    {
      who: 'the server',
      user: server,
      verb: 'patch',
      resource: 'sallyport.dev/validatingrules',
      is: false,
    },
    {
      who: 'the server',
      user: server,
      verb: 'watch',
      resource: '/secrets',
      name: 'sallyport-certificate',
      namespace: 'sallyport',
      is: true,
    },
    {
      who: 'the server',
      user: server,
      verb: 'get',
      resource: '/secrets',
      name: 'other',
      namespace: 'sallyport',
      is: false,
    },
    {
      who: 'the server',
      user: server,
      verb: 'list',
      resource: '/secrets',
      namespace: 'sallyport',
      is: false,
    },
    {
      who: 'the server',
      user: server,
      verb: 'create',
      resource: '/secrets',
      namespace: 'shop',
      is: false,
    },
    {
      who: 'the server',
      user: server,
      verb: 'create',
      resource: 'admissionregistration.k8s.io/validatingwebhookconfigurations',
      name: 'sallyport',
      is: true,
    },
    {
      who: 'the server',
      user: server,
      verb: 'create',
      resource: 'admissionregistration.k8s.io/validatingwebhookconfigurations',
      is: false,
    },
    {
      who: 'the server',
      user: server,
      verb: 'delete',
      resource: 'admissionregistration.k8s.io/mutatingwebhookconfigurations',
      name: 'other',
      is: false,
    },
    {
      who: 'the server',
      user: server,
      verb: 'update',
      resource: 'coordination.k8s.io/leases',
      name: 'sallyport',
      namespace: 'sallyport',
      is: true,
    },
    {
      who: 'the server',
      user: server,
      verb: 'update',
      resource: 'coordination.k8s.io/leases',
      name: 'sallyport',
      namespace: 'kube-system',
      is: false,
    },
    {
      who: 'whoever views',
      user: 'viewer',
      verb: 'list',
      resource: 'sallyport.dev/policyexemptions',
      namespace: 'shop',
      is: true,
    },
    {
      who: 'whoever edits',
      user: 'editor',
      verb: 'create',
      resource: 'sallyport.dev/namespacedvalidatingrules',
      namespace: 'shop',
      is: false,
    },
    {
      who: 'whoever edits',
      user: 'editor',
      verb: 'create',
      resource: 'sallyport.dev/policyexemptions',
      namespace: 'shop',
      is: false,
    },
    {
      who: 'an admin of a namespace',
      user: 'owner',
      verb: 'create',
      resource: 'sallyport.dev/namespacedvalidatingrules',
      namespace: 'shop',
      is: true,
    },
    {
      who: 'an admin of a namespace',
      user: 'owner',
      verb: 'create',
      resource: 'sallyport.dev/namespacedmutatingrules',
      namespace: 'shop',
      is: false,
    },
    {
      who: 'an admin of a namespace',
      user: 'owner',
      verb: 'create',
      resource: 'sallyport.dev/policyexemptions',
      namespace: 'shop',
      is: false,
    },
    {
      who: 'an owner of policies',
      user: 'security',
      verb: 'create',
      resource: 'sallyport.dev/policyexemptions',
      namespace: 'sallyport',
      is: true,
    },
  ]

  test.for(asked.map((right) => [sentence(right), right] as const))('%s', async ([, right]) => {
    await done(cluster.kubectl(applied, { input: JSON.stringify(people) }))
    await eventually('the answer', async () => expect(await may(right)).toBe(right.is), 10_000)
  })

  test('a ClusterRole with the label gives the servers what policies look up', async () => {
    const right = {
      user: server,
      verb: 'list',
      resource: 'example.com/ceilings',
      namespace: 'shop',
    }
    expect(await may(right)).toBe(false)
    const rules = [
      { apiGroups: ['example.com'], resources: ['ceilings'], verbs: ['get', 'list', 'watch'] },
    ]
    const labels = { 'rbac.sallyport.dev/aggregate-to-reader': 'true' }
    const role = {
      apiVersion: rbac,
      kind: 'ClusterRole',
      metadata: { name: 'ceilings', labels },
      rules,
    }
    await done(cluster.kubectl(applied, { input: JSON.stringify(role) }))
    await eventually('the right', async () => expect(await may(right)).toBe(true), 20_000)
    // what the control plane wrote into the role is nobody's business here
    await done(cluster.kubectl(applied, { input: await plain() }))
    expect(await may(right)).toBe(true)
  })
})

describe('what an uninstall does first', () => {
  const right = {
    user: 'system:serviceaccount:sallyport:sallyport',
    verb: 'patch',
    resource: 'admissionregistration.k8s.io/validatingwebhookconfigurations',
    name: 'sallyport',
  }

  test('takes the right to write webhooks from the servers, which would mend what is removed', async () => {
    await done(cluster.kubectl(applied, { input: await plain() }))
    await eventually('the right', async () => expect(await may(right)).toBe(true))
    const kinds = ['serviceaccount', 'clusterrole', 'clusterrolebinding']
    await makeAccount('hooks', 'remove-webhooks-', kinds)
    const said = await eventually('the right of the hook', async () => {
      const { code, stdout } = await runStep('hooks/remove-webhooks-job')
      if (code !== 0) throw new Error(stdout)
      return stdout
    })
    expect(said).toBe(
      'The servers no longer have the rights of the ClusterRoleBinding sallyport-webhooks.\n',
    )
    expect(await may(right)).toBe(false)
    expect(await runStep('hooks/remove-webhooks-job')).toMatchObject({ code: 0 })
  })

  test('gives it back where the release stays', async () => {
    await done(cluster.kubectl(applied, { input: await plain() }))
    await eventually('the right', async () => expect(await may(right)).toBe(true))
  })
})

describe('what helm test runs', () => {
  test('fails where nobody refuses the probe, and succeeds where Sallyport does', async () => {
    await makeAccount('tests', '', ['serviceaccount', 'role', 'rolebinding'])
    const alone = await runStep('tests/job')
    expect(alone.code).toBe(1)
    expect(alone.stdout).toMatch(
      /^The probe was not refused by Sallyport. The API server answered 201/,
    )
    const door = await openHttpsDoor((_path, body) => refusal(JSON.parse(body.toString())))
    try {
      await done(cluster.kubectl(applied, { input: JSON.stringify(probeWebhook(door)) }))
      const refused = await eventually('the refusal', async () => {
        const ran = await runStep('tests/job')
        if (ran.code !== 0) throw new Error(ran.stdout)
        return ran.stdout
      })
      expect(refused).toMatch(/^The API server calls Sallyport, and Sallyport refuses: .*webhook/)
    } finally {
      await cluster.kubectl(['delete', 'validatingwebhookconfiguration', 'sallyport'])
      await door.stop()
    }
  })
})

const rbac = 'rbac.authorization.k8s.io/v1'
/** Definitions that an uninstalled release has kept are taken over. */
const applied = ['apply', '--server-side', '--force-conflicts', '-f', '-']

/** The chart as GitOps tools apply it at a first installation. */
function plain(): Promise<string> {
  return render(helm, usual, ['--no-hooks', '--skip-tests'])
}

async function done(running: Promise<CommandResult>): Promise<void> {
  const { code, stdout, stderr } = await running
  if (code !== 0) throw new Error(stderr + stdout)
}

async function getJson<T>(namespace: string, ...args: readonly string[]): Promise<T> {
  const { stdout } = await cluster.kubectl(['get', ...args, '-n', namespace, '-o', 'json'])
  return JSON.parse(stdout) as T
}

async function podsOf({ name, namespace }: Release): Promise<readonly unknown[]> {
  const labels = `app.kubernetes.io/instance=${name}`
  const { items } = await getJson<{ items: readonly unknown[] }>(namespace, 'pods', '-l', labels)
  return items
}

/** Kind, name and resourceVersion of what the plain chart has made. Others write a Deployment's status. */
async function versions(): Promise<readonly string[]> {
  const { stdout } = await cluster.kubectl(['get', '-f', '-', '-o', 'json'], {
    input: await plain(),
  })
  const { items } = JSON.parse(stdout) as { items: readonly Rendered[] }
  return items
    .filter(({ kind }) => kind !== 'Deployment' && kind !== 'PodDisruptionBudget')
    .map(({ kind, metadata }) => `${kind} ${metadata.name} ${metadata.resourceVersion}`)
}

/** Names of objects in the cluster that carry the release's label, but for the definitions, which stay. */
async function leftBehind(): Promise<readonly string[]> {
  const kinds = await cluster.kubectl(['api-resources', '--verbs=list', '-o', 'name'])
  const names = kinds.stdout.split('\n').filter((name) => name !== '' && !name.startsWith('events'))
  const labels = `app.kubernetes.io/instance=${installed.name}`
  const { stdout } = await cluster.kubectl([
    'get',
    names.join(','),
    '-A',
    '-l',
    labels,
    '-o',
    'name',
  ])
  const found = stdout.split('\n').filter((line) => line !== '')
  return found.filter((name) => !name.startsWith('customresourcedefinition'))
}

interface PodSpec {
  readonly serviceAccountName: string
  readonly initContainers?: readonly { readonly args: readonly string[] }[]
  readonly containers: readonly { readonly args: readonly string[] }[]
}

/** Of a workload's spec. */
function podSpecOf(spec: unknown): PodSpec {
  return (spec as { readonly template: { readonly spec: PodSpec } }).template.spec
}

/** The documents of the text that make Pods. */
function workloadsIn(text: string): string {
  return text
    .split(/^---$/m)
    .filter((document) => /^kind: (Deployment|Job|Pod)$/m.test(document))
    .join('---\n')
}

interface Right {
  readonly who: string
  readonly user: string
  readonly verb: string
  /** GROUP/RESOURCE, or GROUP/RESOURCE/SUBRESOURCE. */
  readonly resource: string
  readonly name?: string
  readonly namespace?: string
  readonly is: boolean
}

function sentence({ who, verb, resource, name, namespace, is }: Right): string {
  const where = namespace === undefined ? '' : ` in ${namespace}`
  return `${who} ${is ? 'may' : 'may not'} ${verb} ${resource} ${name ?? ''}${where}`
}

/** Whether the API server's own authorizer says yes. */
async function may({ user, verb, resource: path, name, namespace }: Omit<Right, 'who' | 'is'>) {
  const [group, resource, subresource] = path.split('/')
  const review = {
    apiVersion: 'authorization.k8s.io/v1',
    kind: 'SubjectAccessReview',
    spec: { user, resourceAttributes: { verb, group, resource, subresource, name, namespace } },
  }
  const answer = await cluster.kubectl(['create', '-f', '-', '-o', 'jsonpath={.status.allowed}'], {
    input: JSON.stringify(review),
  })
  return answer.stdout === 'true'
}

/** Who has which role: in the namespace `shop`, and `security` everywhere. */
const people = {
  apiVersion: 'v1',
  kind: 'List',
  items: [
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } },
    ...[
      ['viewer', 'view'],
      ['editor', 'edit'],
      ['owner', 'admin'],
    ].map(([user, role]) => ({
      apiVersion: rbac,
      kind: 'RoleBinding',
      metadata: { name: user, namespace: 'shop' },
      roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: role },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: user }],
    })),
    {
      apiVersion: rbac,
      kind: 'ClusterRoleBinding',
      metadata: { name: 'security' },
      roleRef: {
        apiGroup: 'rbac.authorization.k8s.io',
        kind: 'ClusterRole',
        name: 'sallyport-policy-admin',
      },
      subjects: [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'security' }],
    },
  ],
}

/** Makes the accounts and roles of a hook. */
async function makeAccount(
  folder: string,
  prefix: string,
  kinds: readonly string[],
): Promise<void> {
  const files = kinds.map((kind) => `templates/${folder}/${prefix}${kind}.yaml`)
  const flags = files.flatMap((file) => ['--show-only', file])
  await done(cluster.kubectl(applied, { input: await render(helm, usual, flags) }))
}

/** Runs the first step of a hook's Job here, against this API server, with the rights of its account. */
async function runStep(file: string): Promise<{ readonly code: number; readonly stdout: string }> {
  const [job] = objectsIn(await render(helm, usual, ['--show-only', `templates/${file}.yaml`]))
  const spec = podSpecOf(job?.spec)
  const [step] = [...(spec.initContainers ?? []), ...spec.containers]
  const token = await cluster.kubectl([
    'create',
    'token',
    spec.serviceAccountName,
    '-n',
    usual.namespace,
  ])
  const tokenFile = join(cluster.folder, 'token')
  writeFileSync(tokenFile, token.stdout)
  const argv = (step?.args ?? []).map((argument) => {
    if (argument === 'https://kubernetes.default.svc') return cluster.url
    return argument.endsWith('/serviceaccount/token') ? tokenFile : argument
  })
  const authority = join(cluster.folder, 'pki', 'ca.crt')
  try {
    const { stdout } = await node(execPath, argv, { env: { NODE_EXTRA_CA_CERTS: authority } })
    return { code: 0, stdout }
  } catch (error) {
    return error as { code: number; stdout: string }
  }
}

const node = promisify(execFile)

/** What the servers answer to the probe: a refusal that repeats its label. */
function refusal(review: { request: { uid: string; object: Rendered } }): string {
  const { uid, object } = review.request
  const message = `this is the probe ${object.metadata.labels['sallyport.dev/probe']}`
  const response = { uid, allowed: false, status: { code: 403, reason: 'Forbidden', message } }
  return JSON.stringify({ apiVersion: 'admission.k8s.io/v1', kind: 'AdmissionReview', response })
}

function probeWebhook({ url, ca }: { readonly url: string; readonly ca: string }) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'sallyport' },
    webhooks: [
      {
        name: 'probe.sallyport.dev',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        clientConfig: { url: `${url}/probe`, caBundle: Buffer.from(ca).toString('base64') },
        objectSelector: { matchExpressions: [{ key: 'sallyport.dev/probe', operator: 'Exists' }] },
        rules: [
          {
            apiGroups: [''],
            apiVersions: ['v1'],
            operations: ['CREATE'],
            resources: ['configmaps'],
          },
        ],
      },
    ],
  }
}
