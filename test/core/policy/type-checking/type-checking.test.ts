import { expect, test } from 'vitest'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'
import { expressionWarningsOf, typeProblemsOf } from '#src/core/engine/type-checking.ts'
import { printProblem } from '#src/core/source/print-problem.ts'

interface Given {
  readonly validations: string
  readonly kind?: string
  readonly resources?: string
  readonly more?: string
  readonly context?: string
}

function snapshotOf({ validations, kind = 'ValidatingAdmissionPolicy', ...given }: Given) {
  const { resources = 'pods', more = '', context = '' } = given
  const text = `apiVersion: ${kind === 'ValidatingRule' ? 'sallyport.dev/v1alpha1' : 'admissionregistration.k8s.io/v1'}
kind: ${kind}
metadata: { name: example }
spec:
${more}  matchConstraints:
    resourceRules:
      - { apiGroups: ["", apps, example.com], apiVersions: [v1], operations: [CREATE], resources: [${resources}] }
  validations:
${validations}`
  const { policies } = loadPolicies([{ name: 'policy.yaml', text }], { kubernetesVersion: '1.37' })
  const texts = context === '' ? [] : [{ name: 'context.yaml', text: context }]
  return createSnapshot({ policies, context: texts }).snapshot
}

const warningsOf = (given: Given) => expressionWarningsOf(snapshotOf(given)).get('example') ?? []

test('a warning names the kind, and shows the place as cel-go does', () => {
  expect(warningsOf({ validations: '    - expression: object.spec.replicas > 1' })).toEqual([
    {
      fieldRef: 'spec.validations[0].expression',
      warning: `/v1, Kind=Pod: ERROR: <input>:1:12: undefined field 'replicas'
 | object.spec.replicas > 1
 | ...........^
`,
    },
  ])
})

test('kinds stand one after the other, each with an empty line behind it; messages are checked too', () => {
  const validations = `    - expression: object.x
    - expression: 'true'
      messageExpression: object.spec.containers[0].image + object.spec.y`
  expect(warningsOf({ validations, resources: 'pods, deployments' })).toEqual([
    {
      fieldRef: 'spec.validations[0].expression',
      warning: `/v1, Kind=Pod: ERROR: <input>:1:7: undefined field 'x'
 | object.x
 | ......^

apps/v1, Kind=Deployment: ERROR: <input>:1:7: undefined field 'x'
 | object.x
 | ......^
`,
    },
    {
      fieldRef: 'spec.validations[1].messageExpression',
      warning: `/v1, Kind=Pod: ERROR: <input>:1:46: undefined field 'y'
 | object.spec.containers[0].image + object.spec.y
 | .............................................^

apps/v1, Kind=Deployment: ERROR: <input>:1:12: undefined field 'containers'
 | object.spec.containers[0].image + object.spec.y
 | ...........^
ERROR: <input>:1:46: undefined field 'y'
 | object.spec.containers[0].image + object.spec.y
 | .............................................^
`,
    },
  ])
})

test.for([
  { name: 'a right one', expression: 'object.spec.hostNetwork && oldObject.metadata.name == "a"' },
  { name: 'types of variables', expression: 'variables.labels.a == "b" && variables.broken == 1' },
  { name: 'any kind', expression: 'object.x == 1', resources: '"*"' },
  { name: 'a kind that nobody knows', expression: 'object.x == 1', resources: 'gadgets' },
  { name: 'a rule of our own', expression: 'object.x == 1', kind: 'ValidatingRule' },
])('no warning: $name', ({ name: _, expression, ...given }) => {
  const more = `  variables:
    - { name: labels, expression: object.metadata.labels }
    - { name: broken, expression: object.nothing }
`
  expect(warningsOf({ ...given, more, validations: `    - expression: ${expression}` })).toEqual([])
})

test('params have the type of the paramKind, in a cluster that has it', () => {
  const more = '  paramKind: { apiVersion: v1, kind: ConfigMap }\n'
  const validations = '    - expression: params.data.a == 1 || params == object'
  const [warning] = warningsOf({ validations, more })
  expect(warning?.warning).toContain(
    `found no matching overload for '_==_' applied to '(ConfigMap1, Pod0)'`,
  )
})

const gadgets = `apiVersion: apiextensions.k8s.io/v1
kind: CustomResourceDefinition
metadata: { name: gadgets.example.com }
spec:
  group: example.com
  scope: Namespaced
  names: { kind: Gadget, plural: gadgets }
  versions:
    - name: v1
      served: true
      storage: true
      schema: { openAPIV3Schema: { type: object, properties: { size: { type: integer } } } }
`

test('a definition in the context makes its kind known', () => {
  const [warning] = warningsOf({
    validations: '    - expression: object.size == "1"',
    resources: 'gadget',
    context: gadgets,
  })
  expect(
    warning?.warning,
  ).toBe(`example.com/v1, Kind=Gadget: ERROR: <input>:1:13: found no matching overload for '_==_' applied to '(int, string)'
 | object.size == "1"
 | ............^
`)
})

const problemsOf = (given: Given) => typeProblemsOf(snapshotOf(given)).map(printProblem)

test('a problem stands where the mistake is, once for all kinds that it is one for', () => {
  const validations = `    - expression: |-
        object.metadata.name != '' &&
          object.spec.replicaz > 1`
  expect(problemsOf({ validations, resources: 'pods, deployments, configmaps' })).toEqual([
    `policy.yaml:11:17: warning: spec.validations[0].expression: undefined field 'spec', where the object is a ConfigMap (v1) [type-checking]
  11 |           object.spec.replicaz > 1
     |                 ^`,
    `policy.yaml:11:22: warning: spec.validations[0].expression: undefined field 'replicaz', where the object is a Pod (v1), Deployment (apps/v1) [type-checking]
  11 |           object.spec.replicaz > 1
     |                      ^
  → did you mean "replicas"?`,
  ])
})

test.for([
  {
    name: 'quantities',
    expression: 'object.spec.containers.all(c, c.resources.limits.cpu != "1")',
  },
  { name: 'times', expression: 'object.metadata.creationTimestamp == "now"' },
  { name: 'anything', expression: 'object.metadata.managedFields[0].fieldsV1.a == 1' },
  {
    name: 'the checks of the authorizer',
    expression: 'authorizer.requestResource.check("get").allowed()',
  },
])('no problem is what only the API server cannot type: $name', ({ expression }) => {
  const given = { validations: `    - expression: ${expression}` }
  expect(problemsOf(given)).toEqual([])
  expect(warningsOf(given)).toHaveLength(1)
})

test('what is broken for every kind is left to those who say so', () => {
  const given = { validations: '    - expression: object.x + + nothing' }
  expect(problemsOf(given)).toEqual([])
  expect(warningsOf(given)).toHaveLength(1)
})

test('rules of our own have problems as well', () => {
  const given = { kind: 'ValidatingRule', validations: '    - expression: object.x == 1' }
  expect(problemsOf(given)).toHaveLength(1)
})
