import { expect, test } from 'vitest'
import { policySetMaker } from '#src/core/policy/policy-set.ts'
import { printProblem } from '#src/core/source/print-problem.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

const valid = {
  policies: '[{name: limits}]',
  namespaces: '[shop]',
  expires: '2026-12-31',
  reason: 'the new charts come in January',
}

/** An exemption with these fields in the place of the valid ones; undefined leaves one out. */
function exemption(fields: Readonly<Record<string, string | undefined>> = {}): string {
  const spec = Object.entries({ ...valid, ...fields })
    .filter(([, text]) => text !== undefined)
    .map(([name, text]) => `  ${name}: ${text}\n`)
  return `apiVersion: sallyport.dev/v1alpha1
kind: PolicyExemption
metadata: { name: legacy, namespace: sallyport }
spec:
${spec.join('')}`
}

function load(text: string) {
  const { documents, problems } = readYaml({ name: 'e.yaml', text })
  const { policySet, problems: found } = policySetMaker('1.37')(documents)
  return { policySet, problems: [...problems, ...found] }
}

test.for([
  { name: 'nothing but what is required', fields: {} },
  { name: 'a moment', fields: { expires: '2026-12-31T18:00:00+02:00' } },
  { name: 'a date in quotes', fields: { expires: '"2026-12-31"' } },
  { name: 'everything, when it is said', fields: { namespaces: '["*"]' } },
  { name: 'objects alone', fields: { namespaces: undefined, objects: '[{names: [web-*]}]' } },
  {
    name: 'a selector alone',
    fields: { namespaces: undefined, matchResources: '{objectSelector: {matchLabels: {a: b}}}' },
  },
  {
    name: 'a condition alone',
    fields: { namespaces: undefined, matchConditions: '[{name: a, expression: "true"}]' },
  },
  {
    name: 'all that can be said',
    fields: {
      policies:
        '[{kind: NamespacedValidatingRule, namespace: team-*, name: "*", validations: [a], controls: [hostPorts]}]',
      objects: '[{kinds: [Deployment, Rollout.argoproj.io], names: ["system:node-?", web]}]',
      matchResources: '{matchPolicy: Exact, excludeResourceRules: null}',
      matchConditions: "[{name: a, expression: \"authorizer.path('/a').check('get').allowed()\"}]",
      requestedBy: 'shop team',
    },
  },
])('$name is an exemption', ({ fields }) => {
  const { policySet, problems } = load(exemption(fields))
  expect(problems.map(printProblem)).toEqual([])
  expect(policySet.exemptions).toHaveLength(1)
})

interface Broken {
  readonly name: string
  readonly fields: Readonly<Record<string, string | undefined>>
  readonly code: string
  readonly path: string
  readonly line: number
  readonly message: string
  readonly remedy: string
}

