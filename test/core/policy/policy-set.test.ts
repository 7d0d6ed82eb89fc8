import { expect, test } from 'vitest'
import { policySetFrom } from '#src/core/policy/policy-set.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'

function load(text: string) {
  const { documents } = readYaml({ name: 'p.yaml', text })
  return policySetFrom(documents, '1.37')
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
const mutation = 'mutations:\n- patchType: JSONPatch\n  jsonPatch: {expression: "[]"}'

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
    message: 'Required value',
  },
  {
    name: 'nothing to say',
    text: rule('failurePolicy: Fail'),
    code: 'required-field',
    path: 'spec',
    line: 6,
    message: 'validations or auditAnnotations must contain at least one item',
  },
  {
    name: 'Deny beside Warn',
    text: rule(`${valid}\nvalidationActions: [Deny, Warn]`),
    code: 'deny-and-warn',
    path: 'spec.validationActions',
    line: 9,
    message:
      'must not contain both Deny and Warn (repeating the same validation failure information in the API response and headers serves no purpose)',
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
    code: 'invalid-name',
    path: 'spec.variables[0].name',
    line: 9,
    message: 'name is not a valid CEL identifier',
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
    path: 'spec.mutations[0]',
    line: 8,
    message: 'jsonPatch is required when patchType is JSONPatch',
  },
  {
    name: 'a patch type with the other expression',
    text: rule(`${mutation}\n  applyConfiguration: {expression: "Object{}"}`, 'MutatingRule'),
    code: 'forbidden-field',
    path: 'spec.mutations[0].applyConfiguration',
    line: 10,
    message: 'applyConfiguration must not be set when patchType is JSONPatch',
  },
  {
    name: 'a selector In without values',
    text: rule(
      `${valid}\nmatchResources: {objectSelector: {matchExpressions: [{key: a, operator: In}]}}`,
    ),
    code: 'required-field',
    path: 'spec.matchResources.objectSelector.matchExpressions[0].values',
    line: 9,
    message: "must be specified when `operator` is 'In' or 'NotIn'",
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
  expect(policySet.policies.map(({ policy }) => policy.name)).toEqual(['s'])
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
