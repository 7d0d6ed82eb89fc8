import { execFileSync } from 'node:child_process'
import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { setTimeout as delay } from 'node:timers/promises'
import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { type Connection, connect } from '#src/cluster/connection.ts'
import { removeConfigurations } from '#src/cluster/webhooks/remove-configurations.ts'
import { webhookController } from '#src/cluster/webhooks/webhook-controller.ts'
import {
  createSnapshot,
  type JsonObject,
  loadPolicies,
  type Snapshot,
  webhookConfigurations,
  webhookEntries,
} from '#src/core/index.ts'
import { drawnPolicies, policyDocuments } from '#test/core/analysis/webhooks/drawn-policies.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { freePorts } from './ports.ts'
import { eventually } from './wait.ts'
import { type WebhookServer, webhookServer } from './webhook-server.ts'

const registration = '/apis/admissionregistration.k8s.io/v1'
const validatingPath = `${registration}/validatingwebhookconfigurations`
const mutatingPath = `${registration}/mutatingwebhookconfigurations`
const surroundings = { namespace: 'sallyport', exemptNamespaces: [] }

let cluster: ControlPlane
let client: ApiClient
let connection: Connection
let server: WebhookServer
let snapshot = snapshotOf([])

beforeAll(async () => {
  cluster = await startControlPlane()
  client = apiClient(cluster.kubeconfig)
  const choice = { kubeconfig: cluster.kubeconfig, context: undefined, folder: '.' }
  connection = await connect(choice, 10_000)
  const { webhook } = await freePorts(['webhook'])
  server = await webhookServer(webhook, () => snapshot)
  for (const namespace of ['sallyport', 'shop']) await cluster.createNamespace(namespace)
})

afterAll(async () => {
  await server?.stop()
  connection?.close()
  client?.close()
  await cluster?.stop()
})

describe('the API server takes the configurations', () => {
  test('for the policies of this repository, as they are written', async () => {
    const files = execFileSync('find', [
      join(import.meta.dirname, '../../policies'),
      '-name',
      'policy.yaml',
    ])
    const texts = files
      .toString()
      .trim()
      .split('\n')
      .map((name) => ({ name, text: readFileSync(name, 'utf8') }))
    const { policies } = loadPolicies(texts, { kubernetesVersion: '1.37' })
    const [validating, mutating] = await dryRun(createSnapshot({ policies }).snapshot)
    expect(namesIn(validating)).toContain('validate-fail.sallyport.dev')
    expect(namesIn(mutating).length).toBeGreaterThan(0)
  })

  test('for whatever policies say', async () => {
    for (const drawn of fc.sample(drawnPolicies, 100))
      await dryRun(snapshotOf(policyDocuments(drawn)))
  })

  /** What was written is what is held: there is nothing that the API server adds or changes. */
  async function dryRun(from: Snapshot): Promise<readonly JsonObject[]> {
    const wanted = webhookConfigurations(webhookEntries(from, surroundings), {
      name: 'tried',
      server: { kind: 'service', namespace: 'sallyport', name: 'sallyport' },
      trust: { kind: 'bundle', pem: server.ca },
      timeoutSeconds: 5,
      mayFail: true,
    })
    const taken: JsonObject[] = []
    for (const [path, configuration] of [
      [validatingPath, wanted.validating],
      [mutatingPath, wanted.mutating],
    ] as const) {
      const { status, text } = await client.post(
        `${path}?dryRun=All`,
        JSON.stringify(configuration),
      )
      expect({ status, text: status === 201 ? '' : text }).toEqual({ status: 201, text: '' })
      const held = JSON.parse(text) as JsonObject
      expect(held['webhooks'] ?? []).toEqual(configuration['webhooks'])
      taken.push(held)
    }
    return taken
  }
})

