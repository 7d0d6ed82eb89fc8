import { execFileSync } from 'node:child_process'
import { join } from 'node:path'
import { afterAll, beforeAll, beforeEach, expect, test } from 'vitest'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import {
  type Installation,
  installSallyport,
  ownNamespace,
  untilAllReady,
} from './in-cluster/installation.ts'
import { type Steps, stepsWith } from './in-cluster/kubectl-steps.ts'
import { teamRule } from './in-cluster/traffic.ts'
import { pod } from './manifests.ts'
import { eventually } from './wait.ts'

/** Nothing in these drills is done by a human but the harm. */
const shop = 'shop'
let cluster: ControlPlane
let installation: Installation
let steps: Steps

const unlabelled = pod({ name: 'unlabelled', namespace: shop })
const labelled = pod({ name: 'labelled', namespace: shop, labels: { team: 'a' } })
const validating = ['validatingwebhookconfiguration', 'sallyport'] as const
const secret = ['secret', 'sallyport-certificate', '-n', ownNamespace] as const

beforeAll(async () => {
  cluster = await startControlPlane()
  steps = stepsWith(cluster)
  await cluster.createNamespace(shop)
  installation = await installSallyport(cluster, { replicas: 2, flags: ['--lease-duration=4s'] })
  await steps.mustApply(teamRule(shop))
})

afterAll(async () => {
  await installation?.stop()
  await cluster?.stop()
})

beforeEach(recovered)

test('all replicas are gone, and come back', async () => {
  const names = installation.replicas().map(({ name }) => name)
  for (const replica of installation.replicas()) await installation.remove(replica)
  expect(await steps.refusalOf(labelled)).toContain('failed calling webhook')
  await systemWorks()
  await Promise.all(names.map((name) => installation.start(name)))
  await untilAllReady(installation)
})

const harms: readonly { readonly name: string; readonly harm: () => Promise<unknown> }[] = [
  { name: 'the certificate Secret is deleted', harm: () => steps.must('delete', ...secret) },
  {
    name: 'the certificate Secret is rubbish',
    harm: () => patch(secret, { data: { 'tls.crt': 'cnViYmlzaA==', 'tls.key': 'cnViYmlzaA==' } }),
  },
  {
    name: 'the authority in the Secret is rubbish',
    harm: () => patch(secret, { data: { 'ca.crt': 'cnViYmlzaA==', 'ca.key': 'cnViYmlzaA==' } }),
  },
  {
    name: 'the caBundle is overwritten',
    harm: async () => {
      const other = await steps.get<{ readonly data: Readonly<Record<string, string>> }>(
        ...['configmap', 'kube-root-ca.crt', '-n', shop],
      )
      const caBundle = Buffer.from(other?.data['ca.crt'] ?? '').toString('base64')
      await patchEach((entry) => ({ ...entry, clientConfig: { ...entry.clientConfig, caBundle } }))
    },
  },
  {
    name: 'the webhook configurations are deleted',
    harm: async () => {
      await steps.must('delete', ...validating)
      await steps.must('delete', 'mutatingwebhookconfiguration', 'sallyport', '--ignore-not-found')
    },
  },
  {
    name: 'the webhook configuration is edited: it is called for nothing',
    harm: () => patchEach((entry) => ({ ...entry, rules: [] })),
  },
  {
    name: 'the webhook configuration is edited: it lets pass what cannot be asked',
    harm: () => patchEach((entry) => ({ ...entry, failurePolicy: 'Ignore' })),
  },
  {
    name: 'the Lease is stolen',
    harm: () =>
      patch(['lease', 'sallyport', '-n', ownNamespace], {
        spec: { holderIdentity: 'a thief', renewTime: microTime(new Date()) },
      }),
  },
  {
    name: 'the Lease is deleted',
    harm: () => steps.must('delete', 'lease', 'sallyport', '-n', ownNamespace),
  },
]

test.for(harms)('$name', async ({ harm }) => {
  await harm()
  await systemWorks()
  await recovered()
  await eventually('the next leader has nothing to mend', async () => {
    expect(await failurePolicies()).toContain('Fail')
  })
})

test('the definitions of our kinds are deleted and installed again', async () => {
  const definitions = installation.chart.objects.filter(
    ({ kind }) => kind === 'CustomResourceDefinition',
  )
  expect(definitions.length).toBe(5)
  await Promise.all(
    definitions.map((one) =>
      steps.must('delete', 'crd', (one['metadata'] as { readonly name: string }).name),
    ),
  )
  await eventually('no rule is in force', async () =>
    expect(await steps.refusalOf(unlabelled)).toBe(''),
  )
  await systemWorks()
  for (const definition of definitions) await steps.mustApply(definition)
  await eventually('the rule is written again', () => steps.mustApply(teamRule(shop)))
})

