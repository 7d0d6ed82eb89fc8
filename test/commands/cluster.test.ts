import { createServer } from 'node:net'
import { delimiter, join } from 'node:path'
import { describe, expect, onTestFinished, test } from 'vitest'
import { check } from '#src/commands/check.ts'
import { explain } from '#src/commands/explain.ts'
import { review } from '#src/commands/review.ts'
import { test as testCommand } from '#src/commands/test.ts'
import { verify } from '#src/commands/verify.ts'
import type { TestReport } from '#src/tester/report.ts'
import {
  type Asked,
  kubeconfigFor,
  type Says,
  startApiServer,
  type Told,
} from '#test/support/api-server.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const configMap = `apiVersion: v1
kind: ConfigMap
metadata: { name: settings, namespace: shop }
data: { mode: loud }
`

describe('a kubeconfig that leads nowhere is one line', () => {
  test.for([
    {
      name: 'no such file',
      kubeconfig: undefined,
      says: 'ENOENT: no such file or directory, open',
    },
    { name: 'no YAML', kubeconfig: 'a: [', says: 'the kubeconfig cannot be read: ' },
    { name: 'empty', kubeconfig: '', says: 'it is no kubeconfig; correct it' },
    {
      name: 'no current context',
      kubeconfig: '{"contexts":[{"name":"a","context":{"cluster":"c"}}]}',
      says: 'the kubeconfig has no current-context: name one with --kube-context (it has a)',
    },
    {
      name: 'another context',
      kubeconfig: kubeconfigFor({ server: 'https://localhost' }),
      argv: ['--kube-context', 'prod'],
      says: 'the kubeconfig has no context "prod": name one that it has with --kube-context (it has here)',
    },
    {
      name: 'no such cluster',
      kubeconfig: '{"contexts":[{"name":"a","context":{"cluster":"gone"}}],"current-context":"a"}',
      says: 'context "a" names the cluster "gone", which the kubeconfig does not have',
    },
    {
      name: 'no such user',
      kubeconfig:
        '{"clusters":[{"name":"c","cluster":{"server":"https://localhost"}}],"contexts":[{"name":"a","context":{"cluster":"c","user":"gone"}}],"current-context":"a"}',
      says: 'context "a" names the user "gone", which the kubeconfig does not have',
    },
    {
      name: 'no URL',
      kubeconfig: kubeconfigFor({ server: 'localhost' }),
      says: 'the cluster\'s server "localhost" is no URL: write it as https://HOST:PORT',
    },
    {
      name: 'a certificate authority that is no file',
      kubeconfig: kubeconfigFor({
        server: 'https://localhost',
        cluster: { 'certificate-authority': 'gone.crt' },
      }),
      says: 'the credentials cannot be used: ENOENT: no such file or directory',
    },
    {
      name: 'a plugin that is not installed',
      kubeconfig: kubeconfigFor({
        server: 'https://localhost',
        user: { exec: { command: 'no-such-plugin', installHint: 'Run\n  the installer.' } },
      }),
      says: 'the credential plugin "no-such-plugin" of user "tester" is not installed: Run the installer.',
    },
    {
      name: 'a plugin that fails',
      kubeconfig: pluginConfig("process.stderr.write('log in first\\n'); process.exit(3)"),
      says: `of user "tester" failed: log in first`,
    },
    {
      name: 'a plugin that never ends',
      kubeconfig: pluginConfig('setInterval(() => {}, 1000)'),
      argv: ['--request-timeout', '300ms'],
      says: 'did not answer within 300 ms: log in before, or raise --request-timeout',
    },
    {
      name: 'a plugin that answers something else',
      kubeconfig: pluginConfig("console.log('hello')"),
      says: 'does not answer with an ExecCredential',
    },
    {
      name: 'a plugin without credentials',
      kubeconfig: pluginConfig("console.log('{}')"),
      says: 'answers neither a token nor a certificate',
    },
  ])('$name', async ({ kubeconfig, argv = [], says }) => {
    const folder = await temporaryFolder({
      'm.yaml': configMap,
      ...(kubeconfig === undefined ? {} : { config: kubeconfig }),
    })
    const ran = await run(testCommand, ['--cluster', '--kubeconfig', 'config', ...argv, 'm.yaml'], {
      cwd: folder,
    })
    expectOneLine(ran, says, join(folder, 'config'))
  })
})

function pluginConfig(program: string): string {
  return kubeconfigFor({
    server: 'https://localhost',
    user: { exec: { command: process.execPath, args: ['-e', program] } },
  })
}

function expectOneLine(
  ran: { readonly code: number; readonly stdout: string; readonly stderr: string },
  ...says: readonly string[]
) {
  expect({ code: ran.code, stdout: ran.stdout }).toEqual({ code: 1, stdout: '' })
  const lines = ran.stderr.split('\n').filter((line) => line !== '')
  expect(lines).toHaveLength(1)
  for (const words of says) expect(lines[0]).toContain(words)
}

describe('a server that does not answer is one line', () => {
  test('nobody listens', async () => {
    const ran = await against({ server: 'https://127.0.0.1:1' })
    expectOneLine(
      ran,
      'https://127.0.0.1:1: error: the cluster does not answer: nobody listens there; start the cluster, or correct its server [ECONNREFUSED] (context "here" of ',
    )
  })

  test('its host is not known', async () => {
    const ran = await against({ server: 'https://no-such-host.invalid' })
    expectOneLine(ran, 'the cluster does not answer: its host name is not known')
  })

  test('it takes connections and says nothing', async () => {
    const server = createServer(() => undefined)
    const started = performance.now()
    const ran = await against({ server: `https://127.0.0.1:${await listen(server)}` }, [
      ...['--request-timeout', '300ms'],
    ])
    expectOneLine(ran, 'no answer within 0.3 s; connect to its network, or raise --request-timeout')
    expect(performance.now() - started).toBeLessThan(5_000)
  })

  test('it speaks no TLS', async () => {
    const server = createServer((socket) => socket.end('HTTP/1.1 400 Bad Request\r\n\r\n'))
    const ran = await against({ server: `https://127.0.0.1:${await listen(server)}` })
    expectOneLine(ran, 'it speaks another protocol; see whether https:// or http:// is right')
  })

  test('its certificate is from somebody else', async () => {
    const { url } = await startApiServer(emptyCluster)
    const ran = await against({ server: url })
    expectOneLine(
      ran,
      `${url}: error: `,
      'its certificate is not from an authority that is trusted',
    )
  })

  test('its certificate is for other names', async () => {
    const { url, certificates } = await startApiServer(emptyCluster)
    const ran = await against({
      server: url,
      authority: certificates.authority.certificate,
      cluster: { 'tls-server-name': 'elsewhere.example.com' },
    })
    expectOneLine(ran, 'its certificate is for other names')
  })

  test('it falls silent in the middle of a list', async () => {
    const ran = await asking(
      withPolicies([], (asked) => (asked.query.get('continue') === 'next' ? 'hang' : undefined), {
        continue: 'next',
      }),
      { argv: ['--request-timeout', '500ms'] },
    )
    expectOneLine(ran, 'no answer within 0.5 s')
  })

  test.for([
    {
      name: 'the credentials are not accepted',
      path: '/version',
      told: { status: 401, body: { kind: 'Status', reason: 'Unauthorized' } },
      says: 'the cluster does not accept the credentials of user "tester"; log in again',
    },
    {
      name: 'policies may not be listed',
      path: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
      told: {
        status: 403,
        body: { kind: 'Status', reason: 'Forbidden', message: 'User "tester" cannot list them' },
      },
      says: 'User "tester" cannot list them; grant it the verb list on validatingadmissionpolicies.admissionregistration.k8s.io (context',
    },
    {
      name: 'a namespace may not be read',
      path: '/api/v1/namespaces/shop',
      told: { status: 403, body: { kind: 'Status', reason: 'Forbidden' } },
      says: 'this is not allowed; grant it the verb get on namespaces (context',
    },
    {
      name: 'a web page',
      path: '/version',
      told: { body: '<html></html>' },
      says: "GET /version is not answered as an API server would; correct the server's URL",
    },
    {
      name: 'JSON of another kind',
      path: '/version',
      told: { body: { hello: 'world' } },
      says: "GET /version is not answered as an API server would; correct the server's URL",
    },
    {
      name: 'an error of the server',
      path: '/apis',
      told: { status: 500, body: { kind: 'Status', message: 'etcd is away' } },
      says: 'GET /apis is answered with 500: etcd is away',
    },
    {
      name: 'a list without end',
      path: '/apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies',
      told: { body: { items: [], metadata: { continue: 'again' } } },
      says: 'the list of validatingadmissionpolicies has no end',
    },
  ] satisfies readonly { name: string; path: string; told: Told; says: string }[])(
    '$name',
    async ({ path, told, says }) => {
      const ran = await asking((asked) =>
        asked.path === path ? told : withPolicies([ofNamespace, loudBinding])(asked),
      )
      expectOneLine(ran, says)
    },
  )
})

