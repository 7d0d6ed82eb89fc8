import { setTimeout as delay } from 'node:timers/promises'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { launchSallyport } from './sallyport-server.ts'
import { eventually } from './wait.ts'
import { must } from './watching/must.ts'
import { openDefinition, ownDefinitions } from './watching/own-definitions.ts'
import { watcherKubeconfig, watcherUser } from './watching/watcher-account.ts'
import { installWebhook } from './webhooks.ts'

// The built server as a process of its own, with a service account that may only read what it watches. What is changed
// with kubectl has to be in force within two seconds.
type Server = Awaited<ReturnType<typeof launchSallyport>>

let cluster: ControlPlane
let kubeconfig: string
let server: Server
const home = 'shop'
const inForceMs = 2000

beforeAll(async () => {
  cluster = await startControlPlane()
  kubeconfig = await watcherKubeconfig(cluster)
  server = await launchSallyport('watching', cluster.folder, flags())
})

afterAll(async () => {
  await server?.server.stop()
  await cluster?.stop()
})

function flags(): readonly string[] {
  return ['--cluster', '--kubeconfig', kubeconfig, '--watch-idle', '3s']
}

test('without the kinds there are no policies, and the server is ready', async () => {
  await server.untilReady()
  const { text } = await server.readiness()
  expect(text).toContain('[+] cluster: 0 policies in force')
  await cluster.createNamespace(home, { team: 'a' })
  await cluster.createNamespace('other')
  await installWebhook(cluster, {
    name: 'validate.watching.test',
    door: 'validate',
    server: server.server,
    namespace: home,
  })
})

test('a policy counts as soon as its kind is there', async () => {
  await apply(...ownDefinitions)
  await untilEstablished(...ownDefinitions.map(({ metadata }) => metadata.name))
  await untilListed('validatingrules.sallyport.dev')
  await apply(rule('no-latest', "!object.spec.containers.exists(c, c.image.endsWith(':latest'))"))
  await untilRefused('no-latest', pod('a', { image: 'nginx:latest' }))
  expect(await create(pod('b'))).toBe('allowed')
})

test('a change of it counts', async () => {
  await apply(rule('no-latest', "!object.spec.containers.exists(c, c.image.endsWith(':old'))"))
  await untilAllowed(pod('a', { image: 'nginx:latest' }))
  expect(await create(pod('a', { image: 'nginx:old' }))).toContain('no-latest')
})

test('so does its end', async () => {
  await must(cluster, ['delete', 'validatingrule', 'no-latest'])
  await untilAllowed(pod('a', { image: 'nginx:old' }))
})

test('an exemption frees, and without it the policy refuses again', async () => {
  await apply(rule('owned', "has(object.metadata.labels) && 'owner' in object.metadata.labels"))
  await untilRefused('owned', pod('free'))
  await apply(exemption('owned'))
  await untilAllowed(pod('free'))
  await must(cluster, ['delete', 'policyexemption', 'free', '-n', 'sallyport'])
  await untilRefused('owned', pod('free'))
  await must(cluster, ['delete', 'validatingrule', 'owned'])
  await untilAllowed(pod('free'))
})

test('a namespace is seen as it is now', async () => {
  await apply(rule('team', "namespaceObject.metadata.labels.team == 'a'"))
  await untilListedPolicies(1)
  expect(await create(pod('a'))).toBe('allowed')
  await must(cluster, ['label', 'namespace', home, 'team=b', '--overwrite'])
  await untilRefused('team', pod('a'))
  await must(cluster, ['label', 'namespace', home, 'team=a', '--overwrite'])
  await untilAllowed(pod('a'))
  await must(cluster, ['delete', 'validatingrule', 'team'])
})

