import fc from 'fast-check'
import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import { isObject, type JsonObject, ownKinds } from '#src/core/index.ts'
import { customResourceDefinition } from '#src/core/policy/definitions/custom-resource-definition.ts'
import { damaged } from '#test/core/policy/random-document.ts'
import { type ApiClient, apiClient } from './api-client.ts'
import { type ControlPlane, startControlPlane } from './control-plane.ts'
import { opinionsOf, readerSays } from './kinds/agreement.ts'
import { baseDocuments, ownPolicies } from './kinds/base-documents.ts'
import { type KindsServer, startKindsServer } from './kinds/kinds-server.ts'
import { eventually } from './wait.ts'

let cluster: ControlPlane
let api: ApiClient
let server: KindsServer

beforeAll(async () => {
  cluster = await startControlPlane()
  api = apiClient(cluster.kubeconfig)
  for (const name of ['sallyport', 'shop']) await cluster.createNamespace(name)
  await apply(ownKinds.map(customResourceDefinition))
  const args = ['wait', '--for=condition=Established', 'crd', '--all', '--timeout=30s']
  expect((await cluster.kubectl(args)).code).toBe(0)
  await apply([storedBroken])
})

afterAll(async () => {
  await server?.stop()
  api?.close()
  await cluster?.stop()
})