async function listen(server: ReturnType<typeof createServer>): Promise<number> {
  server.listen(0, '127.0.0.1')
  await new Promise((resolve) => server.once('listening', resolve))
  onTestFinished(() => void server.close())
  return (server.address() as { readonly port: number }).port
}

async function against(parts: Parameters<typeof kubeconfigFor>[0], argv: readonly string[] = []) {
  const cwd = await temporaryFolder({ 'm.yaml': configMap, config: kubeconfigFor(parts) })
  return run(testCommand, ['--cluster', '--kubeconfig', 'config', ...argv, 'm.yaml'], { cwd })
}

interface Asking {
  readonly command?: typeof testCommand
  readonly argv?: readonly string[]
  readonly operands?: readonly string[]
  readonly files?: Readonly<Record<string, string>>
  readonly user?: object
}

/** Runs a command against a server that says this. */
async function asking(says: Says, given: Asking = {}) {
  const { command = testCommand, argv = [], operands = ['m.yaml'], files = {}, user } = given
  const server = await startApiServer(says)
  const config = kubeconfigFor({
    server: server.url,
    authority: server.certificates.authority.certificate,
    ...(user === undefined ? {} : { user }),
  })
  const cwd = await temporaryFolder({ 'm.yaml': configMap, ...files, config })
  const flags = ['--cluster', '--kubeconfig', 'config', ...argv]
  const ran = await run(command, [...flags, ...operands], { cwd })
  return { ...ran, asked: server.asked, url: server.url }
}

