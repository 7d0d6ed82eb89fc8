import { readFileSync } from 'node:fs'
import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { review } from '#src/commands/review.ts'
import { test as testCommand } from '#src/commands/test.ts'
import { admissionReview } from '#test/support/review.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder } from '#test/support/temporary-folder.ts'

const examples = 'docs/examples/access'
const policies = ['--policies', `${examples}/policy.yaml`]
const context = ['--context', `${examples}/reviews.yaml`]
const page = readFileSync('docs/access-reviews.md', 'utf8')

test.for(['policy.yaml', 'reviews.yaml'])('the page shows %s as it is', (name) => {
  expect(page).toContain(`\`\`\`yaml\n${readFileSync(`${examples}/${name}`, 'utf8')}\`\`\``)
})

describe('sallyport test', () => {
  test('the command of the page lets the Pod pass', async () => {
    const [, argv = ''] = /src\/cli\.ts test (.*)/.exec(page) ?? []
    const { code, stderr } = await run(testCommand, argv.split(' '))
    expect(stderr).toContain('1 pass')
    expect(code).toBe(0)
  })

  test('without an answer the failure policy decides, and the question is named', async () => {
    const { code, stdout } = await run(testCommand, [...policies, `${examples}/pod.yaml`])
    expect(stdout).toContain(
      'it is not known whether the user may use hostnetworks.example.com in namespace "monitoring"',
    )
    expect(code).toBe(2)
  })
})

describe('sallyport review', () => {
  const pod = {
    apiVersion: 'v1',
    kind: 'Pod',
    metadata: { name: 'a', namespace: 'shop' },
    spec: { hostNetwork: true, containers: [] },
  }

  test.for([
    { user: 'jane', message: 'who creates this Pod must be allowed' },
    { user: 'joe', message: 'it is not known whether user \\"joe\\" may use' },
  ])('$user', async ({ user, message }) => {
    const body = admissionReview({ object: pod, userInfo: { username: user } })
    const folder = await temporaryFolder({ 'review.json': JSON.stringify(body) })
    const argv = [...policies, ...context, join(folder, 'review.json')]
    const { stdout } = await run(review, argv)
    expect(stdout).toContain('"allowed":false')
    expect(stdout).toContain(message)
  })
})