test.for<Broken>([
  {
    name: 'no policies',
    fields: { policies: undefined },
    code: 'required-field',
    path: 'spec.policies',
    line: 5,
    message: 'Required value',
    remedy: 'give policies a value',
  },
  {
    name: 'an empty list of policies',
    fields: { policies: '[]' },
    code: 'required-field',
    path: 'spec.policies',
    line: 5,
    message: 'Required value',
    remedy: 'give policies a value',
  },
  {
    name: 'no end',
    fields: { expires: undefined },
    code: 'required-field',
    path: 'spec.expires',
    line: 5,
    message: 'Required value',
    remedy: 'give expires a value',
  },
  {
    name: 'no reason',
    fields: { reason: '" "' },
    code: 'required-field',
    path: 'spec.reason',
    line: 8,
    message: 'Required value',
    remedy: 'give reason a value',
  },
  {
    name: 'an unknown field',
    fields: { expiry: '2026-12-31' },
    code: 'unknown-field',
    path: 'spec.expiry',
    line: 9,
    message: 'unknown field "expiry"',
    remedy: 'did you mean "expires"?',
  },
  {
    name: 'a day that there is not',
    fields: { expires: '2026-02-30' },
    code: 'invalid-date',
    path: 'spec.expires',
    line: 7,
    message: '"2026-02-30" is no date',
    remedy: 'write the last day (2026-12-31) or the moment of the end (2026-12-31T18:00:00Z)',
  },
  {
    name: 'a time without an offset',
    fields: { expires: '2026-12-31T18:00:00' },
    code: 'invalid-date',
    path: 'spec.expires',
    line: 7,
    message: '"2026-12-31T18:00:00" is no date',
    remedy: 'write the last day (2026-12-31) or the moment of the end (2026-12-31T18:00:00Z)',
  },
  {
    name: 'no objects',
    fields: { namespaces: undefined },
    code: 'exemption-for-everything',
    path: 'spec',
    line: 5,
    message: 'the exemption does not say for which objects it is',
    remedy: 'name the objects; if all of them are meant, say namespaces: ["*"]',
  },
  {
    name: 'match resources that leave nothing out',
    fields: {
      namespaces: undefined,
      matchResources: '{matchPolicy: Equivalent, objectSelector: {}, namespaceSelector: null}',
    },
    code: 'exemption-for-everything',
    path: 'spec',
    line: 5,
    message: 'the exemption does not say for which objects it is',
    remedy: 'name the objects; if all of them are meant, say namespaces: ["*"]',
  },
  {
    name: 'an empty list of namespaces',
    fields: { namespaces: '[]' },
    code: 'required-field',
    path: 'spec.namespaces',
    line: 6,
    message: 'Required value',
    remedy: 'give namespaces a value',
  },
  {
    name: 'a glob that no namespace fits',
    fields: { namespaces: '[shop, "[ab]"]' },
    code: 'never-matches',
    path: 'spec.namespaces[1]',
    line: 6,
    message: 'no namespace has such a name',
    remedy: 'write the name, or a glob of it',
  },
  {
    name: 'a glob that no policy fits',
    fields: { policies: '[{name: Limits}]' },
    code: 'never-matches',
    path: 'spec.policies[0].name',
    line: 5,
    message: 'no policy has such a name',
    remedy: 'write the name, or a glob of it',
  },
  {
    name: 'a glob that no object fits',
    fields: { objects: '[{names: [shop/web]}]' },
    code: 'never-matches',
    path: 'spec.objects[0].names[0]',
    line: 9,
    message: 'no object has such a name',
    remedy: 'write the name, or a glob of it',
  },
  {
    name: 'a resource in the place of a kind',
    fields: { objects: '[{kinds: [deployments], names: ["*"]}]' },
    code: 'never-matches',
    path: 'spec.objects[0].kinds[0]',
    line: 9,
    message: 'no kind is named "deployments"',
    remedy: 'write the kind as in objects, with or without its group: Deployment.apps',
  },
  {
    name: "Kubernetes' own kind of policy",
    fields: { policies: '[{kind: ValidatingAdmissionPolicy, name: limits}]' },
    code: 'not-exemptible',
    path: 'spec.policies[0].kind',
    line: 5,
    message:
      'a ValidatingAdmissionPolicy is carried out as in the API server, which knows no PolicyExemption',
    remedy: 'leave the objects out in matchResources of its ValidatingAdmissionPolicyBinding',
  },
  {
    name: 'the configuration of Pod Security',
    fields: { policies: '[{kind: PodSecurityConfiguration, name: a}]' },
    code: 'not-exemptible',
    path: 'spec.policies[0].kind',
    line: 5,
    message:
      'a PodSecurityConfiguration is carried out as in the API server, which knows no PolicyExemption',
    remedy: 'name users, namespaces or runtime classes in its exemptions',
  },
  {
    name: 'a kind that is none',
    fields: { policies: '[{kind: ValidatingRul, name: limits}]' },
    code: 'unsupported-value',
    path: 'spec.policies[0].kind',
    line: 5,
    message:
      'Unsupported value: "ValidatingRul": supported values: "ValidatingRule", "MutatingRule", "NamespacedValidatingRule", "NamespacedMutatingRule"',
    remedy: 'did you mean "ValidatingRule"?',
  },
  {
    name: 'a namespace of a kind that has none',
    fields: { policies: '[{kind: MutatingRule, namespace: shop, name: limits}]' },
    code: 'never-matches',
    path: 'spec.policies[0].namespace',
    line: 5,
    message: 'a MutatingRule has no namespace',
    remedy: 'remove namespace, or name the kind NamespacedMutatingRule',
  },
  {
    name: 'a glob of validations',
    fields: { policies: '[{name: limits, validations: ["cpu-*"]}]' },
    code: 'never-matches',
    path: 'spec.policies[0].validations[0]',
    line: 5,
    message:
      "no validation has such a name: a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
    remedy: 'write the name of a validation as it stands in the policy; it is no glob',
  },
  {
    name: 'a control that is none',
    fields: { policies: '[{name: limits, controls: [hostPort]}]' },
    code: 'unsupported-value',
    path: 'spec.policies[0].controls[0]',
    line: 5,
    message: 'unknown control "hostPort"',
    remedy: 'did you mean "hostPorts"?',
  },
  {
    name: 'two conditions of one name',
    fields: {
      matchConditions: '[{name: a, expression: "true"}, {name: a, expression: "true"}]',
    },
    code: 'duplicate-value',
    path: 'spec.matchConditions[1].name',
    line: 9,
    message: 'Duplicate value: "a"',
    remedy: 'remove one of the two',
  },
  {
    name: 'a selector that API servers refuse',
    fields: {
      matchResources: '{objectSelector: {matchExpressions: [{key: a, operator: In}]}}',
    },
    code: 'required-field',
    path: 'spec.matchResources.objectSelector.matchExpressions[0].values',
    line: 9,
    message: "Required value: must be specified when `operator` is 'In' or 'NotIn'",
    remedy: 'list the values',
  },
])('$name is an error at its place', ({ fields, ...expected }) => {
  const { policySet, problems } = load(exemption(fields))
  const { name: _, ...problem } = expected
  expect(problems).toMatchObject([{ ...problem, severity: 'error', source: 'e.yaml' }])
  expect(policySet.exemptions).toEqual([])
})

test('a broken condition is an error at its character, and the exemption stays', () => {
  const { policySet, problems } = load(
    exemption({ matchConditions: '[{name: a, expression: "params.x == 1"}]' }),
  )
  expect(problems).toMatchObject([
    {
      code: 'expression',
      severity: 'error',
      path: 'spec.matchConditions[0].expression',
      line: 9,
      message: expect.stringContaining("undeclared reference to 'params'"),
    },
  ])
  expect(policySet.exemptions).toHaveLength(1)
})

test('an exemption lives in a namespace', () => {
  const { policySet, problems } = load(exemption().replace(', namespace: sallyport', ''))
  expect(problems).toMatchObject([
    { code: 'required-field', path: 'metadata.namespace', line: 3, severity: 'error' },
  ])
  expect(policySet.exemptions).toEqual([])
})