const served: Readonly<Record<string, readonly (readonly [resource: string, kind: string])[]>> = {
  '/v1': [
    ['configmaps', 'ConfigMap'],
    ['namespaces', 'Namespace'],
    ['pods', 'Pod'],
  ],
  'apps/v1': [
    ['deployments', 'Deployment'],
    ['replicasets', 'ReplicaSet'],
  ],
  'admissionregistration.k8s.io/v1': [
    ['validatingadmissionpolicies', 'ValidatingAdmissionPolicy'],
    ['validatingadmissionpolicybindings', 'ValidatingAdmissionPolicyBinding'],
  ],
  'example.com/v1': [['widgets', 'Widget']],
}

function discovery(root: string): Told {
  const groups = Object.entries(served).filter(([key]) => key.startsWith('/') === (root === '/api'))
  return {
    body: {
      kind: 'APIGroupDiscoveryList',
      items: groups.map(([key, resources]) => {
        const [group = '', version = ''] = key.split('/')
        return {
          metadata: group === '' ? {} : { name: group },
          versions: [
            {
              version,
              resources: resources.map(([resource, kind]) => ({
                resource,
                responseKind: { group, version, kind },
                scope: kind === 'Namespace' || kind.startsWith('Valid') ? 'Cluster' : 'Namespaced',
                verbs: ['create', 'get', 'list'],
              })),
            },
          ],
        }
      }),
    },
  }
}

const shop = { apiVersion: 'v1', kind: 'Namespace', metadata: { name: 'shop' } }

