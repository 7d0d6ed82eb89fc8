import { expect, test } from 'vitest'
import { staticProblemsOf } from '#src/core/analysis/static-problems.ts'
import { createSnapshot, loadPolicies } from '#src/core/index.ts'
import { rule, type Spec, validatingRule, warningsFor } from '../policy-text.ts'

const fine = 'object.metadata.name != ""'

function about(rules: readonly Spec[], more: Spec = {}): readonly string[] {
  const matchConstraints = { resourceRules: rules, ...(more['match'] as Spec | undefined) }
  const { match: _, ...fields } = more
  return warningsFor([validatingRule({ expression: fine, matchConstraints, ...fields })]).filter(
    (text) => !text.startsWith('reads-null') && !text.startsWith('holds-up-deletion'),
  )
}

const at = 'spec.matchConstraints.resourceRules[0]'

test.for<{ name: string; rules: readonly Spec[]; more?: Spec; warnings: readonly string[] }>([
  { name: 'a rule that matches', rules: [rule()], warnings: [] },
  {
    name: 'every resource',
    rules: [rule({ apiGroups: ['*'], apiVersions: ['*'], resources: ['*'] })],
    warnings: [],
  },
  {
    name: 'a kind instead of a resource',
    rules: [rule({ resources: ['Pod'] })],
    warnings: [
      `unknown-resource ${at}.resources[0]: there is no resource "Pod" in the core group, so that this matches nothing`,
    ],
  },
  {
    name: 'a resource of another group',
    rules: [rule({ resources: ['deployments'] })],
    warnings: [
      `unknown-resource ${at}.resources[0]: there is no resource "deployments" in the core group, so that this matches nothing`,
    ],
  },
  {
    name: 'a version that is not served',
    rules: [rule({ apiGroups: ['apps'], apiVersions: ['v1beta1'], resources: ['deployments'] })],
    warnings: [
      `unknown-resource ${at}.resources[0]: deployments of apps is served as v1, not as v1beta1`,
    ],
  },
  {
    name: 'a version that is not served beside one that is',
    rules: [
      rule({ apiGroups: ['apps'], apiVersions: ['v1beta1', 'v1'], resources: ['deployments'] }),
    ],
    warnings: [],
  },
  {
    name: 'a group that nobody knows',
    rules: [rule({ apiGroups: ['example.com'], resources: ['gates'] })],
    warnings: [],
  },
  {
    name: 'a sub-resource that there is not',
    rules: [rule({ operations: ['UPDATE'], resources: ['pods/ephemeralcontainer'] })],
    warnings: [
      `unknown-resource ${at}.resources[0]: pods has not the sub-resource "ephemeralcontainer", so that this matches nothing`,
    ],
  },
  {
    name: 'CONNECT to what cannot connect',
    rules: [rule({ operations: ['CREATE', 'CONNECT'] })],
    warnings: [
      `operation-never-offered ${at}.operations[1]: admission is never asked for CONNECT of pods`,
    ],
  },
  {
    name: 'CREATE of pods/exec',
    rules: [rule({ operations: ['CREATE'], resources: ['pods/exec', 'pods'] })],
    warnings: [
      `operation-never-offered ${at}.resources[0]: admission is asked about pods/exec for CONNECT only, not for CREATE`,
    ],
  },
  {
    name: 'what is only read',
    rules: [rule({ resources: ['pods/log', 'pods'] })],
    warnings: [
      `operation-never-offered ${at}.resources[0]: admission is never asked about pods/log`,
    ],
  },
  {
    name: 'a review',
    rules: [
      rule({
        apiGroups: ['authorization.k8s.io'],
        operations: ['CREATE'],
        resources: ['subjectaccessreviews'],
      }),
    ],
    warnings: [
      expect.stringContaining(
        `never-admitted ${at}.resources[0]: the API server shows subjectaccessreviews to no policy`,
      ),
    ],
  },
  {
    name: 'webhook configurations, to a webhook',
    rules: [
      rule({
        apiGroups: ['admissionregistration.k8s.io'],
        resources: ['validatingwebhookconfigurations'],
      }),
    ],
    warnings: [expect.stringContaining('never-admitted')],
  },
  {
    name: 'a scope that Pods do not have',
    rules: [rule({ scope: 'Cluster' })],
    warnings: [
      `scope-mismatch ${at}.scope: pods stand in namespaces, so that this rule matches nothing`,
    ],
  },
  {
    name: 'Namespaces as if they stood in one',
    rules: [rule({ resources: ['namespaces'], scope: 'Namespaced' })],
    warnings: [
      `scope-mismatch ${at}.scope: namespaces stand in no namespace, so that this rule matches nothing`,
    ],
  },
  {
    name: 'a rule inside of another',
    rules: [rule({ resources: ['*'] }), rule({ operations: ['CREATE'] })],
    warnings: [
      'redundant-rule spec.matchConstraints.resourceRules[1]: spec.matchConstraints.resourceRules[0] matches all that this rule does',
    ],
  },
  {
    name: 'the same rule twice',
    rules: [rule(), rule()],
    warnings: [expect.stringContaining('redundant-rule spec.matchConstraints.resourceRules[1]')],
  },
  {
    name: 'rules that overlap',
    rules: [rule({ resources: ['pods', 'services'] }), rule({ resources: ['pods', 'secrets'] })],
    warnings: [],
  },
  {
    name: 'a rule for some names',
    rules: [rule(), rule({ resourceNames: ['a'] })],
    warnings: [expect.stringContaining('redundant-rule')],
  },
  {
    name: 'what is excluded as a whole',
    rules: [rule()],
    more: { match: { excludeResourceRules: [rule({ operations: ['*'], resources: ['*/*'] })] } },
    warnings: [`redundant-rule ${at}: excludeResourceRules exclude all that this rule matches`],
  },
  {
    name: 'what is excluded in part',
    rules: [rule()],
    more: { match: { excludeResourceRules: [rule({ resourceNames: ['a'] })] } },
    warnings: [],
  },
  {
    name: 'a label that is there and is not',
    rules: [rule()],
    more: {
      match: {
        objectSelector: {
          matchLabels: { app: 'a' },
          matchExpressions: [{ key: 'app', operator: 'DoesNotExist' }],
        },
      },
    },
    warnings: [
      'selector-contradiction spec.matchConstraints.objectSelector: no labels meet what objectSelector asks of "app", so that nothing matches',
    ],
  },
  {
    name: 'values that exclude each other',
    rules: [rule()],
    more: {
      match: {
        namespaceSelector: {
          matchExpressions: [
            { key: 'env', operator: 'In', values: ['a', 'b'] },
            { key: 'env', operator: 'NotIn', values: ['a'] },
            { key: 'env', operator: 'NotIn', values: ['b'] },
          ],
        },
      },
    },
    warnings: [
      expect.stringContaining('selector-contradiction spec.matchConstraints.namespaceSelector'),
    ],
  },
  {
    name: 'values of which one is left',
    rules: [rule()],
    more: {
      match: {
        namespaceSelector: {
          matchExpressions: [
            { key: 'env', operator: 'In', values: ['a', 'b'] },
            { key: 'env', operator: 'NotIn', values: ['a'] },
          ],
        },
      },
    },
    warnings: [],
  },
  {
    name: 'selectors of the policy and of its binding',
    rules: [rule()],
    more: {
      match: { namespaceSelector: { matchLabels: { env: 'a' } } },
      matchResources: { namespaceSelector: { matchLabels: { env: 'b' } } },
    },
    warnings: [
      expect.stringContaining(
        'selector-contradiction spec.matchResources.namespaceSelector: no labels meet what namespaceSelector asks of "env" together with the policy\'s own selector',
      ),
    ],
  },
  {
    name: 'a binding to something else',
    rules: [rule()],
    more: { matchResources: { resourceRules: [rule({ resources: ['services'] })] } },
    warnings: [
      expect.stringContaining('binding-matches-nothing spec.matchResources.resourceRules'),
    ],
  },
  {
    name: 'a binding to a part',
    rules: [rule({ resources: ['pods', 'services'] })],
    more: { matchResources: { resourceRules: [rule({ resources: ['services'] })] } },
    warnings: [],
  },
])('$name', ({ rules, more, warnings }) => {
  expect(about(rules, more)).toEqual(warnings)
})

