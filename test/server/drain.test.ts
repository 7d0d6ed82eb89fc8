import { expect, test } from 'vitest'
import { createShutdown, drain } from '#src/server/drain.ts'
import { namespaceNeedsEnv } from '#test/support/policies.ts'
import { admissionReview, uid } from '#test/support/review.ts'
import { startWebhook } from '#test/support/webhook.ts'

const namespace = {
  apiVersion: 'v1',
  kind: 'Namespace',
  metadata: { name: 'shop', labels: { env: 'test' } },
}

/** A webhook whose answers take a while. */
function slowWebhook(answerMs: number, draining: () => boolean) {
  return startWebhook({
    policies: namespaceNeedsEnv,
    doors: {
      draining,
      answerQuestions: () =>
        new Promise((resolve) =>
          setTimeout(
            () => resolve(new Map([['namespace/shop', { kind: 'found', object: namespace }]])),
            answerMs,
          ),
        ),
    },
  })
}

test('goes on serving while it drains, finishes what is under way, then refuses connections', async () => {
  const shutdown = createShutdown()
  const webhook = await slowWebhook(300, shutdown.draining)
  const early = webhook.post('/validate', admissionReview())
  await new Promise((resolve) => setTimeout(resolve, 50))
  const drained = drain(webhook.app, { shutdown, drainMs: 100, timeoutMs: 5_000 })
  expect(shutdown.draining()).toBe(true)
  const late = webhook.post('/validate', admissionReview())
  for (const answer of await Promise.all([early, late])) {
    expect(answer.headers['connection']).toBe('close')
    expect(answer.json.response).toMatchObject({ uid, allowed: true })
  }
  await drained
  await expect(webhook.post('/validate', admissionReview())).rejects.toThrow(/ECONNREFUSED/)
})

test('does not wait for ever for what is under way', async () => {
  const shutdown = createShutdown()
  const webhook = await slowWebhook(60_000, shutdown.draining)
  const stuck = webhook.post('/validate', admissionReview())
  const outcome = expect(stuck).rejects.toThrow(/socket hang up|ECONNRESET/)
  await new Promise((resolve) => setTimeout(resolve, 50))
  const startedAt = performance.now()
  await drain(webhook.app, { shutdown, drainMs: 0, timeoutMs: 200 })
  expect(performance.now() - startedAt).toBeLessThan(2_000)
  await outcome
})
