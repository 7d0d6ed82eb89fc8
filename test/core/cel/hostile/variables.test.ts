import { expect, test } from 'vitest'
import { answerReview, createSnapshot, loadPolicies } from '#src/core/index.ts'
import { admissionReview } from '#test/support/review.ts'

const names = [
  '__proto__',
  'constructor',
  'hasOwnProperty',
  'length',
  'prototype',
  'then',
  'toString',
  'valueOf',
]

const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }

test.for(names)('a variable and a param called %s are what the policy says', (name) => {
  const message = answerOf(
    policy(
      [{ name, expression: "'variable'" }],
      { [name]: 'param' },
      `variables.${name} + ' and ' + params.${name} + (has(params.other) ? '!' : '')`,
    ),
  )
  expect(message).toContain('variable and param')
})

test.for(names)('without one, variables and params have no %s', (name) => {
  const undeclared = loadPolicies([policy([], {}, `variables.${name}`)], {
    kubernetesVersion: '1.37',
  })
  expect(new Set(undeclared.problems.map(({ message }) => message))).toEqual(
    new Set([`undefined field '${name}'`]),
  )
  expect(
    answerOf(policy([], {}, `string(has(params.${name}) || 'x' in {'${name}': 1})`)),
  ).toContain('hostile: false')
})

test('variables that mention each other twice are explained once each', () => {
  const chain = Array.from({ length: 63 }, (_, index) => ({
    name: `v${index + 1}`,
    expression: `variables.v${index} || variables.v${index}`,
  }))
  const variables = [{ name: 'v0', expression: "object.metadata.name == ''" }, ...chain]
  expect(answerOf(policy(variables, {}, "variables.v63 ? 'x' : 'no'"))).toContain(
    'metadata.name: no',
  )
})

test('a chain of variables that double a list is stopped by the budget', () => {
  const doubling = Array.from({ length: 24 }, (_, index) => ({
    name: `v${index + 1}`,
    expression: `variables.v${index} + variables.v${index}`,
  }))
  const variables = [{ name: 'v0', expression: '[1]' }, ...doubling]
  expect(answerOf(policy(variables, {}, 'string(variables.v24.size())'))).toMatch(/cost|budget/)
})

/** A policy that refuses everything and says what the expression gives, or why it failed. */
function policy(
  variables: readonly { readonly name: string; readonly expression: string }[],
  params: Readonly<Record<string, string>>,
  expression: string,
) {
  const document = {
    apiVersion: 'sallyport.dev/v1alpha1',
    kind: 'ValidatingRule',
    metadata: { name: 'hostile' },
    spec: {
      matchConstraints: {
        resourceRules: [
          { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
        ],
      },
      params: Object.fromEntries([['some', 'param'], ...Object.entries(params)]),
      variables,
      validations: [{ expression: `(${expression}) == 'x'`, messageExpression: expression }],
    },
  }
  return { name: 'policy.json', text: JSON.stringify(document) }
}

function answerOf(source: { readonly name: string; readonly text: string }): string {
  const loaded = loadPolicies([source], { kubernetesVersion: '1.37' })
  expect(loaded.problems).toEqual([])
  const { snapshot } = createSnapshot(loaded)
  const review = JSON.stringify(admissionReview())
  const answer = answerReview(review, 'validate', snapshot, facts, () => false)
  if (answer.kind === 'questions') throw new Error('the core asks')
  return JSON.parse(answer.text).response.status.message
}
