import { expect, test } from 'vitest'
import { probeAnswer, probeLabel } from '#src/core/index.ts'
import { admissionReview, pod } from '#test/support/review.ts'
import { startWebhook } from '#test/support/webhook.ts'

const policies = ['Fail', 'Ignore']
  .map(
    (failurePolicy) => `
apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: by-${failurePolicy.toLowerCase()}}
spec:
  failurePolicy: ${failurePolicy}
  matchConstraints:
    resourceRules: [{apiGroups: [''], apiVersions: ['*'], operations: ['*'], resources: [pods]}]
  validations: [{expression: 'false', message: "said by ${failurePolicy}"}]
`,
  )
  .join('---')

test.for([
  { path: '/validate', said: ['said by Fail', 'said by Ignore'] },
  { path: '/validate/fail', said: ['said by Fail'] },
  { path: '/validate/ignore', said: ['said by Ignore'] },
])('$path judges by its policies', async ({ path, said }) => {
  const webhook = await startWebhook({ policies })
  const { json } = await webhook.post(path, admissionReview({ object: pod }))
  const told = String(json.response.status.message).match(/said by \w+/g)
  expect(told).toEqual(said)
})

test('what is converted is judged only by policies that do not name what was requested', async () => {
  const webhook = await startWebhook({ policies })
  const requestResource = { group: '', version: 'v9', resource: 'pods' }
  const review = admissionReview({ object: pod, requestResource })
  const plain = await webhook.post('/validate', review)
  const inSubset = await webhook.post('/validate/fail', review)
  expect([plain.json.response.allowed, inSubset.json.response.allowed]).toEqual([false, true])
})

test('the probe is refused with its nonce, and what is no review with 400', async () => {
  const webhook = await startWebhook()
  const object = { ...pod, metadata: { name: 'probe', labels: { [probeLabel]: 'abc' } } }
  const answer = await webhook.post('/probe', admissionReview({ object }))
  expect(answer.json.response.allowed).toBe(false)
  expect(answer.json.response.status.message).toContain(probeAnswer('abc'))
  expect((await webhook.post('/probe', '{}')).status).toBe(400)
})
