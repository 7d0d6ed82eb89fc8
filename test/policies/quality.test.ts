import { dirname, join } from 'node:path'
import { expect, test } from 'vitest'
import { verify } from '#src/commands/verify.ts'
import { run } from '#test/support/run-command.ts'

test('our cases cover every clause of our policies, and notice every mutant that has no reason', async () => {
  const cwd = join(dirname(import.meta.dirname), '..')
  const argv = [
    '--coverage-threshold',
    '100',
    '--mutants',
    '--mutants-time',
    '20m',
    '--require-cases',
  ]
  const { code, stdout, stderr } = await run(verify, argv, { cwd })
  expect(stdout).toBe('')
  expect(stderr).toMatch(/coverage: (\d+) of \1 clauses, 100 %\n/)
  expect(stderr).toMatch(/mutants: \d+ tried, \d+ killed, \d+ accepted, 0 survived\n/)
  expect(code).toBe(0)
}, 1_200_000)
