import { expect, test } from 'vitest'
import { type Answer, questionKey } from '#src/core/index.ts'
import { admissionReview } from '#test/support/review.ts'
import { startWebhook } from '#test/support/webhook.ts'

const ours = { group: 'sallyport.dev', version: 'v1alpha1' }

function reviewOf(spec: object) {
  return admissionReview({
    kind: { ...ours, kind: 'ValidatingRule' },
    resource: { ...ours, resource: 'validatingrules' },
    requestKind: null,
    requestResource: null,
    namespace: '',
    object: {
      apiVersion: 'sallyport.dev/v1alpha1',
      kind: 'ValidatingRule',
      metadata: { name: 'limits' },
      spec: {
        matchConstraints: {
          resourceRules: [
            { apiGroups: [''], apiVersions: ['v1'], operations: ['CREATE'], resources: ['pods'] },
          ],
        },
        ...spec,
      },
    },
  })
}

const lookingUp = {
  lookups: [{ name: 'secrets', version: 'v1', resource: 'secrets' }],
  validations: [{ expression: 'size(lookups.secrets) == 0' }],
}

test('a broken rule is refused with field, line and column', async () => {
  const webhook = await startWebhook({ policyDoor: {} })
  const review = reviewOf({ validations: [{ expression: 'true &&\n  objekt.x' }] })
  const { status, json } = await webhook.post('/validate/policies?timeout=10s', review)
  expect({ status, allowed: json.response.allowed }).toEqual({ status: 200, allowed: false })
  expect(json.response.status.message).toMatch(/^spec\.validations\[0\]\.expression:2:3: /)
  expect(webhook.events).toEqual(['denied'])
})

test.for([
  { name: 'who may read it writes it', answer: reviewed(true), allowed: true },
  { name: 'who may not does not', answer: reviewed(false), allowed: false },
])('$name', async ({ answer, allowed }) => {
  const webhook = await startWebhook({
    policyDoor: {
      answerQuestions: async (questions) =>
        new Map(questions.map((one) => [questionKey(one), answer])),
    },
  })
  const { json } = await webhook.post('/validate/policies', reviewOf(lookingUp))
  expect(json.response.allowed).toBe(allowed)
})

function reviewed(allowed: boolean): Answer {
  return { kind: 'reviewed', status: { allowed } }
}

test('what is not answered in time is refused', async () => {
  const webhook = await startWebhook({
    policyDoor: { answerQuestions: () => new Promise(() => undefined) },
  })
  const { json } = await webhook.post('/validate/policies?timeout=1s', reviewOf(lookingUp))
  expect(json.response.status.message).toContain('it was not found out in time whether')
})

test.for([
  { name: 'no review', body: '{}', status: 400, events: ['refused not-a-review'] },
  { name: 'not JSON', body: 'x', status: 400, events: ['refused not-json'] },
])('$name', async ({ body, status, events }) => {
  const webhook = await startWebhook({ policyDoor: {} })
  const answer = await webhook.post('/validate/policies', body)
  expect({ status: answer.status, events: webhook.events }).toEqual({ status, events })
})

test('a bug leaves the decision to the failure policy of the webhook', async () => {
  const webhook = await startWebhook({
    policyDoor: {
      surroundings: () => {
        throw new Error('a bug')
      },
    },
  })
  const answer = await webhook.post('/validate/policies', reviewOf({}))
  expect({ status: answer.status, events: webhook.events }).toEqual({
    status: 500,
    events: ['failed validate Error: a bug'],
  })
})

test('without it there is no such door', async () => {
  const webhook = await startWebhook()
  expect((await webhook.post('/validate/policies', reviewOf({}))).status).toBe(404)
})
