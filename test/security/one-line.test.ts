import { expect, test } from 'vitest'
import { answerReview } from '#src/core/engine/answer-review.ts'
import { decisionLine } from '#src/telemetry/decision-line.ts'
import { createLogger } from '#src/telemetry/logger.ts'
import { capture } from '#test/support/capture.ts'
import { snapshotOf } from '#test/support/decide.ts'
import { admissionReview, pod } from '#test/support/review.ts'
import { startWebhook } from '#test/support/webhook.ts'

/** Repeats in a warning and in a log line whatever the user calls a label. */
const repeats = `apiVersion: sallyport.dev/v1alpha1
kind: ValidatingRule
metadata: {name: repeats}
spec:
  matchConstraints:
    resourceRules:
      - {apiGroups: [""], apiVersions: [v1], operations: [CREATE], resources: [pods]}
  validationActions: [Warn]
  validations:
    - expression: "false"
      message: refused
      messageExpression: "'label ' + object.metadata.labels.team"
`

const hostile = [
  { name: 'CR and LF', text: 'a\r\nSet-Cookie: x=1\r\n\r\n<html>' },
  { name: 'LF', text: 'a\n{"level":"error","msg":"forged"}' },
  { name: 'the end of a JSON string', text: 'a"}\n{"level":"error"}' },
  { name: 'what steers a terminal', text: 'a\u001b[2J\u001b]0;title\u0007\u009b31m' },
  { name: 'a NUL', text: 'a\u0000b' },
]

const withLabel = (team: string) =>
  admissionReview({
    userInfo: { username: team },
    name: team,
    object: { ...pod, metadata: { ...pod.metadata, labels: { team } } },
  })

test.for(hostile)('$name in a warning: one line, no control characters', async ({ text }) => {
  const webhook = await startWebhook({ policies: repeats })
  const answer = await webhook.post('/validate', withLabel(text))
  const { warnings } = answer.json.response
  expect(warnings).toHaveLength(1)
  expect(warnings[0]).toMatch(/^repeats: /)
  expect(warnings[0]).not.toMatch(/[\u0000-\u001f\u007f-\u009f]/)
  expect(Object.keys(answer.headers).sort()).toEqual(
    ['connection', 'content-length', 'content-type', 'date', 'keep-alive'].filter((name) =>
      Object.hasOwn(answer.headers, name),
    ),
  )
})

test.for(hostile)('$name in the log: one line, one JSON object', ({ text }) => {
  const facts = { time: '2026-01-01T00:00:00Z', answers: new Map() }
  const body = JSON.stringify(withLabel(text))
  const answer = answerReview(
    body,
    'validate',
    snapshotOf({ policies: repeats }),
    facts,
    () => false,
  )
  if (answer.kind !== 'answered') throw new Error(answer.kind)
  const { stream, text: logged } = capture()
  const line = decisionLine(answer.request, answer.decision, 1) ?? {}
  createLogger({ level: 'info', destination: stream }).info(line, 'decided')
  expect(logged().trimEnd().split('\n')).toHaveLength(1)
  expect(logged()).not.toMatch(/[\u0000-\u0009\u000b-\u001f]/)
  expect(JSON.parse(logged())).toMatchObject({ 'user.name': text })
})

test('no answer names what it is made with, or which version', async () => {
  const webhook = await startWebhook({ policies: repeats })
  const answers = [
    await webhook.post('/validate', admissionReview()),
    await webhook.post('/validate', 'no JSON'),
    await webhook.post('/nowhere', {}),
    await webhook.send({ method: 'GET', path: '/validate', headers: {} }),
  ]
  for (const { headers } of answers) {
    expect(headers).not.toHaveProperty('server')
    expect(headers).not.toHaveProperty('x-powered-by')
    expect(JSON.stringify(headers)).not.toMatch(/fastify|node|sallyport|\d+\.\d+\.\d+/i)
  }
})