test.for([
  {
    name: 'an image',
    resources: ['pods'],
    expression: "object.spec.containers.all(c, c.image != 'a')",
    added: ['pods/ephemeralcontainers'],
  },
  {
    name: 'ephemeral containers',
    resources: ['pods'],
    expression: 'object.spec.?ephemeralContainers.orValue([]).size() == 0',
    added: ['pods/ephemeralcontainers'],
  },
  {
    name: 'a port, which they do not have',
    resources: ['pods'],
    expression: 'object.spec.containers.all(c, !has(c.ports))',
    added: [],
  },
  {
    name: 'resources',
    resources: ['pods'],
    expression: 'object.spec.containers.all(c, has(c.resources.limits))',
    added: ['pods/resize'],
  },
  {
    name: 'a node',
    resources: ['pods'],
    expression: "object.spec.?nodeName.orValue('') == ''",
    added: ['pods/binding'],
  },
  {
    name: 'every sub-resource',
    resources: ['pods', 'pods/*'],
    expression: "object.spec.containers.all(c, c.image != 'a')",
    added: [],
  },
  {
    name: 'the sub-resource itself',
    resources: ['pods', 'pods/ephemeralcontainers'],
    expression: "object.spec.containers.all(c, c.image != 'a')",
    added: [],
  },
])('a by-pass of what is said of $name', ({ resources, expression, added }) => {
  const warnings = about([rule({ resources })], { expression })
  expect(warnings.map((text) => /: (\S+) .* past this policy/.exec(text)?.[1])).toEqual(added)
})