test('a namespace with its objects goes while a policy forbids every update', async () => {
  await cluster.createNamespace('doomed')
  await steps.mustApply(pod({ name: 'held', namespace: 'doomed', labels: { team: 'a' } }))
  await steps.must('patch', 'pod', 'held', '-n', 'doomed', '--type=merge', '-p', finalizers)
  const rule = teamRule('doomed')
  await steps.mustApply({
    ...rule,
    metadata: { name: 'frozen' },
    spec: {
      ...rule.spec,
      matchConstraints: {
        ...rule.spec.matchConstraints,
        resourceRules: [
          {
            apiGroups: ['*'],
            apiVersions: ['*'],
            resources: ['*'],
            operations: ['UPDATE'],
          },
        ],
      },
      validations: [{ expression: 'false', message: 'nothing changes here' }],
    },
  })
  await eventually('it is in force', async () => {
    const { stderr } = await cluster.kubectl([
      ...['label', 'pod', 'held', '-n', 'doomed', 'a=b', '--dry-run=server'],
    ])
    expect(stderr).toContain('nothing changes here')
  })
  await steps.must('delete', 'namespace', 'doomed', '--wait=false')
  await steps.must('patch', 'pod', 'held', '-n', 'doomed', '--type=merge', '-p', noFinalizers)
  await eventually('it is gone', async () =>
    expect(await steps.get('namespace', 'doomed')).toBeUndefined(),
  )
  await steps.must('delete', 'validatingrule', 'frozen')
})

test('where the chart is deleted without its hooks, the webhooks go as well', async () => {
  await endAll()
  await steps.must('delete', 'clusterrole', `${installation.chart.account}-webhooks`)
  await eventually('the webhooks are gone with it', expectNoWebhooks)
  expect(await steps.refusalOf(unlabelled)).toBe('')
  await installation.apply()
  await installation.start('again')
  await untilAllReady(installation)
})

test('webhooks remove leaves nothing that refuses anything', async () => {
  await endAll()
  await removeWebhooks()
  await expectNoWebhooks()
  expect(await steps.refusalOf(unlabelled)).toBe('')
})

async function endAll(): Promise<void> {
  for (const replica of installation.replicas()) {
    replica.signal('TERM')
    await replica.ended
    await installation.remove(replica)
  }
}

async function expectNoWebhooks(): Promise<void> {
  for (const kind of ['validating', 'mutating']) {
    expect(await steps.get(`${kind}webhookconfiguration`, 'sallyport')).toBeUndefined()
  }
}

const finalizers = JSON.stringify({ metadata: { finalizers: ['example.com/held'] } })
const noFinalizers = JSON.stringify({ metadata: { finalizers: null } })

/** The rule is in force, and what cannot be asked is refused. */
async function recovered(): Promise<void> {
  await eventually('the rule is in force, and the webhooks fail closed', async () => {
    expect(await steps.refusalOf(unlabelled)).toContain('name the team in the label team')
    expect(await steps.refusalOf(labelled)).toBe('')
    expect(await failurePolicies()).toContain('Fail')
    expect(await certificateOfSecret()).toContain('BEGIN CERTIFICATE')
  })
}

async function certificateOfSecret(): Promise<string> {
  const found = await steps.get<{ readonly data: Readonly<Record<string, string>> }>(...secret)
  const texts = ['tls.crt', 'ca.crt'].map((name) => found?.data[name] ?? '')
  const [leaf = '', authority = ''] = texts.map((text) => Buffer.from(text, 'base64').toString())
  return authority.includes('BEGIN CERTIFICATE') ? leaf : ''
}

/** What a cluster lives on is never refused, and waits for nobody. */
async function systemWorks(): Promise<void> {
  const created = [
    pod({ name: 'dns', namespace: 'kube-system' }),
    { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'another' } },
    lease('kube-node-lease'),
    lease('kube-system'),
    { apiVersion: 'v1', kind: 'Node', metadata: { name: 'another' } },
    pod({ name: 'own', namespace: ownNamespace }),
  ]
  for (const object of created) expect(await steps.refusalOf(object)).toBe('')
  await steps.must('annotate', 'node', cluster.nodes.normal, 'example.com/seen=yes', '--overwrite')
}

function lease(namespace: string) {
  return {
    apiVersion: 'coordination.k8s.io/v1',
    kind: 'Lease',
    metadata: { name: 'another', namespace },
    spec: { holderIdentity: 'somebody' },
  }
}

async function patch(place: readonly string[], change: object): Promise<void> {
  await steps.must('patch', ...place, '--type=merge', '-p', JSON.stringify(change))
}

interface Entry {
  readonly failurePolicy: string
  readonly clientConfig: object
}

async function entries(): Promise<readonly Entry[]> {
  const found = await steps.get<{ readonly webhooks?: readonly Entry[] }>(...validating)
  return found?.webhooks ?? []
}

async function patchEach(change: (entry: Entry) => object): Promise<void> {
  await patch(validating, { webhooks: (await entries()).map(change) })
}

async function failurePolicies(): Promise<readonly string[]> {
  return (await entries()).map(({ failurePolicy }) => failurePolicy)
}

/** As a Lease has it. */
function microTime(date: Date): string {
  return date.toISOString().replace('Z', '000Z')
}

async function removeWebhooks(): Promise<void> {
  const command = join(import.meta.dirname, '../../dist/cli.js')
  const args = [command, 'webhooks', 'remove', '--kubeconfig', cluster.kubeconfig]
  const output = execFileSync(process.execPath, args, { encoding: 'utf8' })
  expect(output).toContain('ValidatingWebhookConfiguration/sallyport deleted')
}
