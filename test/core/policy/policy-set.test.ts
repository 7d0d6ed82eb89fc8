import { describe, expect, test } from 'vitest'
import { policySetMaker } from '#src/core/policy/policy-set.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

function load(text: string) {
  const { documents } = readYaml({ name: 'p.yaml', text })
  return policySetMaker('1.37')(documents)
}

const rules =
  '{resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}'

const rule = (spec: string, kind = 'ValidatingRule'): string => `apiVersion: sallyport.dev/v1alpha1
kind: ${kind}
metadata:
  name: r
spec:
  matchConstraints: ${rules}
${spec.replaceAll(/^/gm, '  ')}
`
const valid = 'validations:\n- expression: "true"'
const mutation =
  "mutations:\n- patchType: JSONPatch\n  jsonPatch: {expression: \"[JSONPatch{op: 'remove', path: '/a'}]\"}"

interface Broken {
  readonly name: string
  readonly text: string
  readonly code: string
  readonly path: string
  readonly line: number
  readonly message: string
}

test.for<Broken>([
  {
    name: 'an unknown field',
    text: rule(`${valid}\nfailurePolcy: Fail`),
    code: 'unknown-field',
    path: 'spec.failurePolcy',
    line: 9,
    message: 'unknown field "failurePolcy"',
  },
  {
    name: 'a wrong type',
    text: rule('validations: true'),
    code: 'wrong-type',
    path: 'spec.validations',
    line: 7,
    message: 'expected a list, found the boolean true',
  },
  {
    name: 'a boolean where a text should be',
    text: rule('validations:\n- expression: yes'),
    code: 'wrong-type',
    path: 'spec.validations[0].expression',
    line: 8,
    message: 'expected a string, found the boolean true',
  },
  {
    name: 'an item of nothing',
    text: rule('validations:\n- null'),
    code: 'wrong-type',
    path: 'spec.validations[0]',
    line: 8,
    message: 'expected a mapping, found null',
  },
  {
    name: 'a text of nothing in a list',
    text: rule(
      `${valid}\nmatchResources: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [null]}]}`,
    ),
    code: 'wrong-type',
    path: 'spec.matchResources.resourceRules[0].resources[0]',
    line: 9,
    message: 'expected a string, found null',
  },
  {
    name: 'a value that is not on the list',
    text: rule(`${valid}\nfailurePolicy: Sometimes`),
    code: 'unsupported-value',
    path: 'spec.failurePolicy',
    line: 9,
    message: 'Unsupported value: "Sometimes": supported values: "Fail", "Ignore"',
  },
  {
    name: 'a missing expression',
    text: rule('validations:\n- message: never'),
    code: 'required-field',
    path: 'spec.validations[0].expression',
    line: 8,
    message: 'Required value: expression is not specified',
  },
  {
    name: 'Deny beside Warn',
    text: rule(`${valid}\nvalidationActions: [Deny, Warn]`),
    code: 'invalid-value',
    path: 'spec.validationActions',
    line: 9,
    message:
      'Invalid value: ["Deny","Warn"]: must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
  },
  {
    name: 'a validation whose name is no label',
    text: rule('validations:\n- {name: Has_Owner, expression: "true"}'),
    code: 'invalid-value',
    path: 'spec.validations[0].name',
    line: 8,
    message:
      "Invalid value: \"Has_Owner\": a lowercase RFC 1123 label must consist of lower case alphanumeric characters or '-', and must start and end with an alphanumeric character (e.g. 'my-name',  or '123-abc', regex used for validation is '[a-z0-9]([-a-z0-9]*[a-z0-9])?')",
  },
  {
    name: 'two validations of one name',
    text: rule(
      'validations:\n- {name: a, expression: "true"}\n- {expression: "true"}\n- {name: a, expression: "true"}',
    ),
    code: 'duplicate-value',
    path: 'spec.validations[2].name',
    line: 10,
    message: 'Duplicate value: "a"',
  },
  {
    name: 'an action twice',
    text: rule(`${valid}\nvalidationActions: [Audit, Audit]`),
    code: 'duplicate-value',
    path: 'spec.validationActions[1]',
    line: 9,
    message: 'Duplicate value: "Audit"',
  },
  {
    name: 'a variable that is no identifier',
    text: rule(`${valid}\nvariables: [{name: a-b, expression: "1"}]`),
    code: 'invalid-value',
    path: 'spec.variables[0].name',
    line: 9,
    message: 'Invalid value: "a-b": must be a valid CEL identifier',
  },
  {
    name: 'a variable twice',
    text: rule(`${valid}\nvariables: [{name: a, expression: "1"}, {name: a, expression: "2"}]`),
    code: 'duplicate-value',
    path: 'spec.variables[1].name',
    line: 9,
    message: 'Duplicate value: "a"',
  },
  {
    name: 'a patch type without its expression',
    text: rule('mutations:\n- patchType: JSONPatch', 'MutatingRule'),
    code: 'required-field',
    path: 'spec.mutations[0].jsonPatch',
    line: 8,
    message: 'Required value: must be specified when patchType is JSONPatch',
  },
  {
    name: 'a patch type with the other expression',
    text: rule(`${mutation}\n  applyConfiguration: {expression: "Object{}"}`, 'MutatingRule'),
    code: 'invalid-value',
    path: 'spec.mutations[0].applyConfiguration',
    line: 10,
    message:
      'Invalid value: "{applyConfiguration}": must not be specified when patchType is JSONPatch',
  },
  {
    name: 'a selector In without values',
    text: rule(
      `${valid}\nmatchResources: {objectSelector: {matchExpressions: [{key: a, operator: In}]}}`,
    ),
    code: 'required-field',
    path: 'spec.matchResources.objectSelector.matchExpressions[0].values',
    line: 9,
    message: "Required value: must be specified when `operator` is 'In' or 'NotIn'",
  },
  {
    name: 'a syntax error in an expression',
    text: rule('validations:\n- expression: |\n    true &&\n      (object.x'),
    code: 'expression',
    path: 'spec.validations[0].expression',
    line: 11,
    message: expect.stringContaining('Syntax error') as unknown as string,
  },
  {
    name: 'an unknown name',
    text: rule('validations:\n- expression: objekt.x == 1'),
    code: 'expression',
    path: 'spec.validations[0].expression',
    line: 8,
    message: "undeclared reference to 'objekt' (in container '')",
  },
  {
    name: 'params without any',
    text: rule('validations:\n- expression: params.x == 1'),
    code: 'expression',
    path: 'spec.validations[0].expression',
    line: 8,
    message: "undeclared reference to 'params' (in container '')",
  },
  {
    name: 'another kind',
    text: 'apiVersion: v1\nkind: Pod',
    code: 'not-a-policy',
    path: 'kind',
    line: 2,
    message: 'a policy document is expected, found v1 Pod',
  },
  {
    name: 'a list as a document',
    text: '- a',
    code: 'not-a-policy',
    path: '',
    line: 1,
    message: 'a policy document is expected, found a list',
  },
])('$name is a problem at its place', ({ text, code, path, line, message }) => {
  const [problem, ...more] = load(text).problems
  expect({ ...problem, path: problem?.path ?? '' }).toMatchObject({
    code,
    path,
    line,
    message,
    source: 'p.yaml',
    severity: 'error',
  })
  expect(more).toEqual([])
})