const apiVersion = 'sallyport.dev/v1alpha1'
const rules = [
  { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
]

function rule(name: string, spec: JsonObject): JsonObject {
  return {
    apiVersion,
    kind: 'ValidatingRule',
    metadata: { name },
    spec: { matchConstraints: { resourceRules: rules }, ...spec },
  }
}

function namespaced(spec: JsonObject): JsonObject {
  const { spec: whole } = rule('own', spec) as { readonly spec: JsonObject }
  return {
    apiVersion,
    kind: 'NamespacedValidatingRule',
    metadata: { name: 'own', namespace: 'shop' },
    spec: whole,
  }
}

function exemption(name: string, namespace: string, spec: JsonObject): JsonObject {
  return {
    apiVersion,
    kind: 'PolicyExemption',
    metadata: { name, namespace },
    spec: {
      policies: [{ name: 'in-force' }],
      namespaces: ['shop'],
      expires: '2099-01-01',
      reason: 'is replaced',
      ...spec,
    },
  }
}

/** What an older Sallyport took, and this one does not. */
const storedBroken = rule('stored-broken', {
  validations: [{ expression: 'has(object.spec) &&\n  objekt.spec.hostname' }],
})

describe('definitions', () => {
  test('they are structural, nothing is defaulted', async () => {
    const { items } = JSON.parse(await get(['crd'])) as { readonly items: readonly JsonObject[] }
    expect(items).toHaveLength(ownKinds.length)
    expect(JSON.stringify(items)).not.toContain('"default":')
    const conditions = items.flatMap(({ status }) => (status as JsonObject)['conditions'])
    const types = (conditions as readonly JsonObject[]).map(
      ({ type, status }) => `${type}=${status}`,
    )
    expect(new Set(types)).toEqual(new Set(['NamesAccepted=True', 'Established=True']))
  })

  test.for(ownKinds.map(({ kind, shortName }) => ({ kind, shortName })))(
    '$kind is called $shortName, and explained',
    async ({ shortName }) => {
      expect((await cluster.kubectl(['get', shortName, '-A'])).code).toBe(0)
      const { stdout } = await cluster.kubectl(['explain', `${shortName}.spec`])
      expect(stdout).toMatch(/DESCRIPTION:\n {4}\w/)
      expect(stdout).not.toContain('<no description>')
    },
  )
})

const bases = baseDocuments()

describe('schemas and the reader', () => {
  test('what is right, both take', async () => {
    const opinions = await Promise.all(bases.map((one) => opinionsOf(api, one)))
    const right = opinions.filter(({ reader }) => reader === undefined)
    expect(right.length).toBeGreaterThan(15)
    expect(right.filter(({ schema }) => schema !== undefined)).toEqual([])
  })

  test('of what is damaged the schemas refuse nothing that the reader takes', async () => {
    const documents = fc.sample(damaged(fc.constantFrom(...bases)), 150)
    const opinions = []
    for (const document of documents.filter(isObject).filter(isOfOurs)) {
      opinions.push(await opinionsOf(api, document))
    }
    const only = opinions.filter(({ schema, reader }) => schema !== undefined && !reader)
    expect(only).toEqual([])
    const taken = opinions.filter(({ schema, reader }) => !schema && !reader)
    const refused = opinions.filter(({ schema, reader }) => schema && reader)
    expect(taken.length).toBeGreaterThan(3)
    expect(refused.length).toBeGreaterThan(50)
  })
})

function isOfOurs(document: JsonObject): boolean {
  const { metadata } = document
  const base = bases.find(({ kind }) => kind === document['kind'])
  const ofBase = base?.['metadata']
  return (
    document['apiVersion'] === apiVersion &&
    base !== undefined &&
    isObject(metadata) &&
    typeof metadata['name'] === 'string' &&
    (metadata['namespace'] ?? null) === (isObject(ofBase) ? (ofBase['namespace'] ?? null) : null)
  )
}

describe("the repository's policies", () => {
  test('are stored as they were written, and show no drift', async () => {
    const policies = ownPolicies()
    const files = policies.flatMap(({ path }) => ['-f', path])
    expect(await cluster.kubectl(['apply', ...files])).toMatchObject({ code: 0, stderr: '' })
    for (const { value } of policies) {
      const { kind, metadata, spec } = value as { readonly [key: string]: JsonObject }
      const stored = JSON.parse(await get([String(kind), String(metadata?.['name'])]))
      expect(stored.spec).toEqual(spec)
    }
    const { stdout } = await cluster.kubectl(['apply', ...files])
    expect(
      stdout
        .trim()
        .split('\n')
        .filter((line) => !line.endsWith(' unchanged')),
    ).toEqual([])
    expect(await cluster.kubectl(['diff', ...files])).toMatchObject({ code: 0, stdout: '' })
  })

  test('server-side apply the second time changes nothing', async () => {
    const [first] = ownPolicies()
    const args = [
      'apply',
      '--server-side',
      '--field-manager=other',
      '--force-conflicts',
      '-f',
      first?.path ?? '',
    ]
    const versions = []
    for (const _ of [1, 2]) {
      const { stdout } = await cluster.kubectl([
        ...args,
        '-o',
        'jsonpath={.metadata.resourceVersion}',
      ])
      versions.push(stdout)
    }
    expect(versions[1]).toBe(versions[0])
  })
})

describe('what schemas refuse', () => {
  test.for([
    {
      name: 'a field that there is not',
      object: rule('x', { validations: [{ expression: 'true' }], failurePolice: 'Fail' }),
      says: 'unknown field "spec.failurePolice"',
    },
    {
      name: 'nothing to say',
      object: rule('x', {}),
      says: 'one of validations, auditAnnotations and podSecurity must be given',
    },
    {
      name: 'Deny and Warn',
      object: rule('x', {
        validations: [{ expression: 'true' }],
        validationActions: ['Deny', 'Warn'],
      }),
      says: 'must not contain both Deny and Warn',
    },
    {
      name: 'a paramRef without a name or a selector',
      object: rule('x', {
        validations: [{ expression: 'true' }],
        paramRef: { parameterNotFoundAction: 'Deny' },
      }),
      says: 'one of name and selector must be given, and not both',
    },
    {
      name: 'the other patch',
      object: {
        ...rule('x', {
          mutations: [{ patchType: 'JSONPatch', applyConfiguration: { expression: 'Object{}' } }],
        }),
        kind: 'MutatingRule',
      },
      says: 'jsonPatch must be given when patchType is JSONPatch',
    },
    {
      name: 'a namespaced rule that selects namespaces',
      object: namespaced({
        matchConstraints: { resourceRules: rules, namespaceSelector: {} },
        validations: [{ expression: 'true' }],
      }),
      says: 'a namespaced policy judges its own namespace only',
    },
    {
      name: 'a namespaced rule that looks elsewhere',
      object: namespaced({
        lookups: [{ name: 'pods', version: 'v1', resource: 'pods', namespace: "'other'" }],
        validations: [{ expression: 'true' }],
      }),
      says: 'a namespaced policy looks into its own namespace only',
    },
    {
      name: 'an exemption for everything',
      object: {
        ...exemption('x', 'shop', {}),
        spec: { policies: [{ name: 'x' }], expires: '2099-01-01', reason: 'x' },
      },
      says: 'the exemption does not say for which objects it is',
    },
    {
      name: 'an end that is no date',
      object: exemption('x', 'shop', { expires: 'next year' }),
      says: 'spec.expires in body should match',
    },
  ])('$name', async ({ object, says }) => {
    const { code, stderr } = await create(object)
    expect(code).toBe(1)
    expect(stderr).toContain(says)
    expect(readerSays(object)).toBeDefined()
  })
})

describe('behind the door', () => {
  beforeAll(async () => {
    server = await startKindsServer(cluster.kubeconfig)
    await apply([webhook(server), ...rights])
    await eventually('the door is asked', async () => {
      const { stderr } = await create(rule('probe', { validations: [{ expression: '1' }] }), [
        '--dry-run=server',
      ])
      if (!stderr.includes('denied the request')) throw new Error(stderr)
    })
  })

  test.for([
    {
      name: 'an expression, with field, line and column',
      object: rule('x', {
        validations: [{ expression: 'true' }, { expression: 'true &&\n  objekt.x' }],
      }),
      says: 'admission webhook "policies.sallyport.dev" denied the request: spec.validations[1].expression:2:3: undeclared reference to',
    },
    {
      name: 'a type',
      object: rule('x', {
        validations: [{ expression: 'object.spec.hostname + 1 == 2 && size(1) == 2' }],
      }),
      says: /spec\.validations\[0\]\.expression:1:\d+: found no matching overload for 'size'/,
    },
    {
      name: 'every problem, each on its line',
      object: rule('x', {
        variables: [{ name: 'a', expression: 'b' }],
        validations: [{ expression: '1' }],
        enforceFrom: '2030-13-01',
      }),
      says: /spec\.enforceFrom.*\nspec\.variables\[0\]\.expression:1:1: .*\nspec\.validations\[0\]\.expression/s,
    },
  ])('$name', async ({ object, says }) => {
    const { code, stderr } = await create(object)
    expect(code).toBe(1)
    expect(stderr).toMatch(says)
  })

  test('an exemption where exemptions do not count, and one from nothing, is a warning', async () => {
    const object = exemption('lost', 'shop', { policies: [{ name: 'nothing-like-it' }] })
    const { code, stderr } = await create(object)
    expect(code).toBe(0)
    expect(stderr).toMatch(
      /^Warning: spec\.policies\[0\]\.name: no policy is named "nothing-like-it"/m,
    )
    expect(stderr).toMatch(/^Warning: metadata\.namespace: the exemption is not honoured/m)
  })

  test('an old broken one can be labelled, changed for the better, and deleted with its finalizers', async () => {
    const name = ['vrule', 'stored-broken']
    const patch = (body: object) =>
      cluster.kubectl(['patch', ...name, '--type=merge', '-p', JSON.stringify(body)])
    expect(
      (await patch({ metadata: { labels: { a: 'b' }, finalizers: ['example.com/a'] } })).code,
    ).toBe(0)
    const changed = await patch({ spec: { failurePolicy: 'Ignore' } })
    expect(changed.stderr).toContain('spec.validations[0].expression:2:3')
    await apply([
      { ...storedBroken, metadata: { name: 'goes', finalizers: ['example.com/a'] }, spec: right },
    ])
    await cluster.kubectl(['delete', 'vrule', 'goes', '--wait=false'])
    const { code } = await cluster.kubectl([
      ...['patch', 'vrule', 'goes', '--type=merge', '-p', '{"metadata":{"finalizers":null}}'],
    ])
    expect(code).toBe(0)
  })

  describe('who writes a policy', () => {
    const secrets = { lookups: [{ name: 'secrets', version: 'v1', resource: 'secrets' }] }
    const param = (name: string) => ({
      paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
      paramRef: { name, namespace: 'shop', parameterNotFoundAction: 'Deny' },
      validations: [{ expression: 'params != null' }],
    })
    const looking = { ...secrets, validations: [{ expression: 'size(lookups.secrets) == 0' }] }
    test.for([
      {
        name: 'may not look up what they may not list',
        object: rule('jane', looking),
        refused: true,
      },
      {
        name: 'may not read a param that they may not get',
        object: rule('jane', param('hidden')),
        refused: true,
      },
      {
        name: 'may read the one that they may get',
        object: rule('jane', param('shown')),
        refused: false,
      },
      { name: 'may look up in their own namespace', object: namespaced(looking), refused: false },
    ])('$name', async ({ object, refused }) => {
      const { code, stderr } = await create(object, ['--as=jane', '--dry-run=server'])
      expect({ code, refused: stderr.includes('user "jane" may ') }).toEqual({
        code: refused ? 1 : 0,
        refused,
      })
      const byAdmin = await create(object, ['--dry-run=server'])
      expect(byAdmin.code).toBe(0)
    })
  })

  const right = {
    matchConstraints: { resourceRules: rules },
    validations: [{ expression: 'has(object.spec.hostname)', message: 'hostname' }],
  }

  describe('statuses', () => {
    test('a rule in force, one that became broken, exemptions', async () => {
      await apply([
        rule('in-force', { ...right, validationActions: ['Warn', 'Audit'] }),
        rule('later', { ...right, enforceFrom: '2099-01-01' }),
        rule('without-params', {
          ...right,
          paramKind: { apiVersion: 'v1', kind: 'ConfigMap' },
          paramRef: { name: 'gone', namespace: 'shop', parameterNotFoundAction: 'Deny' },
        }),
        exemption('active', 'sallyport', {}),
        exemption('elsewhere', 'shop', {}),
        exemption('over', 'sallyport', { expires: '2020-01-01' }),
        exemption('idle', 'sallyport', { policies: [{ name: 'nothing-like-it' }] }),
      ])
      const expected = [
        ['vrule/in-force', 'True', 'Compiled', 'Warn, Audit'],
        ['vrule/later', 'True', 'Compiled', 'Deny from 2099-01-01'],
        ['vrule/stored-broken', 'False', 'Broken', 'Deny'],
        ['vrule/without-params', 'False', 'ParamsNotFound', 'Deny'],
        ['-n sallyport pexempt/active', 'True', 'Active', undefined],
        ['-n shop pexempt/elsewhere', 'False', 'NotHonoured', undefined],
        ['-n sallyport pexempt/over', 'False', 'Expired', undefined],
        ['-n sallyport pexempt/idle', 'False', 'Idle', undefined],
      ] as const
      for (const [name, ready, reason, actions] of expected) {
        const { metadata, status } = await statusOf(name)
        expect([
          name,
          status.conditions[0].status,
          status.conditions[0].reason,
          status.actions,
        ]).toEqual([name, ready, reason, actions])
        expect(status.observedGeneration).toBe(metadata.generation)
      }
    })

    test('one that became broken says where', async () => {
      const { status } = await statusOf('vrule/stored-broken')
      expect(status.problems[0]).toMatchObject({
        severity: 'error',
        path: 'spec.validations[0].expression',
        line: 2,
        column: 3,
      })
      expect(status.conditions[0].message).toContain('its failure policy (Fail) decides')
      expect(status).toMatchObject({ errors: 1, failurePolicy: 'Fail', matching: 1 })
    })

    test('columns', async () => {
      const { stdout } = await cluster.kubectl(['get', 'vrule', 'in-force', 'stored-broken'])
      expect(
        stdout
          .split('\n')
          .map((line) => line.replaceAll(/ {2,}/g, '|').replace(/\|\d+m?\d*s$/, '')),
      ).toEqual([
        'NAME|READY|STATUS|ACTIONS|FAILURE POLICY|MATCHING|AGE',
        'in-force|True|Compiled|Warn, Audit|Fail|1',
        'stored-broken|False|Broken|Deny|Fail|1',
        '',
      ])
      const all = await cluster.kubectl(['get', 'sallyport', '-A', '-o', 'name'])
      expect(all.stdout).toContain('policyexemption.sallyport.dev/active')
      expect(all.stdout).toContain('validatingrule.sallyport.dev/in-force')
    })

    test('a change of the spec is followed, and the condition keeps its time', async () => {
      const before = await statusOf('vrule/in-force')
      await apply([rule('in-force', { ...right, validationActions: ['Deny'] })])
      const after = await eventually('the status follows', async () => {
        const found = await statusOf('vrule/in-force')
        if (found.status.actions !== 'Deny') throw new Error(JSON.stringify(found.status))
        return found
      })
      expect(after.status.observedGeneration).toBe(before.status.observedGeneration + 1)
      expect(after.status.conditions[0].lastTransitionTime).toBe(
        before.status.conditions[0].lastTransitionTime,
      )
    })

    test('when all is said nothing is written any more', async () => {
      await eventually('nothing is written', async () => {
        const before = server.written()
        await new Promise((resolve) => setTimeout(resolve, 2_500))
        if (server.written() > before) throw new Error(`${server.written() - before} statuses`)
      })
      const { stdout } = await cluster.kubectl([
        'get',
        'vrule',
        'in-force',
        '--show-managed-fields',
        '-o',
        'json',
      ])
      const managers = (JSON.parse(stdout).metadata.managedFields as readonly JsonObject[]).map(
        ({ manager, subresource = '' }) => `${manager} ${subresource}`,
      )
      expect(managers).toContain('sallyport status')
      expect(managers).not.toContain('sallyport ')
    })
  })
})

// biome-ignore lint/suspicious/noExplicitAny: what the API server stores has many shapes
async function statusOf(name: string): Promise<any> {
  return eventually(`the status of ${name} is about its newest spec`, async () => {
    const object = JSON.parse(await get(name.split(' ')))
    if (object.status?.observedGeneration !== object.metadata.generation) {
      throw new Error(JSON.stringify(object.status))
    }
    return object
  })
}

async function get(args: readonly string[]): Promise<string> {
  const { code, stdout, stderr } = await cluster.kubectl(['get', ...args, '-o', 'json'])
  if (code !== 0) throw new Error(stderr)
  return stdout
}

async function create(object: JsonObject, args: readonly string[] = []) {
  return cluster.kubectl(['create', ...args, '-f', '-'], { input: JSON.stringify(object) })
}

async function apply(objects: readonly object[]): Promise<void> {
  const input = JSON.stringify({ apiVersion: 'v1', kind: 'List', items: objects })
  const { code, stderr } = await cluster.kubectl(['apply', '-f', '-'], { input })
  if (code !== 0) throw new Error(stderr)
}

function webhook({ url, ca }: KindsServer) {
  return {
    apiVersion: 'admissionregistration.k8s.io/v1',
    kind: 'ValidatingWebhookConfiguration',
    metadata: { name: 'kinds' },
    webhooks: [
      {
        name: 'policies.sallyport.dev',
        admissionReviewVersions: ['v1'],
        sideEffects: 'None',
        failurePolicy: 'Fail',
        clientConfig: {
          url: `${url}/validate/policies`,
          caBundle: Buffer.from(ca).toString('base64'),
        },
        rules: [
          {
            apiGroups: ['sallyport.dev'],
            apiVersions: ['v1alpha1'],
            operations: ['CREATE', 'UPDATE'],
            resources: ownKinds.map(({ plural }) => plural),
          },
        ],
      },
    ],
  }
}

const rbac = 'rbac.authorization.k8s.io/v1'
const jane = [{ apiGroup: 'rbac.authorization.k8s.io', kind: 'User', name: 'jane' }]
/** Jane writes rules, and reads one ConfigMap and the Secrets of a namespace. */
const rights = [
  {
    apiVersion: rbac,
    kind: 'ClusterRole',
    metadata: { name: 'rules' },
    rules: [{ apiGroups: ['sallyport.dev'], resources: ['*'], verbs: ['create'] }],
  },
  {
    apiVersion: rbac,
    kind: 'ClusterRoleBinding',
    metadata: { name: 'rules' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'ClusterRole', name: 'rules' },
    subjects: jane,
  },
  {
    apiVersion: rbac,
    kind: 'Role',
    metadata: { name: 'reads', namespace: 'shop' },
    rules: [
      { apiGroups: [''], resources: ['configmaps'], resourceNames: ['shown'], verbs: ['get'] },
      { apiGroups: [''], resources: ['secrets'], verbs: ['list'] },
    ],
  },
  {
    apiVersion: rbac,
    kind: 'RoleBinding',
    metadata: { name: 'reads', namespace: 'shop' },
    roleRef: { apiGroup: 'rbac.authorization.k8s.io', kind: 'Role', name: 'reads' },
    subjects: jane,
  },
]