/** A cluster that has the namespace `shop` and nothing else. */
const emptyCluster: Says = ({ path }: Asked) => {
  if (path === '/version') return { body: { major: '1', minor: '36+' } }
  if (path === '/api' || path === '/apis') return discovery(path)
  if (path === '/api/v1/namespaces/shop') return { body: shop }
  if (path.startsWith('/api/v1/namespaces/')) return undefined
  return /^\/apis?\/([^/]+\/)?v1\/(namespaces\/[^/]+\/)?[a-z]+$/.test(path)
    ? { body: { items: [], metadata: {} } }
    : undefined
}

type Item = { readonly kind: string; readonly metadata: { readonly name: string } }

function withPolicies(
  items: readonly Item[],
  first: Says = () => undefined,
  metadata: object = {},
): Says {
  return (asked) => {
    const said = first(asked)
    if (said !== undefined) return said
    const kind = served['admissionregistration.k8s.io/v1']?.find(([resource]) =>
      asked.path.endsWith(`/${resource}`),
    )?.[1]
    if (kind === undefined) return emptyCluster(asked)
    // Items of a list say neither apiVersion nor kind.
    const ofKind = items.filter((item) => item.kind === kind).map(({ kind: _, ...item }) => item)
    return { body: { items: ofKind, metadata } }
  }
}

function policyOf(name: string, resource: string, expression: string): Item & { spec: object } {
  return {
    kind: 'ValidatingAdmissionPolicy',
    metadata: { name },
    spec: {
      matchConstraints: {
        resourceRules: [
          { apiGroups: ['*'], apiVersions: ['*'], operations: ['CREATE'], resources: [resource] },
        ],
      },
      validations: [{ expression, message: 'not so loud' }],
    },
  }
}

function bindingOf(name: string): Item {
  const spec = { policyName: name, validationActions: ['Deny'] }
  return { kind: 'ValidatingAdmissionPolicyBinding', metadata: { name }, ...{ spec } }
}

const loudPolicy = policyOf('quiet', 'configmaps', "object.data.mode != 'loud'")
const loudBinding = bindingOf('quiet')

const ofNamespace = policyOf('quiet', 'configmaps', "namespaceObject.metadata.name == 'old'")