test('params that are named: one that is missing, that comes, changes and goes', async () => {
  await apply(
    rule('limit', 'object.spec.containers.size() <= int(params.data.most)', {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      paramRef: { name: 'limit', namespace: 'other', parameterNotFoundAction: 'Deny' },
    }),
  )
  await untilRefused('no params found', pod('a'))
  await apply(configMap('limit', { most: '1' }))
  await untilAllowed(pod('a'))
  await apply(configMap('limit', { most: '0' }))
  await untilRefused('limit', pod('a'))
  await must(cluster, ['delete', 'configmap', 'limit', '-n', 'other'])
  await untilRefused('no params found', pod('a'))
  await must(cluster, ['delete', 'validatingrule', 'limit'])
  await untilAllowed(pod('a'))
})

test('a named param that was made a moment ago is read live', async () => {
  await apply(
    rule('fresh', 'params.data.open == "yes"', {
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      paramRef: { name: 'fresh', namespace: 'other', parameterNotFoundAction: 'Deny' },
    }),
  )
  await untilRefused('no params found', pod('a'))
  await apply(configMap('fresh', { open: 'yes' }))
  expect(await create(pod('a'))).toBe('allowed')
  await must(cluster, ['delete', 'validatingrule', 'fresh'])
})

test('params of a custom kind count as soon as the kind is there', async () => {
  const definition = openDefinition({
    kind: 'Limit',
    resource: 'limits',
    group: 'watching.test',
    version: 'v1',
    namespaced: false,
  })
  await apply(
    rule('custom', 'object.spec.containers.size() <= params.most', {
      paramKind: { apiVersion: 'watching.test/v1', kind: 'Limit' },
      paramRef: { selector: {}, parameterNotFoundAction: 'Deny' },
    }),
  )
  await untilRefused('failed to find resource referenced by paramKind', pod('a'))
  await apply(definition)
  await untilEstablished('limits.watching.test')
  await apply({ apiVersion: 'watching.test/v1', kind: 'Limit', metadata: { name: 'l' }, most: 1 })
  await untilAllowed(pod('a'), 10_000)
  await must(cluster, ['delete', 'validatingrule', 'custom'])
})

test('a look-up sees the objects of now, and one that may not be read fails by its failure policy', async () => {
  await apply(
    rule('looking', "lookups.services.exists(s, s.metadata.name == 'open')", {
      lookups: [{ name: 'services', version: 'v1', resource: 'services', namespace: '"other"' }],
    }),
  )
  await untilRefused('looking', pod('a'))
  await must(cluster, ['create', 'service', 'clusterip', 'open', '--tcp=80', '-n', 'other'])
  await untilAllowed(pod('a'))
  await must(cluster, ['delete', 'validatingrule', 'looking'])
  await apply(
    rule('blind', 'lookups.secrets.size() == 0', {
      lookups: [{ name: 'secrets', version: 'v1', resource: 'secrets' }],
    }),
  )
  await untilRefused('the objects of kind Secret are not known', pod('a'))
  const { status, text } = await server.readiness()
  expect({ status, text }).toEqual({
    status: 200,
    text: expect.stringContaining('grant it the verb list on secrets'),
  })
  await must(cluster, ['delete', 'validatingrule', 'blind'])
  await untilAllowed(pod('a'))
})

test('a decision asks the API server nothing', async () => {
  await apply(rule('quiet', "namespaceObject.metadata.labels.team == 'a' && object.kind == 'Pod'"))
  await untilListedPolicies(1)
  await delay(500)
  const eventsSince = cluster.followAuditEvents()
  for (let turn = 0; turn < 20; turn++) expect(await create(pod('quiet'))).toBe('allowed')
  const asked = eventsSince().filter(
    ({ user, requestURI }) => user.username === watcherUser && !requestURI.includes('watch=true'),
  )
  expect(asked).toEqual([])
})

test('definitions that are deleted take their policies with them, and bring them back', async () => {
  await apply(rule('again', 'false'))
  await untilRefused('again', pod('a'))
  await must(cluster, ['delete', 'crd', ...ownDefinitions.map(({ metadata }) => metadata.name)])
  await untilAllowed(pod('a'), 10_000)
  await apply(...ownDefinitions)
  await untilEstablished(...ownDefinitions.map(({ metadata }) => metadata.name))
  await apply(rule('again', 'false'))
  await untilRefused('again', pod('a'), 10_000)
})

