import { expect, test } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import { requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot } from '#src/core/engine/snapshot.ts'

const finalizers = Array.from({ length: 360 }, (_, index) => `example.com/${index}`)
const object = {
  apiVersion: 'v1',
  kind: 'Pod',
  metadata: { name: 'a', finalizers },
  spec: { hostPID: true },
}

/** Costs about 850,000, of which one evaluation may spend a million. */
const dear =
  "object.metadata.finalizers.all(a, object.metadata.finalizers.all(b, a < b || b != ''))"
const outOfBudget =
  'validation failed due to running out of cost budget, no further validation rules will be run'

interface PolicyParts {
  readonly validations: readonly object[]
  readonly matchConditions?: readonly object[]
  readonly variables?: readonly object[]
  readonly auditAnnotations?: readonly object[]
  readonly failurePolicy?: 'Fail' | 'Ignore'
}

const matchConstraints = {
  resourceRules: [
    { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
  ],
}

function decide(spec: PolicyParts): Decision {
  return decideBy([
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicy',
      metadata: { name: 'p' },
      spec: { matchConstraints, ...spec },
    },
    {
      apiVersion: 'admissionregistration.k8s.io/v1',
      kind: 'ValidatingAdmissionPolicyBinding',
      metadata: { name: 'b' },
      spec: { policyName: 'p', validationActions: ['Deny'] },
    },
  ])
}

function decideBy(items: readonly object[]): Decision {
  const text = JSON.stringify({ apiVersion: 'v1', kind: 'List', items })
  const { policies, problems } = loadPolicies([{ name: 'policies.json', text }], {
    kubernetesVersion: '1.37',
  })
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const { snapshot } = createSnapshot({ policies, context: [] })
  const request = requestFor(object, { door: 'validate', uid: '705ab4f5-6393-11e8' })
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const admission = admit(request, snapshot, facts, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}

const times = <T>(count: number, make: (index: number) => T): readonly T[] =>
  Array.from({ length: count }, (_, index) => make(index))

const conditions = (expressions: readonly string[]) =>
  expressions.map((expression, index) => ({ name: `c${index}`, expression }))

test.for<{
  readonly name: string
  readonly spec: PolicyParts
  readonly message: string | undefined
}>([
  {
    name: 'eleven dear validations are within ten million',
    spec: { validations: times(11, () => ({ expression: dear })) },
    message: undefined,
  },
  {
    name: 'twelve are not, whatever the others said',
    spec: { validations: [{ expression: 'false' }, ...times(12, () => ({ expression: dear }))] },
    message: outOfBudget,
  },
  {
    name: 'the failure policy decides about it',
    spec: { validations: times(12, () => ({ expression: dear })), failurePolicy: 'Ignore' },
    message: undefined,
  },
  {
    name: 'a variable is paid for once',
    spec: {
      variables: [{ name: 'v', expression: dear }],
      validations: times(20, () => ({ expression: 'variables.v' })),
    },
    message: undefined,
  },
  {
    name: 'but from the budget of those who read it',
    spec: {
      variables: times(12, (index) => ({ name: `v${index}`, expression: dear })),
      validations: times(12, (index) => ({ expression: `variables.v${index}` })),
    },
    message: outOfBudget,
  },
  {
    name: 'two dear match conditions are within two and a half millions',
    spec: { validations: [{ expression: 'true' }], matchConditions: conditions([dear, dear]) },
    message: undefined,
  },
  {
    name: 'three are not',
    spec: {
      validations: [{ expression: 'true' }],
      matchConditions: conditions([dear, dear, dear]),
    },
    message: outOfBudget,
  },
  {
    name: 'even behind one that is false',
    spec: {
      validations: [{ expression: 'true' }],
      matchConditions: conditions([dear, 'false', dear, dear]),
    },
    message: outOfBudget,
  },
  {
    name: 'also where the first one is false and only the others together are too dear',
    spec: {
      validations: [{ expression: 'true' }],
      matchConditions: conditions(['false', dear, dear, dear]),
    },
    message: outOfBudget,
  },
  {
    name: 'messages are paid for even where all validations hold',
    spec: {
      validations: times(13, () => ({
        expression: 'true',
        messageExpression: `${dear} ? 'a' : 'b'`,
      })),
    },
    message: `failed messageExpression: ${outOfBudget}`,
  },
  {
    name: 'audit annotations have a budget of their own',
    spec: {
      validations: times(11, () => ({ expression: dear })),
      auditAnnotations: times(11, (index) => ({
        key: `k${index}`,
        valueExpression: `${dear} ? '' : 'a'`,
      })),
    },
    message: undefined,
  },
  {
    name: 'which says no more than that',
    spec: {
      validations: [{ expression: 'false' }],
      auditAnnotations: times(12, (index) => ({
        key: `k${index}`,
        valueExpression: `${dear} ? '' : 'a'`,
      })),
    },
    message: outOfBudget,
  },
  {
    name: 'a message is paid from what the validations left',
    spec: {
      validations: [
        ...times(11, () => ({ expression: dear })),
        { expression: 'false', messageExpression: `${dear} ? 'a' : 'b'` },
      ],
    },
    message: `failed messageExpression: ${outOfBudget}`,
  },
])('$name', ({ spec, message }) => {
  const decision = decide({ failurePolicy: 'Fail', ...spec })
  expect(decision.allowed).toBe(message === undefined)
  if (message !== undefined) expect(decision.status?.message).toContain(message)
})

test('what a Pod Security level forbids is heard where audit annotations are too dear', () => {
  const decision = decideBy([
    {
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'ValidatingRule',
      metadata: { name: 'p' },
      spec: {
        matchConstraints,
        validationActions: ['Deny'],
        failurePolicy: 'Ignore',
        podSecurity: { level: 'baseline' },
        auditAnnotations: times(12, (index) => ({
          key: `k${index}`,
          valueExpression: `${dear} ? '' : 'a'`,
        })),
      },
    },
  ])
  expect(decision.status?.message).toContain('violates PodSecurity "baseline:latest"')
})

test('one evaluation has its own limit, and the next validations go on', () => {
  const dearer = dear.replace("a < b || b != ''", "a + b + a != ''")
  const validations = [{ expression: dearer }, { expression: 'false', message: 'never' }]
  expect(decide({ validations }).status?.message).toContain(
    `expression '${dearer}' resulted in error: operation cancelled: actual cost limit exceeded`,
  )
  expect(decide({ validations, failurePolicy: 'Ignore' }).status?.message).toContain('never')
})