describe('what is asked', () => {
  test('the policies, and nothing that neither they nor the objects need', async () => {
    const ran = await asking(withPolicies([ofNamespace, loudBinding]), {
      argv: ['--output', 'json'],
    })
    expect(ran.code).toBe(2)
    expect([...ran.asked].sort()).toEqual([
      'GET /api',
      'GET /api/v1/namespaces/shop',
      'GET /apis',
      'GET /apis/admissionregistration.k8s.io/v1/validatingadmissionpolicies?limit=500',
      'GET /apis/admissionregistration.k8s.io/v1/validatingadmissionpolicybindings?limit=500',
      'GET /version',
    ])
    const { results, notes } = JSON.parse(ran.stdout) as TestReport
    expect(results[0]?.findings[0]).toMatchObject({
      message: 'not so loud',
      policySource: {
        source: 'cluster:ValidatingAdmissionPolicy/quiet',
        path: 'spec.validations[0].expression',
      },
    })
    expect(notes).toEqual([`${ran.url} is Kubernetes 1.36`])
  })

  test('a namespace that the cluster does not have is taken to exist, and that is said', async () => {
    const ran = await asking(withPolicies([ofNamespace, loudBinding]), {
      argv: ['--output', 'json'],
      files: { 'm.yaml': configMap.replace('namespace: shop', 'namespace: new') },
    })
    const { notes } = JSON.parse(ran.stdout) as TestReport
    expect(notes).toContain(
      'namespace "new" is not in the cluster: taken to exist, with no label but kubernetes.io/metadata.name',
    )
  })

  test.for([
    { minor: '36', emulated: undefined, says: 'is Kubernetes 1.36' },
    { minor: '37', emulated: '35', says: 'is Kubernetes 1.35' },
    {
      minor: '99',
      emulated: undefined,
      says: 'is Kubernetes 1.99: judged as Kubernetes 1.37 would',
    },
    {
      minor: '20',
      emulated: undefined,
      says: 'is Kubernetes 1.20: judged as Kubernetes 1.28 would',
    },
  ])('release 1.$minor like $emulated', async ({ minor, emulated, says }) => {
    const version = {
      major: '1',
      minor,
      ...(emulated === undefined ? {} : { emulationMajor: '1', emulationMinor: emulated }),
    }
    const ran = await asking(
      withPolicies([loudPolicy, loudBinding], ({ path }) =>
        path === '/version' ? { body: version } : undefined,
      ),
    )
    expect(ran.stderr).toContain(`note: ${ran.url} ${says}\n`)
  })

  test('a release that is asked for goes before that of the server', async () => {
    const ran = await asking(withPolicies([loudPolicy, loudBinding]), {
      argv: ['--kubernetes-version', '1.30'],
    })
    expect(ran.stderr).toContain('is Kubernetes 1.36: judged as Kubernetes 1.30 would')
  })

  test('policies in files count in place of those of the cluster', async () => {
    const mine = {
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'ValidatingRule',
      metadata: { name: 'mine' },
      spec: {
        ...policyOf('mine', 'configmaps', 'false').spec,
        validations: [{ expression: 'namespaceObject.metadata.name != "shop"' }],
      },
    }
    const ran = await asking(withPolicies([loudPolicy, loudBinding]), {
      argv: ['--policies', 'mine.json', '--output', 'json'],
      files: { 'mine.json': JSON.stringify(mine) },
    })
    const { results } = JSON.parse(ran.stdout) as TestReport
    expect(results[0]?.findings.map(({ policy }) => policy)).toEqual(['mine'])
    expect(ran.asked).not.toContainEqual(expect.stringContaining('validatingadmissionpolic'))
  })

  test('no policy anywhere is an error', async () => {
    const ran = await asking(emptyCluster)
    expect(ran).toMatchObject({ code: 1, stdout: '' })
    expect(ran.stderr).toContain(`${ran.url}: error: there is no policy here [no-policies]`)
  })

  test('lists are read page by page, and go on where a continuation has expired', async () => {
    const pages: Readonly<Record<string, Told>> = {
      '': { body: { items: [policyOf('a', 'configmaps', 'false')], metadata: { continue: 'b' } } },
      b: {
        status: 410,
        body: { kind: 'Status', reason: 'Expired', metadata: { continue: 'later' } },
      },
      later: { body: { items: [loudPolicy], metadata: {} } },
    }
    const ran = await asking(
      withPolicies([bindingOf('a'), loudBinding], ({ path, query }) =>
        path.endsWith('/validatingadmissionpolicies')
          ? pages[query.get('continue') ?? '']
          : undefined,
      ),
      { argv: ['--output', 'json'] },
    )
    const { results } = JSON.parse(ran.stdout) as TestReport
    expect(results[0]?.applied).toEqual(['a', 'quiet'])
  })

  test('a server that is busy is asked again', async () => {
    let busy = 2
    const ran = await asking(
      withPolicies([loudPolicy, loudBinding], ({ path }) =>
        path === '/apis' && busy-- > 0
          ? { status: 429, headers: { 'retry-after': '0' }, body: {} }
          : undefined,
      ),
    )
    expect(ran.code).toBe(2)
  })

  test('a server that is too old for discovery in one piece is asked for each version', async () => {
    const ran = await asking(
      withPolicies([loudPolicy, loudBinding], ({ path }) => oldDiscovery[path]),
    )
    expect(ran.code).toBe(2)
  })

  test('a credential plugin is told the form of the answer, and its token is sent', async () => {
    const program =
      "const { apiVersion, spec } = JSON.parse(process.env.KUBERNETES_EXEC_INFO); console.log(JSON.stringify({ apiVersion, kind: 'ExecCredential', status: { token: spec.cluster.server + process.env.SALT } }))"
    const tokens = new Set<string>()
    const ran = await asking(
      withPolicies([loudPolicy, loudBinding], ({ headers }) => {
        tokens.add(String(headers.authorization))
        return undefined
      }),
      {
        user: {
          exec: {
            apiVersion: 'client.authentication.k8s.io/v1',
            command: process.execPath,
            args: ['-e', program],
            env: [{ name: 'SALT', value: '!' }],
            provideClusterInfo: true,
          },
        },
      },
    )
    expect(ran.code).toBe(2)
    expect([...tokens]).toEqual([`Bearer ${ran.url}!`])
  })
})