describe('the controller', () => {
  const ending = new AbortController()
  const told: string[] = []
  let running: Promise<void>

  beforeAll(() => {
    snapshot = snapshotOf([refusing('no-pods', 'pods')])
    running = webhookController(connection, {
      wanted: () =>
        webhookEntries(snapshot, {
          ...surroundings,
          ownUser: 'system:serviceaccount:sallyport:sallyport',
        }),
      trust: () => ({ kind: 'bundle', pem: server.ca }),
      name: 'sallyport',
      server: { kind: 'url', url: server.url },
      namespace: 'sallyport',
      timeoutSeconds: 5,
      observer: {
        wrote: (which, how, mayFail) => void told.push(`${which} ${how} ${mayFail}`),
        gate: (answer) => void told.push(`gate ${answer.kind}`),
        failed: (message) => void told.push(`failed ${message}`),
      },
      delays: {
        pollMs: 50,
        resyncMs: 60_000,
        gateMs: 300,
        backOff: { leastMs: 100, mostMs: 1_000 },
      },
    }).run(ending.signal)
  })

  afterAll(async () => {
    ending.abort()
    await running
  })

  test('lets webhooks fail open as long as nobody answers', async () => {
    await eventually('the gate was tried', () => {
      if (!told.includes('gate closed')) throw new Error(told.join('\n'))
    })
    expect(failurePolicies(await held())).toMatchObject({ 'validate-fail.sallyport.dev': 'Ignore' })
    expect(await createPod('shop')).toBe(201)
  })

  test('lets them fail closed once the probe was answered through the API server', async () => {
    await server.start()
    await eventually('webhooks fail closed', async () => {
      expect(failurePolicies(await held())).toMatchObject({ 'validate-fail.sallyport.dev': 'Fail' })
    })
    await eventually('a Pod is refused', async () => expect(await createPod('shop')).toBe(403))
    expect(told.filter((line) => line.startsWith('failed'))).toEqual([])
  })

  test('writes nothing where nothing changes', async () => {
    await delay(1_000)
    const events = cluster.followAuditEvents()
    await delay(2_000)
    const own = events().filter(
      ({ objectRef, verb }) => objectRef?.name === 'sallyport' && verb !== 'watch',
    )
    expect(own).toEqual([])
  })

  test('a policy that is added fails closed at once, one that is removed takes its webhook along', async () => {
    snapshot = snapshotOf([refusing('no-pods', 'pods'), stamping])
    await eventually('there is a mutating webhook', async () => {
      expect(failurePolicies(await held(mutatingPath))).toEqual({
        'mutate-fail.sallyport.dev': 'Fail',
      })
    })
    snapshot = snapshotOf([refusing('no-pods', 'pods')])
    await eventually('there is none', async () => {
      expect(failurePolicies(await held(mutatingPath))).toEqual({})
    })
  })

  test.for([
    { name: 'an edited webhook', change: editFirst({ failurePolicy: 'Ignore' }) },
    {
      name: 'narrowed rules',
      change: editFirst({ objectSelector: { matchLabels: { none: 'such' } } }),
    },
    { name: 'another CA', change: editFirst({ clientConfig: { url: 'https://127.0.0.1:1/' } }) },
    {
      name: 'a webhook taken away',
      change: (webhooks: readonly JsonObject[]) => webhooks.slice(1),
    },
    {
      name: 'a webhook of somebody else',
      change: (webhooks: readonly JsonObject[]) => [
        ...webhooks,
        { ...webhooks[0], name: 'foreign.example.com' },
      ],
    },
  ])('$name is corrected', async ({ change }) => {
    const before = await held()
    const webhooks = change(before['webhooks'] as readonly JsonObject[])
    const { status } = await client.patch(
      `${validatingPath}/sallyport`,
      JSON.stringify({ webhooks }),
    )
    expect(status).toBe(200)
    await eventually('it is as before', async () => {
      expect((await held())['webhooks']).toEqual(before['webhooks'])
    })
  })

  test('a deleted configuration comes back, failing closed', async () => {
    await client.remove(`${validatingPath}/sallyport`)
    await eventually('it is back', async () => {
      expect(failurePolicies(await held())).toMatchObject({ 'validate-fail.sallyport.dev': 'Fail' })
    })
  })

  test('labels and annotations of others stay', async () => {
    const metadata = { labels: { team: 'platform' }, annotations: { note: 'kept' } }
    await client.patch(`${validatingPath}/sallyport`, JSON.stringify({ metadata }))
    const { webhooks } = await held()
    const edited = editFirst({ timeoutSeconds: 30 })(webhooks as readonly JsonObject[])
    await client.patch(`${validatingPath}/sallyport`, JSON.stringify({ webhooks: edited }))
    await eventually('it is corrected', async () => {
      expect((await held())['webhooks']).toEqual(webhooks)
    })
    expect((await held())['metadata']).toMatchObject(metadata)
  })

  test('a resource that policies want in two versions comes in each, once', async () => {
    snapshot = snapshotOf([warning('one', 'v1'), warning('two', 'v2'), warning('any', '*')])
    const scaler = {
      apiVersion: 'autoscaling/v1',
      kind: 'HorizontalPodAutoscaler',
      metadata: { name: 'web' },
      spec: {
        maxReplicas: 2,
        scaleTargetRef: { apiVersion: 'apps/v1', kind: 'Deployment', name: 'web' },
      },
    }
    await eventually('each has its say', async () => {
      const path = '/apis/autoscaling/v1/namespaces/shop/horizontalpodautoscalers?dryRun=All'
      const { status, text, warnings } = await client.post(path, JSON.stringify(scaler))
      if (status !== 201) throw new Error(text)
      const said = warnings.map((text) => /\w+ sees autoscaling\/v\d/.exec(text)?.[0]).sort()
      expect(said).toEqual([
        'any sees autoscaling/v1',
        'one sees autoscaling/v1',
        'two sees autoscaling/v2',
      ])
    })
  })

  describe('with nobody behind webhooks that fail closed, for everything', () => {
    beforeAll(async () => {
      snapshot = snapshotOf([refusing('nothing', '*/*', '*')])
      await eventually('everything is refused', async () => {
        expect(await createConfigMap('shop')).toBe(403)
      })
      await server.stop()
    })

    test('what is ordinary waits', async () => {
      expect(await createPod('shop')).toBe(500)
      expect(await createConfigMap('shop')).toBe(500)
    })

    test.for([
      { name: 'a Pod of the system', path: '/api/v1/namespaces/kube-system/pods', object: pod },
      { name: 'a Pod of our own', path: '/api/v1/namespaces/sallyport/pods', object: pod },
      {
        name: 'a node',
        path: '/api/v1/nodes',
        object: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'new' } },
      },
      {
        name: 'the lease of a node',
        path: '/apis/coordination.k8s.io/v1/namespaces/kube-node-lease/leases',
        object: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'new' } },
      },
      {
        name: 'a lease by which somebody leads',
        path: '/apis/coordination.k8s.io/v1/namespaces/shop/leases',
        object: { apiVersion: 'coordination.k8s.io/v1', kind: 'Lease', metadata: { name: 'new' } },
      },
      {
        name: 'an event',
        path: '/api/v1/namespaces/shop/events',
        object: {
          apiVersion: 'v1',
          kind: 'Event',
          metadata: { name: 'new' },
          involvedObject: { kind: 'Pod', namespace: 'shop', name: 'web' },
        },
      },
      {
        name: 'a request for a certificate',
        path: '/apis/certificates.k8s.io/v1/certificatesigningrequests',
        object: {
          apiVersion: 'certificates.k8s.io/v1',
          kind: 'CertificateSigningRequest',
          metadata: { name: 'new' },
          spec: {
            request: signingRequest(),
            signerName: 'example.com/any',
            usages: ['client auth'],
          },
        },
      },
      {
        name: 'an APIService',
        path: '/apis/apiregistration.k8s.io/v1/apiservices',
        object: {
          apiVersion: 'apiregistration.k8s.io/v1',
          kind: 'APIService',
          metadata: { name: 'v1.none.example' },
          spec: {
            group: 'none.example',
            version: 'v1',
            groupPriorityMinimum: 100,
            versionPriority: 1,
            service: { namespace: 'shop', name: 'none' },
          },
        },
      },
      {
        name: 'a review of access',
        path: '/apis/authorization.k8s.io/v1/selfsubjectaccessreviews',
        object: {
          apiVersion: 'authorization.k8s.io/v1',
          kind: 'SelfSubjectAccessReview',
          spec: { nonResourceAttributes: { path: '/', verb: 'get' } },
        },
      },
      {
        name: 'a webhook configuration',
        path: validatingPath,
        object: {
          apiVersion: 'admissionregistration.k8s.io/v1',
          kind: 'ValidatingWebhookConfiguration',
          metadata: { name: 'other' },
        },
      },
    ])('$name does not', async ({ path, object }) => {
      const { status, text } = await client.post(`${path}?dryRun=All`, JSON.stringify(object))
      expect({ status, text: status === 201 ? '' : text }).toEqual({ status: 201, text: '' })
    })

    test('nor does what the API server itself makes', async () => {
      const role = {
        apiVersion: 'rbac.authorization.k8s.io/v1',
        kind: 'ClusterRole',
        metadata: { name: 'new' },
      }
      const path = '/apis/rbac.authorization.k8s.io/v1/clusterroles?dryRun=All'
      const create = async (as?: {
        readonly username: string
        readonly groups: readonly string[]
      }) =>
        (
          await client.send({
            method: 'POST',
            path,
            body: JSON.stringify(role),
            ...(as === undefined ? {} : { as }),
          })
        ).status
      expect(await create()).toBe(500)
      expect(await create({ username: 'system:apiserver', groups: ['system:masters'] })).toBe(201)
    })

    test('nodes stay ready', async () => {
      const { stdout } = await cluster.kubectl([
        'wait',
        '--for=condition=Ready',
        'node',
        '--all',
        '--timeout=5s',
      ])
      expect(stdout).toContain(`${cluster.nodes.spot} condition met`)
    })

    test('removed by label, nothing is refused any more', async () => {
      ending.abort()
      await running
      expect(await removeConfigurations(connection)).toEqual([
        'MutatingWebhookConfiguration/sallyport',
        'ValidatingWebhookConfiguration/sallyport',
      ])
      expect(await removeConfigurations(connection)).toEqual([])
      await eventually('a Pod is taken', async () => expect(await createPod('shop')).toBe(201))
    })
  })
})

