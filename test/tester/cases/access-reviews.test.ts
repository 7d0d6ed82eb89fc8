import { expect, test } from 'vitest'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { readYaml } from '#src/core/source/read-yaml.ts'
import { readCases } from '#src/tester/cases/read-cases.ts'
import { runCases } from '#src/tester/cases/run-cases.ts'
import { worldWith } from '#test/support/run-cases.ts'

const { policies } = loadPolicies(
  [
    {
      name: 'policy.yaml',
      text: `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: r}
spec:
  matchConstraints: {resourceRules: [{apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}]}
  validations: [{expression: "authorizer.requestResource.check('approve').allowed()", message: ask jane}]
`,
    },
  ],
  { kubernetesVersion: '1.37' },
)

function read(accessReviews: string) {
  const text = `
apiVersion: sallyport.dev/v1alpha1
kind: PolicyCases
metadata: {name: r}
cases:
- name: a
  object: {apiVersion: v1, kind: Pod, metadata: {name: a, namespace: shop}, spec: {}}
  userInfo: {username: jane, groups: [dev]}
  accessReviews: ${accessReviews}
  expect: {allowed: true}
`
  const [document] = readYaml({ name: 'cases.yaml', text }).documents
  if (document === undefined) throw new Error('there is no document')
  return readCases(document)
}

const approve = '{namespace: shop, verb: approve, resource: pods, name: a}'

test.for([
  { name: 'no answers', reviews: '[]', message: 'it is not known whether user "jane" may approve' },
  {
    name: 'another user may',
    reviews: `[{spec: {user: joe, resourceAttributes: ${approve}}, status: {allowed: true}}]`,
    message: 'it is not known',
  },
  {
    name: 'she may not',
    reviews: `[{spec: {user: jane, resourceAttributes: ${approve}}, status: {allowed: false}}]`,
    message: 'ask jane',
  },
  {
    name: 'she may',
    reviews: `[{spec: {groups: [dev], resourceAttributes: ${approve}}, status: {allowed: true}}]`,
    message: undefined,
  },
  {
    name: 'what is null is absent',
    reviews: `[{spec: {groups: null, nonResourceAttributes: null, resourceAttributes: {namespace: shop, verb: approve, resource: pods, name: a, labelSelector: null}}, status: {allowed: true}}]`,
    message: undefined,
  },
])('$name', ({ reviews, message }) => {
  const result = read(reviews)
  if (result.kind === 'problems') throw new Error(JSON.stringify(result.problems))
  const outcomes = runCases(result.cases, worldWith(policies)).map(({ actual }) => actual)
  expect(outcomes.map(({ allowed }) => allowed)).toEqual([message === undefined])
  const messages = outcomes.flatMap(({ refusals }) => refusals.map((refusal) => refusal.message))
  expect(messages.join()).toContain(message ?? '')
})

test.for([
  { name: 'no status', reviews: '[{spec: {}}]', path: 'cases[0].accessReviews[0].status' },
  {
    name: 'a misspelt field',
    reviews: '[{spec: {ressourceAttributes: {}}, status: {allowed: true}}]',
    path: 'cases[0].accessReviews[0].spec.ressourceAttributes',
  },
  {
    name: 'nothing asked',
    reviews: '[{spec: {resourceAttributes: null}, status: {allowed: true}}]',
    path: 'cases[0].accessReviews[0].spec',
  },
  {
    name: 'a selector that is none',
    reviews:
      '[{spec: {resourceAttributes: {labelSelector: {rawSelector: "a in ("}}}, status: {allowed: true}}]',
    path: 'cases[0].accessReviews[0].spec.resourceAttributes.labelSelector.rawSelector',
  },
  {
    name: 'a version',
    reviews: '[{spec: {resourceAttributes: {version: v1}}, status: {allowed: true}}]',
    path: 'cases[0].accessReviews[0].spec.resourceAttributes.version',
  },
])('$name is a problem', ({ reviews, path }) => {
  const result = read(reviews)
  expect(result).toMatchObject({ kind: 'problems', problems: [{ path }] })
})