test('a user may have a token in a file, and act as somebody in groups', async () => {
  const seen: Asked['headers'][] = []
  const ran = await asking(
    withPolicies([loudPolicy, loudBinding], ({ headers }) => {
      seen.push(headers)
      return undefined
    }),
    {
      user: { tokenFile: 'token', as: 'jane', 'as-groups': ['a', 'b'], 'as-uid': '7' },
      files: { token: 'from-file\n' },
    },
  )
  expect(ran.code).toBe(2)
  expect(seen[0]).toMatchObject({
    authorization: 'Bearer from-file',
    'impersonate-user': 'jane',
    'impersonate-group': 'a, b',
    'impersonate-uid': '7',
  })
})

test('of several kubeconfigs the first that says something counts', async () => {
  const { url, certificates } = await startApiServer(withPolicies([loudPolicy, loudBinding]))
  const cwd = await temporaryFolder({
    'm.yaml': configMap,
    first: '{"current-context":"here","users":[{"name":"tester","user":{"token":"a"}}]}',
    second: kubeconfigFor({ server: url, authority: certificates.authority.certificate }),
  })
  const ran = await run(
    testCommand,
    ['--cluster', '--kubeconfig', ['first', 'gone', 'second'].join(delimiter), 'm.yaml'],
    { cwd },
  )
  expect(ran.code).toBe(2)
})

const oldDiscovery: Readonly<Record<string, Told>> = Object.fromEntries([
  ['/api', { body: { kind: 'APIVersions', versions: ['v1'] } }],
  [
    '/apis',
    {
      body: {
        kind: 'APIGroupList',
        groups: ['apps', 'admissionregistration.k8s.io', 'away.example.com'].map((name) => ({
          name,
          versions: [{ version: 'v1' }],
          preferredVersion: { version: 'v1' },
        })),
      },
    },
  ],
  ...Object.entries(served).map(([key, resources]) => [
    key.startsWith('/') ? `/api${key}` : `/apis/${key}`,
    {
      body: {
        resources: resources.map(([name, kind]) => ({
          name,
          kind,
          namespaced: true,
          verbs: ['create', 'list'],
        })),
      },
    },
  ]),
])

describe('what somebody may do is asked of the cluster', () => {
  const asks = policyOf(
    'asks',
    'configmaps',
    "authorizer.serviceAccount('shop', 'web').group('').resource('secrets').namespace('shop').check('list').allowed()",
  )
  const reviews = '/apis/authorization.k8s.io/v1/subjectaccessreviews'

  test.for([
    { allowed: true, code: 0 },
    { allowed: false, code: 2 },
  ])('allowed: $allowed', async ({ allowed, code }) => {
    const bodies: string[] = []
    const ran = await asking(
      withPolicies([asks, bindingOf('asks')], ({ path, body }) => {
        if (path !== reviews) return undefined
        bodies.push(body)
        return { status: 201, body: { status: { allowed } } }
      }),
    )
    expect(ran.code).toBe(code)
    expect(bodies.map((body) => JSON.parse(body).spec)).toEqual([
      {
        user: 'system:serviceaccount:shop:web',
        groups: ['system:serviceaccounts', 'system:serviceaccounts:shop'],
        resourceAttributes: {
          namespace: 'shop',
          verb: 'list',
          version: '*',
          resource: 'secrets',
        },
      },
    ])
  })

  test('who may not ask reads what to grant', async () => {
    const ran = await asking(
      withPolicies([asks, bindingOf('asks')], ({ path }) =>
        path === reviews ? { status: 403, body: { kind: 'Status', message: 'no' } } : undefined,
      ),
      { argv: ['--output', 'json'] },
    )
    const { results } = JSON.parse(ran.stdout) as TestReport
    expect(results[0]?.findings[0]?.message).toContain(
      'no; grant it the verb create on subjectaccessreviews.authorization.k8s.io',
    )
  })
})