const pod = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'new' },
  spec: { containers: [{ name: 'main', image: 'nginx:1.27.3' }] },
}

async function createPod(namespace: string): Promise<number> {
  const path = `/api/v1/namespaces/${namespace}/pods?dryRun=All`
  return (await client.post(path, JSON.stringify(pod))).status
}

async function createConfigMap(namespace: string): Promise<number> {
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'new' } }
  const path = `/api/v1/namespaces/${namespace}/configmaps?dryRun=All`
  return (await client.post(path, JSON.stringify(object))).status
}

async function held(path = validatingPath): Promise<JsonObject> {
  const { status, text } = await client.get(`${path}/sallyport`)
  if (status !== 200) throw new Error(text)
  return JSON.parse(text) as JsonObject
}

/** Of those that are for policies. */
function failurePolicies({ webhooks = [] }: JsonObject): Readonly<Record<string, unknown>> {
  const all = webhooks as readonly { readonly name: string; readonly failurePolicy: string }[]
  const ofPolicies = all.filter(({ name }) => /^(validate|mutate)-/.test(name))
  return Object.fromEntries(ofPolicies.map(({ name, failurePolicy }) => [name, failurePolicy]))
}

function namesIn({ webhooks = [] }: JsonObject = {}): readonly string[] {
  return (webhooks as readonly { readonly name: string }[]).map(({ name }) => name)
}