test('an API server that is away changes nothing, and what happens after its return counts', async () => {
  await cluster.stopApiServer()
  await eventually('the watches fail', async () => {
    const { status, text } = await server.readiness()
    expect({ status, text }).toEqual({ status: 200, text: expect.stringContaining('stale for') })
  })
  await cluster.startApiServer()
  await untilRefused('again', pod('a'))
  await must(cluster, ['delete', 'validatingrule', 'again'])
  await untilAllowed(pod('a'), 10_000)
}, 90_000)

test('after a compaction the watches begin anew with a list', async () => {
  await cluster.stopApiServer()
  await cluster.startApiServer()
  await cluster.compact()
  await apply(rule('late', 'false'))
  await untilRefused('late', pod('a'), 40_000)
  await must(cluster, ['delete', 'validatingrule', 'late'])
  await untilAllowed(pod('a'))
}, 90_000)

test('a server that starts while the API server is away waits for it', async () => {
  await apply(rule('early', 'false'))
  await cluster.stopApiServer()
  const waiting = await launchSallyport('waiting', cluster.folder, flags())
  try {
    await eventually('it says that it waits', async () => {
      const { status, text } = await waiting.readiness()
      expect({ status, text }).toEqual({
        status: 503,
        text: expect.stringContaining('namespaces: never listed'),
      })
    })
    await cluster.startApiServer()
    await waiting.untilReady()
    const { text } = await waiting.readiness()
    expect(text).toContain('[+] cluster: 1 policies in force')
  } finally {
    await waiting.server.stop()
  }
}, 90_000)

async function apply(...objects: readonly object[]): Promise<void> {
  const list = { apiVersion: 'v1', kind: 'List', items: objects }
  await must(
    cluster,
    ['apply', '--server-side', '--force-conflicts', '-f', '-'],
    JSON.stringify(list),
  )
}

async function untilEstablished(...names: readonly string[]): Promise<void> {
  const definitions = names.map((name) => `crd/${name}`)
  await must(cluster, ['wait', '--for=condition=Established', '--timeout=30s', ...definitions])
}

/** `allowed`, or what kubectl says. */
async function create(object: object): Promise<string> {
  const { code, stderr } = await cluster.kubectl(['create', '--dry-run=server', '-f', '-'], {
    input: JSON.stringify(object),
  })
  return code === 0 ? 'allowed' : stderr
}

async function untilRefused(why: string, object: object, withinMs = inForceMs): Promise<void> {
  await eventually(
    `refused because of ${why}`,
    async () => expect(await create(object)).toContain(why),
    withinMs,
  )
}

async function untilAllowed(object: object, withinMs = inForceMs): Promise<void> {
  await eventually('allowed', async () => expect(await create(object)).toBe('allowed'), withinMs)
}

async function untilListed(resource: string): Promise<void> {
  await eventually(`${resource} is watched`, async () => {
    const lists = `sallyport_watch_lists_total{resource="${resource}"} `
    const line = (await server.server.metrics()).split('\n').find((one) => one.startsWith(lists))
    expect(Number(line?.slice(lists.length))).toBeGreaterThan(0)
  })
}

async function untilListedPolicies(count: number): Promise<void> {
  await eventually('the policies are in force', async () => {
    expect(await server.server.metrics()).toContain(`sallyport_policies_loaded ${count}\n`)
  })
}

function rule(name: string, expression: string, more: object = {}) {
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name },
    spec: {
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
        ],
      },
      validations: [{ expression }],
      ...more,
    },
  }
}

function exemption(policy: string) {
  return {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyExemption',
    metadata: { name: 'free', namespace: 'sallyport' },
    spec: {
      policies: [{ name: policy }],
      namespaces: [home],
      expires: '2099-01-01T00:00:00Z',
      reason: 'a test',
    },
  }
}

function configMap(name: string, data: object) {
  return { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name, namespace: 'other' }, data }
}

function pod(name: string, { image = 'nginx:1.27' }: { readonly image?: string } = {}) {
  return {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name, namespace: home },
    spec: { containers: [{ name: 'main', image }] },
  }
}