describe('what runs', () => {
  const noLatest = policyOf(
    'quiet',
    'deployments',
    "object.spec.template.spec.containers.all(c, !c.image.endsWith(':latest'))",
  )
  const deployments = ['web', 'api', 'old'].map((name) => ({
    metadata: { name, namespace: 'shop' },
    spec: {
      template: { spec: { containers: [{ name, image: name === 'old' ? 'a:latest' : 'a:1' }] } },
    },
  }))
  const running = withPolicies([noLatest, loudBinding], ({ path, query }) => {
    if (!path.endsWith('/deployments')) return undefined
    const start = Number(query.get('continue') ?? 0)
    const rest = start + 2 < deployments.length ? { continue: String(start + 2) } : {}
    return { body: { items: deployments.slice(start, start + 2), metadata: rest } }
  })

  test.for([
    { name: 'of the kinds that policies match', operands: [], path: '/apis/apps/v1/deployments' },
    { name: 'of named kinds', operands: ['deployments'], path: '/apis/apps/v1/deployments' },
    {
      name: 'of a namespace',
      operands: ['--namespace', 'shop', 'deployments.apps'],
      path: '/apis/apps/v1/namespaces/shop/deployments',
    },
  ])('$name', async ({ operands, path }) => {
    const ran = await asking(running, {
      argv: ['--objects-from-cluster', '--output', 'json'],
      operands,
    })
    const { results, notes } = JSON.parse(ran.stdout) as TestReport
    expect(ran.code).toBe(2)
    expect(results.map(({ source, verdict }) => [source, verdict])).toEqual([
      ['cluster:apps/v1/Deployment shop/web', 'pass'],
      ['cluster:apps/v1/Deployment shop/api', 'pass'],
      ['cluster:apps/v1/Deployment shop/old', 'deny'],
    ])
    expect(results[2]?.findings[0]?.path).toBe('spec.template.spec.containers[0].image')
    expect(ran.asked.filter((asked) => asked.includes('/deployments'))).toEqual([
      `GET ${path}?limit=500`,
      `GET ${path}?limit=500&continue=2`,
    ])
    expect(notes).toContain('judged as they stand: deployments.apps')
  })

  test('a resource that is not there', async () => {
    const ran = await asking(running, {
      argv: ['--objects-from-cluster'],
      operands: ['deployment'],
    })
    expectOneLine(
      ran,
      'the cluster has no resource "deployment" that can be listed; did you mean deployments.apps?',
    )
  })

  test('what a judged workload made is left to it, unless it is asked for', async () => {
    const owner = (kind: string, apiVersion = 'apps/v1') => ({
      ownerReferences: [{ apiVersion, kind, name: 'web', controller: true }],
    })
    const items: Readonly<Record<string, readonly object[]>> = {
      deployments: [{ metadata: { name: 'web', namespace: 'shop' } }],
      replicasets: [{ metadata: { name: 'web-1', namespace: 'shop', ...owner('Deployment') } }],
      pods: [
        { metadata: { name: 'web-1-a', namespace: 'shop', ...owner('ReplicaSet') } },
        { metadata: { name: 'alone', namespace: 'shop' } },
        {
          metadata: { name: 'other', namespace: 'shop', ...owner('Widget', 'example.com/v1') },
        },
      ],
    }
    const templates = {
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'ValidatingRule',
      metadata: { name: 'templates' },
      spec: { podTemplates: true, ...policyOf('templates', 'pods', 'true').spec },
    }
    const direct = {
      ...templates,
      metadata: { name: 'direct' },
      spec: policyOf('direct', 'pods', 'true').spec,
    }
    const says = withPolicies([], ({ path }) => {
      const found = items[path.split('/').at(-1) ?? '']
      return found === undefined ? undefined : { body: { items: found, metadata: {} } }
    })
    const judged = async (rules: readonly object[], argv: readonly string[] = []) => {
      const ran = await asking(says, {
        argv: ['--objects-from-cluster', '--policies', 'rules.json', '--output', 'json', ...argv],
        operands: [],
        files: { 'rules.json': rules.map((rule) => JSON.stringify(rule)).join('\n') },
      })
      const { results, notes } = JSON.parse(ran.stdout) as TestReport
      return { names: results.map(({ name }) => name), notes }
    }
    const some = await judged([templates])
    expect(some.names.sort()).toEqual(['alone', 'other', 'web'])
    expect(some.notes).toContain(
      'left out, for the workload that made them is judged with the same policies: 2 (--owned judges them too)',
    )
    const all = ['alone', 'other', 'web', 'web-1', 'web-1-a']
    expect((await judged([templates], ['--owned'])).names.sort()).toEqual(all)
    const pods = ['alone', 'other', 'web', 'web-1-a']
    expect((await judged([templates, direct])).names.sort()).toEqual(pods)
  })
})

