import { describe, expect, test } from 'vitest'
import { policyIndex } from '#src/core/matching/policy-index.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'
import { decide, snapshotOf } from '#test/support/decide.ts'

const everything =
  'matchConstraints: {resourceRules: [{apiGroups: ["*"], apiVersions: ["*"], operations: ["*"], resources: ["*/*"]}]}'

const rule = (spec: string, metadata = '{name: r, namespace: shop}', kind = 'Validating'): string =>
  `apiVersion: sallyport.dev/v1alpha1
kind: ${metadata.includes('namespace') ? 'Namespaced' : ''}${kind}Rule
metadata: ${metadata}
spec:
  ${everything}
${spec.replaceAll(/^/gm, '  ')}
`

const never = 'validations: [{expression: "false", message: never}]'

const configMap = (namespace: string, data: JsonObject = {}): JsonObject => ({
  apiVersion: 'v1',
  kind: 'ConfigMap',
  metadata: { name: 'c', namespace },
  data,
})

const namespaceObject = (name: string): JsonObject => ({
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name },
})

describe('a namespaced rule sees', () => {
  test.for([
    { name: 'an object of its namespace', object: configMap('shop'), journey: {}, sees: true },
    { name: 'no object of another', object: configMap('shops'), journey: {}, sees: false },
    { name: 'not its namespace itself', object: namespaceObject('shop'), journey: {}, sees: false },
    {
      name: 'no sub-resource of its namespace',
      object: namespaceObject('shop'),
      journey: { operation: 'UPDATE', subResource: 'status' },
      sees: false,
    },
    {
      name: 'nothing outside of namespaces',
      object: { apiVersion: 'v1', kind: 'Node', metadata: { name: 'shop' } },
      journey: {},
      sees: false,
    },
    {
      name: 'a sub-resource of an object in its namespace',
      object: { apiVersion: 'v1', kind: 'Pod', metadata: { name: 'p', namespace: 'shop' } },
      journey: { operation: 'UPDATE', subResource: 'status' },
      sees: true,
    },
  ] as const)('$name', ({ object, journey, sees }) => {
    const decision = decide(object, { policies: rule(never), journey })
    expect(decision.allowed).toBe(!sees)
    expect(decision.applied).toEqual(sees ? ['shop/r'] : [])
    expect(decision.skips).toEqual([])
  })
})

test('findings, audit keys and the refusal name it with its namespace', () => {
  const spec = `${never}
validationActions: [Deny, Audit]
auditAnnotations: [{key: seen, valueExpression: "'yes'"}]`
  const decision = decide(configMap('shop'), { policies: rule(spec) })
  expect(decision.status?.message).toBe('shop/r: never (decision 705ab4f5)')
  expect(decision.findings).toMatchObject([
    { policyKind: 'NamespacedValidatingRule', policy: 'shop/r', binding: 'shop/r', effect: 'deny' },
    {
      policyKind: 'NamespacedValidatingRule',
      policy: 'shop/r',
      binding: 'shop/r',
      effect: 'audit',
    },
  ])
  expect(decision.auditAnnotations).toMatchObject({ 'shop_r.seen': 'yes' })
})

test('rules of one name in several namespaces and in the cluster stand beside each other', () => {
  const policies = [
    rule(never, '{name: r}'),
    rule(never, '{name: r, namespace: shop}'),
    rule(never, '{name: r, namespace: bank}'),
  ].join('---\n')
  expect(decide(configMap('shop'), { policies }).applied).toEqual(['shop/r', 'r'])
  expect(decide(configMap('bank'), { policies }).applied).toEqual(['bank/r', 'r'])
  expect(decide(configMap('other'), { policies }).applied).toEqual(['r'])
})

test('in other namespaces the candidates are the very list of the cluster', () => {
  const { policySet } = snapshotOf({
    policies: [rule(never, '{name: a}'), rule(never)].join('---\n'),
  })
  const ofCluster = policySet.policies.filter(({ policy }) => policy.namespace === '')
  const index = policyIndex(policySet.policies)
  const request = { door: 'validate', operation: 'CREATE', namespace: 'other', subResource: '' }
  const resource = { group: '', version: 'v1', resource: 'configmaps' }
  const asked = { ...request, resource, requestResource: resource, requestSubResource: '' } as const
  const first = index.candidates(asked as never)
  expect(first.map(({ compiled }) => compiled)).toEqual(ofCluster)
  expect(index.candidates(asked as never)).toBe(first)
})

test('what a rule of the cluster sets, no rule of the namespace sets otherwise', () => {
  const setting = (value: string) =>
    `mutations: [{patchType: ApplyConfiguration, applyConfiguration: {expression: "Object{data: {'tier': '${value}'}}"}}]`
  const policies = [
    rule(setting('team'), '{name: z, namespace: shop}', 'Mutating'),
    rule(setting('platform'), '{name: a}', 'Mutating'),
  ].join('---\n')
  const decision = decide(configMap('shop'), { policies, journey: { door: 'mutate' } })
  expect(decision.changes.map(({ policy }) => policy)).toEqual(['shop/z', 'a'])
  expect(decision.patch).toEqual([{ op: 'add', path: '/data/tier', value: 'platform' }])
})

describe('params', () => {
  const limits = (namespace: string, value: string) => `apiVersion: v1
kind: ConfigMap
metadata: {name: limits, namespace: ${namespace}}
data: {word: ${value}}
`
  const spec = `paramKind: {apiVersion: v1, kind: ConfigMap}
paramRef: {name: limits, parameterNotFoundAction: Deny}
validations: [{expression: "params.data.word == 'no'", messageExpression: "string(params.data.word)"}]`

  test('are those of its own namespace', () => {
    const context = [limits('bank', 'far'), limits('shop', 'near')].join('---\n')
    const decision = decide(configMap('shop'), { policies: rule(spec), context })
    expect(decision.findings.map(({ message }) => message)).toEqual(['near'])
  })

  test('of a custom kind outside of namespaces are none that it may read', () => {
    const definition = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: {name: limits.example.com}
spec:
  group: example.com
  scope: Cluster
  names: {kind: Limit, plural: limits, singular: limit}
  versions: [{name: v1, served: true, storage: true, schema: {openAPIV3Schema: {type: object, x-kubernetes-preserve-unknown-fields: true}}}]
---
apiVersion: example.com/v1
kind: Limit
metadata: {name: limits}
data: {word: far}
`
    const policies = rule(
      spec.replace('apiVersion: v1, kind: ConfigMap', 'apiVersion: example.com/v1, kind: Limit'),
    )
    const decision = decide(configMap('shop'), { policies, context: definition })
    expect(decision.findings.map(({ message }) => message)).toEqual([
      'failed to configure binding: a namespaced policy reads no params outside of namespaces, such as a Limit',
    ])
  })
})
