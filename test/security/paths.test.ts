import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { check } from '#src/commands/check.ts'
import { policies } from '#src/commands/policies.ts'
import { teamLabel } from '#test/support/policies.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder, writeFiles } from '#test/support/temporary-folder.ts'

test.for([
  '../images/no-latest-tag',
  '../../../etc/passwd',
  '/etc/passwd',
  'images/../images/no-latest-tag',
  'images/no-latest-tag/../../..',
  '..',
  '%2e%2e/images',
  'bundles',
])('policies copy and show %s: there is no such policy, and nothing is written', async (name) => {
  const cwd = await temporaryFolder()
  for (const action of ['copy', 'show']) {
    const { code, stdout, stderr } = await run(policies, [action, name], { cwd })
    expect([code, stdout]).toEqual([1, ''])
    expect(stderr).toContain('there is no policy')
  }
  expect(await readdir(cwd)).toEqual([])
})

test.for(['../../secret', '/../../secret', 'a/../../../secret', '../../secret/policy.yaml'])(
  'a bundle that lists %s does not reach it',
  async (policy) => {
    const bundle = `apiVersion: sallyport.dev/v1alpha1\nkind: PolicyBundle\nmetadata: {name: a}\npolicies:\n  - policy: ${policy}\n`
    const folder = await temporaryFolder()
    await writeFiles(folder, {
      'secret/policy.yaml': teamLabel,
      'here/bundles/a.yaml': bundle,
    })
    const { code, stdout, stderr } = await run(check, ['here/bundles/a.yaml'], { cwd: folder })
    expect(code).not.toBe(0)
    expect(`${stdout}${stderr}`).toMatch(/policy-outside|no-such-policy/)
  },
)

test('a bundle reaches what lies beside its folder', async () => {
  const bundle = `apiVersion: sallyport.dev/v1alpha1\nkind: PolicyBundle\nmetadata: {name: a}\npolicies:\n  - policy: ../beside\n  - policy: other\n`
  const folder = await temporaryFolder()
  await writeFiles(folder, {
    'beside/policy.yaml': teamLabel,
    [join('bundles', 'other', 'policy.yaml')]: teamLabel.replace('team-label', 'other'),
    'bundles/a.yaml': bundle,
  })
  const { stdout, stderr } = await run(check, ['bundles/a.yaml'], { cwd: folder })
  expect(`${stdout}${stderr}`).not.toMatch(/policy-outside|no-such-policy/)
})