test('check reads the policies of the cluster', async () => {
  const broken = policyOf('quiet', 'configmaps', "object.data.mode != 'loud' &&")
  const ran = await asking(withPolicies([broken, loudBinding]), { command: check, operands: [] })
  expect(ran.code).toBe(2)
  expect(ran.stdout).toContain('cluster:ValidatingAdmissionPolicy/quiet')
})

test('explain tells of the policies and the namespaces of the cluster', async () => {
  const inShop = policyOf('shop', 'configmaps', "namespaceObject.metadata.name != 'shop'")
  const ran = await asking(withPolicies([inShop, bindingOf('shop')]), {
    command: explain,
    argv: ['--output', 'json'],
  })
  expect(ran.code).toBe(0)
  expect(JSON.parse(ran.stdout).explanations[0]).toMatchObject({ verdict: 'deny' })
  expect(ran.asked).toContain('GET /api/v1/namespaces/shop')
})

test('review answers with the policies and the namespaces of the cluster', async () => {
  const request = {
    uid: 'b0a1',
    kind: { group: '', version: 'v1', kind: 'ConfigMap' },
    resource: { group: '', version: 'v1', resource: 'configmaps' },
    namespace: 'shop',
    operation: 'CREATE',
    object: { apiVersion: 'v1', kind: 'ConfigMap', data: { mode: 'quiet' } },
  }
  const inShop = policyOf('shop', 'configmaps', "namespaceObject.metadata.name != 'shop'")
  const ran = await asking(withPolicies([inShop, bindingOf('shop')]), {
    command: review,
    operands: ['r.json'],
    files: {
      'r.json': JSON.stringify({
        apiVersion: 'admission.k8s.io/v1',
        kind: 'AdmissionReview',
        request,
      }),
    },
  })
  expect(ran.code).toBe(0)
  expect(JSON.parse(ran.stdout).response).toMatchObject({ uid: 'b0a1', allowed: false })
})

test('verify runs cases with the params of the cluster', async () => {
  const policy = {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'mode' },
    spec: {
      ...policyOf('mode', 'configmaps', 'object.data.mode in params.data').spec,
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      paramRef: { name: 'modes', namespace: 'shop', parameterNotFoundAction: 'Deny' },
    },
  }
  const object = { apiVersion: 'v1', kind: 'ConfigMap', metadata: { name: 'a' } }
  const cases = {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'PolicyCases',
    metadata: { name: 'mode' },
    cases: [
      { name: 'quiet', object: { ...object, data: { mode: 'quiet' } }, expect: { allowed: true } },
      { name: 'loud', object: { ...object, data: { mode: 'loud' } }, expect: { allowed: false } },
    ],
  }
  const modes = { metadata: { name: 'modes', namespace: 'shop' }, data: { quiet: '' } }
  const ran = await asking(
    withPolicies([], ({ path, query }) =>
      path === '/api/v1/namespaces/shop/configmaps' &&
      query.get('fieldSelector') === 'metadata.name=modes'
        ? { body: { items: [modes], metadata: {} } }
        : undefined,
    ),
    {
      command: verify,
      operands: ['rules'],
      files: {
        'rules/policy.json': JSON.stringify(policy),
        'rules/cases.json': JSON.stringify(cases),
      },
    },
  )
  expect(ran).toMatchObject({ code: 0 })
  expect(ran.stderr).toContain('2 cases')
})
