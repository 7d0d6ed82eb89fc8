import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { check } from '#src/commands/check.ts'
import { policies } from '#src/commands/policies.ts'
import { verify } from '#src/commands/verify.ts'
import { libraryFolder } from '#src/files/library.ts'
import { run } from '#test/support/run-command.ts'
import { temporaryFolder, writeFiles } from '#test/support/temporary-folder.ts'

const text = (path: string) => readFileSync(join(libraryFolder(), path), 'utf8')

test('list has a line for each policy', async () => {
  const { code, stdout, stderr } = await run(policies, ['list'])
  expect(code).toBe(0)
  expect(stdout).toMatch(/^images\/no-latest-tag +high +Images name a version$/m)
  expect(stderr).toMatch(/^\d+ policies in \d+ families; bundles: best-practices, .*\n$/)
})

test('list of a family, and of a bundle with what it does', async () => {
  const family = await run(policies, ['list', '--family', 'images'])
  expect(
    family.stdout
      .trim()
      .split('\n')
      .every((line) => line.startsWith('images/')),
  ).toBe(true)
  const bundle = await run(policies, ['list', '--bundle', 'getting-started'])
  expect(bundle.stdout).toMatch(/^images\/no-latest-tag +high +Deny +Images name a version$/m)
  expect(bundle.stdout).toMatch(/^pod-security\/run-as-non-root +high +Warn /m)
  expect(bundle.stdout).toMatch(/^spot\/spot-toleration +low +changes /m)
})

test('list for programs', async () => {
  const { stdout } = await run(policies, ['list', '--output', 'json', 'no-latest-tag'])
  expect(JSON.parse(stdout)).toEqual({
    policies: [
      expect.objectContaining({
        family: 'images',
        name: 'no-latest-tag',
        kind: 'ValidatingRule',
        severity: 'high',
        validationActions: ['Deny'],
        bundles: expect.arrayContaining(['getting-started']),
      }),
    ],
  })
})

test('show prints the text, and the cases where they are wanted', async () => {
  const policy = text('images/no-latest-tag/policy.yaml')
  const cases = text('images/no-latest-tag/cases.yaml')
  expect(await run(policies, ['show', 'no-latest-tag'])).toEqual({
    code: 0,
    stdout: policy,
    stderr: '',
  })
  const both = await run(policies, ['show', 'images/no-latest-tag', '--cases'])
  expect(both.stdout).toBe(`${policy}---\n${cases}`)
})

test('copy writes policies with their cases, and leaves alone what is there', async () => {
  const cwd = await temporaryFolder()
  const argv = ['copy', 'no-latest-tag', '--output-dir', 'own']
  const paths = ['own/images/no-latest-tag/policy.yaml', 'own/images/no-latest-tag/cases.yaml']
  const first = await run(policies, argv, { cwd })
  expect(first).toEqual({
    code: 0,
    stdout: `${paths.join('\n')}\n`,
    stderr: '2 files written\n',
  })
  expect(readFileSync(join(cwd, paths[0] ?? ''), 'utf8')).toBe(
    text('images/no-latest-tag/policy.yaml'),
  )
  const again = await run(policies, argv, { cwd })
  expect(again.stderr).toBe('0 files written, 2 were there and the same\n')

  await writeFiles(cwd, { 'own/images/no-latest-tag/policy.yaml': 'mine\n' })
  const refused = await run(policies, [...argv, 'spot-toleration'], { cwd })
  expect(refused).toEqual({
    code: 1,
    stdout: '',
    stderr: `${paths[0]}: it is there and says something else; nothing was written, --force writes over it\n`,
  })
  expect(existsSync(join(cwd, 'own/spot'))).toBe(false)
  expect((await run(policies, [...argv, '--force'], { cwd })).stdout).toBe(`${paths[0]}\n`)
})

test('a copied bundle can be used as it is', async () => {
  const cwd = await temporaryFolder()
  expect((await run(policies, ['copy', '--bundle', 'getting-started'], { cwd })).code).toBe(0)
  const bundle = 'policies/bundles/getting-started.yaml'
  const checked = await run(check, [bundle, '--fail-on', 'warning'], { cwd })
  expect(checked).toMatchObject({ code: 0, stdout: '' })
  const verified = await run(verify, [bundle, '--require-cases'], { cwd })
  expect(verified).toMatchObject({ code: 0, stdout: '' })
  expect(verified.stderr).toMatch(/^(\d+) cases in (\d+) documents, \2 policies: \1 passed\n$/)
})

test.for([
  { argv: [], says: 'sallyport policies: expected list, show, copy, found nothing\n' },
  { argv: ['print'], says: 'sallyport policies: expected list, show, copy, found print\n' },
  { argv: ['show'], says: 'name the policy: sallyport policies show NAME\n' },
  {
    argv: ['copy'],
    says: 'name policies or a bundle: sallyport policies copy NAME..., or --bundle NAME\n',
  },
  {
    argv: ['copy', 'no-latest-tagg', 'image/no-latest-tag'],
    says: 'there is no policy "no-latest-tagg"; did you mean no-latest-tag?\nthere is no policy "image/no-latest-tag"; did you mean images/no-latest-tag?\n',
  },
  {
    argv: ['list', '--bundle', 'getting-startd'],
    says: 'there is no bundle "getting-startd"; did you mean getting-started?\n',
  },
  {
    argv: ['list', '--family', 'imagez'],
    says: 'there is no family "imagez"; did you mean images?\n',
  },
  {
    argv: ['show', 'xyzxyz'],
    says: 'there is no policy "xyzxyz"; sallyport policies list names them\n',
  },
])('$argv ends with 1', async ({ argv, says }) => {
  expect(await run(policies, argv)).toEqual({ code: 1, stdout: '', stderr: says })
})
