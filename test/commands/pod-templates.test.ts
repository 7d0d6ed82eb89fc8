import { join } from 'node:path'
import { expect, test } from 'vitest'
import { review } from '#src/commands/review.ts'
import { test as testCommand } from '#src/commands/test.ts'
import { noLatestTag } from '#test/support/policies.ts'
import { admissionReview } from '#test/support/review.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const thing = {
  apiVersion: 'example.com/v1',
  kind: 'Thing',
  metadata: { name: 't', namespace: 'shop' },
  spec: { pod: { spec: { containers: [{ name: 'a', image: 'a:latest' }] } } },
}
const resource = { group: 'example.com', version: 'v1', resource: 'things' }
const declared = ['--pod-template', 'things.example.com=spec.pod']

const folder = () =>
  temporaryFolder({
    'policy.yaml': noLatestTag.replace('spec:', 'spec:\n  podTemplates: true'),
    'thing.json': JSON.stringify(thing),
    'review.json': JSON.stringify(
      admissionReview({
        object: thing,
        kind: { group: 'example.com', version: 'v1', kind: 'Thing' },
        resource,
        requestResource: resource,
      }),
    ),
  })

test.for([
  { argv: [], code: 0 },
  { argv: declared, code: 2 },
])('sallyport test $argv: $code', async ({ argv, code }) => {
  const path = await folder()
  const policies = ['--policies', join(path, 'policy.yaml')]
  const ran = await run(testCommand, [...policies, ...argv, join(path, 'thing.json')])
  expect(ran.code).toBe(code)
})

test.for([
  { argv: [], allowed: true },
  { argv: declared, allowed: false },
])('sallyport review $argv: $allowed', async ({ argv, allowed }) => {
  const path = await folder()
  const policies = ['--policies', join(path, 'policy.yaml')]
  const ran = await run(review, [...policies, ...argv, join(path, 'review.json')])
  expect(JSON.parse(ran.stdout).response.allowed).toBe(allowed)
})