test('a misspelt field is told what it may have meant', () => {
  expect(load(rule(`${valid}\nfailurePolcy: Fail`)).problems[0]?.remedy).toBe(
    'did you mean "failurePolicy"?',
  )
})

test('a broken document leaves the others in force', () => {
  const other = rule(valid).replace('name: r', 'name: s')
  const { policySet, problems } = load(`${rule('validations: 1')}---\n${other}`)
  const inForce = policySet.policies.filter(({ policy }) => policy.broken === undefined)
  expect(inForce.map(({ policy }) => policy.name)).toEqual(['s'])
  expect(problems).toHaveLength(1)
})

test('a policy with a broken expression stays in force, for its failure policy to decide', () => {
  const { policySet } = load(rule('validations:\n- expression: "1 +"'))
  expect(policySet.policies[0]?.validations[0]?.expression).toMatchObject({
    kind: 'broken',
    message: expect.stringMatching(/^compilation failed: ERROR: <input>:1:4: /),
  })
})

test('policies are in the order of their names, wherever they stand', () => {
  const texts = ['b', 'c', 'a'].map((name) => rule(valid).replace('name: r', `name: ${name}`))
  const names = load(texts.join('---\n')).policySet.policies.map(({ policy }) => policy.name)
  expect(names).toEqual(['a', 'b', 'c'])
})

test('two documents of one kind and name are a problem that names the first', () => {
  const { problems } = load(`${rule(valid)}---\n${rule(valid)}`)
  expect(problems).toMatchObject([
    { code: 'duplicate-name', message: 'ValidatingRule "r" stands already in p.yaml:4', line: 13 },
  ])
})

const policy = rule(valid)
  .replace('sallyport.dev/v1alpha1', 'admissionregistration.k8s.io/v1')
  .replace('ValidatingRule', 'ValidatingAdmissionPolicy')
const binding = (policyName: string): string =>
  `apiVersion: admissionregistration.k8s.io/v1\nkind: ValidatingAdmissionPolicyBinding\nmetadata: {name: b}\nspec: {policyName: ${policyName}, validationActions: [Deny]}\n`

