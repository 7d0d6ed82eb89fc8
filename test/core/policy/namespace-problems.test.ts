import { expect, test } from 'vitest'
import { policySetMaker } from '#src/core/policy/policy-set.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

const rule = (
  spec: string,
  metadata = '{name: r, namespace: shop}',
  kind = 'NamespacedValidating',
) =>
  `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}Rule
metadata: ${metadata}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  ${kind.endsWith('Mutating') ? "mutations: [{patchType: JSONPatch, jsonPatch: {expression: \"[JSONPatch{op: 'remove', path: '/spec/a'}]\"}}]" : 'validations: [{expression: "true"}]'}
${spec.replaceAll(/^/gm, '  ')}
`

const load = (text: string) => policySetMaker('1.37')(readYaml({ name: 'p.yaml', text }).documents)

test.for([
  {
    name: 'a namespaced kind without a namespace',
    text: rule('', '{name: r}'),
    problem: {
      code: 'required-field',
      path: 'metadata.namespace',
      message: 'Required value',
      remedy: 'give namespace a value',
    },
  },
  {
    name: 'an empty namespace',
    text: rule('', '{name: r, namespace: ""}', 'NamespacedMutating'),
    problem: { code: 'required-field', path: 'metadata.namespace', line: 3 },
  },
  {
    name: 'a kind of the cluster with a namespace',
    text: rule('', '{name: r, namespace: shop}', 'Validating'),
    problem: {
      code: 'forbidden-field',
      path: 'metadata.namespace',
      line: 3,
      message: 'a ValidatingRule has no namespace: it judges the objects of all namespaces',
      found: 'shop',
      remedy: 'make it a NamespacedValidatingRule, or remove namespace',
    },
  },
  {
    name: 'a namespaceSelector',
    text: rule('matchResources: {namespaceSelector: {matchLabels: {a: b}}}'),
    problem: {
      code: 'reaches-out',
      path: 'spec.matchResources.namespaceSelector',
      line: 7,
      message: 'a namespaced policy judges its own namespace only',
      remedy: 'remove namespaceSelector',
    },
  },
  {
    name: 'a resource rule for what has no namespace',
    text: rule(
      'matchResources: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [nodes], scope: Cluster}]}',
    ),
    problem: {
      code: 'reaches-out',
      path: 'spec.matchResources.resourceRules[0].scope',
      line: 7,
      found: 'Cluster',
      remedy: 'remove scope, or the rule',
    },
  },
  {
    name: 'params of another namespace',
    text: rule(
      'paramKind: {apiVersion: v1, kind: ConfigMap}\nparamRef: {name: p, namespace: bank, parameterNotFoundAction: Deny}',
    ),
    problem: {
      code: 'reaches-out',
      path: 'spec.paramRef.namespace',
      line: 8,
      found: 'bank',
      expected: 'shop',
      message: 'a namespaced policy reads params of its own namespace only',
    },
  },
  {
    name: 'params outside of namespaces',
    text: rule(
      'paramKind: {apiVersion: v1, kind: Node}\nparamRef: {name: p, parameterNotFoundAction: Deny}',
      undefined,
      'NamespacedMutating',
    ),
    problem: {
      code: 'reaches-out',
      path: 'spec.paramKind',
      line: 7,
      found: 'Node',
      message: 'a Node is outside of namespaces',
    },
  },
])('$name is a problem', ({ text, problem }) => {
  const { problems, policySet } = load(text)
  expect(problems).toMatchObject([{ severity: 'error', source: 'p.yaml', ...problem }])
  expect(policySet.policies.filter(({ policy }) => policy.broken === undefined)).toEqual([])
})

test.for([
  {
    name: 'params of its own namespace',
    spec: 'paramKind: {apiVersion: v1, kind: ConfigMap}\nparamRef: {name: p, namespace: shop, parameterNotFoundAction: Deny}',
  },
  {
    name: 'a scope Namespaced',
    spec: 'matchResources: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods], scope: Namespaced}]}',
  },
  {
    name: 'authorizer',
    spec: "matchConditions: [{name: a, expression: \"authorizer.path('/healthz').check('get').allowed()\"}]",
  },
  { name: 'an absent selector', spec: 'matchResources: {namespaceSelector: null}' },
])('$name is none', ({ spec }) => {
  expect(load(rule(spec)).problems).toEqual([])
})

test('a name may stand once in each namespace', () => {
  const text = [
    rule(''),
    rule('', '{name: r, namespace: bank}'),
    rule('', '{name: r}', 'Validating'),
  ]
  const { problems, policySet } = load([...text, rule('')].join('---\n'))
  expect(policySet.policies.map(({ policy }) => policy.name)).toEqual([
    'bank/r',
    'shop/r',
    'shop/r',
    'r',
  ])
  expect(problems.map(({ code, message }) => ({ code, message }))).toEqual([
    {
      code: 'duplicate-name',
      message: 'NamespacedValidatingRule "shop/r" stands already in p.yaml:3',
    },
  ])
})
