import { join } from 'node:path'
import { describe, expect, test } from 'vitest'
import { test as testCommand } from '#src/commands/test.ts'
import { libraryBundles } from '#src/files/library.ts'
import type { TestReport } from '#src/tester/report.ts'
import { run } from '#test/support/run-command.ts'
import { corporaFolder, hasCorpora, whereCorporaAre } from './corpora.ts'

describe.skipIf(!hasCorpora)(`bundles on real manifests (${whereCorporaAre})`, () => {
  test.for(libraryBundles())('%s gives each a verdict, and no expression fails', async (bundle) => {
    const argv = [join(corporaFolder, 'realworld'), '--policies', `bundle:${bundle}`]
    const { stdout } = await run(testCommand, [...argv, '--output', 'json'])
    const { summary, results } = JSON.parse(stdout) as TestReport
    expect(summary.manifests).toBe(412)
    expect(new Set(results.map(({ source }) => source)).size).toBe(412)
    // what no API server would take has no other verdict
    expect(summary.pass + summary.warn + summary.deny).toBeGreaterThanOrEqual(400)
    const errors = results.flatMap(({ source, findings }) =>
      findings
        .filter(({ cause }) => cause === 'error')
        .map(({ policy, message }) => `${source}: ${policy}: ${message}`),
    )
    expect(errors).toEqual([])
  })
})
