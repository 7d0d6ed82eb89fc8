import { expect } from 'vitest'
import { createSnapshot, loadPolicies } from '#src/core/index.ts'
import type { ExplainReport } from '#src/tester/explain/explain-report.ts'
import { explainTargets } from '#src/tester/explain/explain-targets.ts'
import { pretty, unfolded } from '#src/tester/explain/reporters/pretty.ts'
import { targetsOf } from '#src/tester/explain/targets.ts'
import { groundOfFiles } from '#src/tester/ground.ts'
import { noOldObjects } from '#src/tester/old-objects.ts'
import { plain } from '#src/tester/reporters/paint.ts'

/** What is explained: policies, context and objects as texts. */
export interface Given {
  readonly policies: string
  readonly objects: string
  readonly context?: string
  readonly policy?: string
  readonly door?: 'validate' | 'mutate'
}

/** The report, at a time that stands and with a clock that stands still. */
function reportOf({
  policies: text,
  objects,
  context = '',
  policy,
  door = 'validate',
}: Given): ExplainReport {
  const loaded = loadPolicies([{ name: 'policies.yaml', text }], { kubernetesVersion: '1.37' })
  const created = createSnapshot({
    policies: loaded.policies,
    podSecurity: loaded.podSecurity,
    context: [{ name: 'context.yaml', text: context }],
  })
  const problems = [...loaded.problems, ...created.problems]
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  const source = { name: 'web.yaml', bytes: new TextEncoder().encode(objects) }
  return explainTargets(targetsOf(source), {
    ground: groundOfFiles(created.snapshot),
    kubernetesVersion: '1.37',
    sending: {
      namespace: 'default',
      fieldValidation: 'strict',
      showMutations: false,
      operation: undefined,
      userInfo: {},
      oldObjects: noOldObjects,
    },
    door,
    policy,
    problems: [],
    notes: [],
    time: '2026-06-01T00:00:00Z',
    clock: () => 0,
    version: '0.0.0',
  })
}

/** The report as people read it. */
export function textOf(given: Given, detail: 'folded' | 'unfolded' = 'folded'): string {
  return (detail === 'folded' ? pretty : unfolded).print(reportOf(given), plain)
}