test.for([
  { resources: ['deployments'], added: ['deployments/scale'] },
  { resources: ['deployments', '*/scale'], added: [] },
  { resources: ['daemonsets'], added: [] },
])('replicas of $resources are changed through scale', ({ resources, added }) => {
  const warnings = about([rule({ apiGroups: ['apps'], resources })], {
    expression: 'object.spec.?replicas.orValue(1) < 9',
  })
  expect(
    warnings
      .filter((text) => !text.startsWith('redundant'))
      .map((text) => /: (\S+) .* past/.exec(text)?.[1]),
  ).toEqual(added)
})

test.for([
  { kind: 'ValidatingRule', kubernetesVersion: '1.36', codes: [] },
  { kind: 'ValidatingRule', kubernetesVersion: '1.37', codes: ['never-admitted'] },
  { kind: 'ValidatingAdmissionPolicy', kubernetesVersion: '1.36', codes: ['never-admitted'] },
] as const)('reviews and a $kind in $kubernetesVersion', ({ kind, kubernetesVersion, codes }) => {
  const reviews = rule({
    apiGroups: ['authentication.k8s.io'],
    operations: ['CREATE'],
    resources: ['tokenreviews'],
  })
  const apiVersion =
    kind === 'ValidatingRule' ? 'sallyport.dev/v1alpha1' : 'admissionregistration.k8s.io/v1'
  const policy = {
    ...validatingRule({ expression: fine, matchConstraints: { resourceRules: [reviews] } }),
    apiVersion,
    kind,
  }
  const { policies } = loadPolicies([{ name: 'p', text: JSON.stringify(policy) }], {
    kubernetesVersion,
  })
  const problems = staticProblemsOf(createSnapshot({ policies }).snapshot, { hasContext: false })
  const found = problems.map(({ code }) => code).filter((code) => code === 'never-admitted')
  expect(found).toEqual(codes)
})