function editFirst(change: JsonObject) {
  return ([first = {}, ...others]: readonly JsonObject[]) => [{ ...first, ...change }, ...others]
}

function refusing(name: string, resource: string, group = ''): JsonObject {
  const rule = { apiGroups: [group], apiVersions: ['*'], operations: ['*'], resources: [resource] }
  return validatingRule(name, {
    matchConstraints: { resourceRules: [rule] },
    validations: [{ expression: 'false', message: 'refused' }],
  })
}

function warning(name: string, version: string): JsonObject {
  const resources = ['horizontalpodautoscalers']
  const rule = {
    apiGroups: ['autoscaling'],
    apiVersions: [version],
    operations: ['CREATE'],
    resources,
  }
  return validatingRule(name, {
    matchConstraints: { resourceRules: [rule] },
    validationActions: ['Warn'],
    validations: [
      { expression: 'false', messageExpression: `"${name} sees " + object.apiVersion` },
    ],
  })
}

function validatingRule(name: string, spec: JsonObject): JsonObject {
  return { apiVersion: 'sallyport.dev/v1alpha1', kind: 'ValidatingRule', metadata: { name }, spec }
}

const stamping: JsonObject = {
  apiVersion: 'sallyport.dev/v1alpha1',
  kind: 'MutatingRule',
  metadata: { name: 'stamp' },
  spec: {
    matchConstraints: {
      resourceRules: [
        { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['services'] },
      ],
    },
    mutations: [
      {
        patchType: 'ApplyConfiguration',
        applyConfiguration: { expression: 'Object{metadata: Object.metadata{labels: {"a": "b"}}}' },
      },
    ],
  },
}

function snapshotOf(documents: readonly object[]): Snapshot {
  const text = documents.map((document) => JSON.stringify(document)).join('\n---\n')
  const { policies, problems } = loadPolicies([{ name: 'policies.yaml', text }], {
    kubernetesVersion: '1.37',
  })
  const errors = problems.filter(({ severity }) => severity === 'error')
  if (errors.length > 0) throw new Error(errors.map(({ message }) => message).join('\n'))
  return createSnapshot({ policies }).snapshot
}

/** A PKCS #10 request, base64. */
function signingRequest(): string {
  const args =
    'req -new -newkey ec -pkeyopt ec_paramgen_curve:P-256 -nodes -keyout /dev/null -subj /CN=new'
  const request = execFileSync('openssl', args.split(' '), { stdio: ['ignore', 'pipe', 'ignore'] })
  return request.toString('base64')
}
