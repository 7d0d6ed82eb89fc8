import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '#src/commands/verify.ts'
import { run } from '#test/support/run-command.ts'

test('our cases cover every clause of our policies, and notice every mutant that has no reason', async () => {
  const cwd = join(dirname(import.meta.dirname), '..')
  const argv = ['--coverage-threshold', '100', '--mutants', '--require-cases']
  const { code, stdout, stderr } = await run(verify, argv, { cwd })
  expect(stdout).toBe('')
  expect(stderr).toMatch(/coverage: (\d+) of \1 clauses, 100 %\n/)
  expect(stderr).toMatch(/mutants: \d+ tried, \d+ killed, 2 accepted, 0 survived\n/)
  expect(code).toBe(0)
}, 120_000)