test.for([
  { name: 'a policy without a binding', text: policy, codes: ['policy-without-binding'] },
  { name: 'a binding without a policy', text: binding('other'), codes: ['binding-to-nothing'] },
  { name: 'a policy with its binding', text: `${policy}---\n${binding('r')}`, codes: [] },
])('$name: warnings $codes', ({ text, codes }) => {
  const { problems } = load(text)
  expect(problems.map(({ code, severity }) => ({ code, severity }))).toEqual(
    codes.map((code) => ({ code, severity: 'warning' })),
  )
})

test.for([
  {
    field: 'a name of a validation',
    text: policy.replace('- expression', '- name: a\n    expression'),
  },
  {
    field: 'exemptible',
    text: policy.replace('validations:', 'exemptible: false\n  validations:'),
  },
])("$field is unknown to Kubernetes' own kinds", ({ text }) => {
  expect(load(text).problems.map(({ code }) => code)).toEqual(['unknown-field'])
})

test('cases beside policies are somebody else’s to read', () => {
  expect(load('apiVersion: sallyport.dev/v1alpha1\nkind: PolicyCases').problems).toEqual([])
})

test('what a new policy of the release may not say is a warning, and the policy works', () => {
  const expression = 'object.metadata.finalizers.includes("a")'
  const { policySet, problems } = load(`apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicy
metadata:
  name: p
spec:
  matchConstraints: ${rules}
  validations:
    - expression: ${expression}
---
apiVersion: admissionregistration.k8s.io/v1
kind: ValidatingAdmissionPolicyBinding
metadata:
  name: b
spec: {policyName: p, validationActions: [Deny]}
`)
  expect(problems).toMatchObject([
    {
      code: 'refused-when-new',
      severity: 'warning',
      path: 'spec.validations[0].expression',
      line: 8,
      column: 54,
      message:
        "Kubernetes 1.37 refuses this in a new policy: undeclared reference to 'includes' (in container '')",
    },
  ])
  expect(policySet.policies[0]?.validations[0]?.expression.kind).toBe('program')
  expect(load(rule(`validations:\n- expression: ${expression}`)).problems).toEqual([])
})

describe('bindings are found by what they name', () => {
  const vap = (name: string) => policy.replace('name: r', `name: ${name}`)
  const mutating = rule(
    `${mutation}\nreinvocationPolicy: Never`,
    'MutatingAdmissionPolicy',
  ).replace('sallyport.dev/v1alpha1', 'admissionregistration.k8s.io/v1')
  const named = (name: string, policyName: string) =>
    binding(policyName).replace('name: b', `name: ${name}`)
  const mutatingBinding = binding('r')
    .replace('ValidatingAdmissionPolicyBinding', 'MutatingAdmissionPolicyBinding')
    .replace(', validationActions: [Deny]', '')

  test.for<{ name: string; texts: readonly string[]; bindings: Record<string, string[]> }>([
    {
      name: 'several, by name, wherever they stand',
      texts: [named('z', 'r'), vap('r'), named('a', 'r'), named('m', 's'), vap('s')],
      bindings: { 'ValidatingAdmissionPolicy r': ['a', 'z'], 'ValidatingAdmissionPolicy s': ['m'] },
    },
    {
      name: 'a validating and a mutating policy of one name',
      texts: [vap('r'), mutating, mutatingBinding],
      bindings: { 'MutatingAdmissionPolicy r': ['b'], 'ValidatingAdmissionPolicy r': [] },
    },
    {
      name: 'a rule binds itself alone',
      texts: [rule(valid), vap('r'), binding('r')],
      bindings: { 'ValidatingAdmissionPolicy r': ['b'], 'ValidatingRule r': ['r'] },
    },
    {
      name: 'names of the prototype',
      texts: [vap('constructor'), binding('constructor')],
      bindings: { 'ValidatingAdmissionPolicy constructor': ['b'] },
    },
  ])('$name', ({ texts, bindings }) => {
    const { policySet } = load(texts.join('---\n'))
    const found = policySet.policies.map(({ policy: { kind, name }, bindings: own }) => [
      `${kind} ${name}`,
      own.map((each) => each.name),
    ])
    expect(Object.fromEntries(found)).toEqual(bindings)
  })
})

test('policies with the same mistake have it each at its own place', () => {
  const texts = ['r', 's'].map((name) =>
    rule('validations:\n- expression: object.').replace('name: r', `name: ${name}`),
  )
  const { problems } = load(texts.join('---\n'))
  expect(problems.map(({ line, column }) => [line, column])).toEqual([
    [8, 24],
    [17, 24],
  ])
})
