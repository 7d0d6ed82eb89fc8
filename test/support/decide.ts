import { expect } from 'vitest'
import type { Decision } from '#src/core/admission/decision.ts'
import { type Journey, requestFor } from '#src/core/admission/request-for.ts'
import { admit } from '#src/core/engine/admit.ts'
import { loadPolicies } from '#src/core/engine/load-policies.ts'
import { createSnapshot, type Snapshot } from '#src/core/engine/snapshot.ts'
import type { JsonObject } from '#src/core/source/json-value.ts'

/** What is given to a decision, beside the object: policies and context as YAML. */
export interface Given {
  readonly policies: string
  readonly context?: string
  readonly journey?: Partial<Journey>
  readonly time?: string
}

/** A snapshot of policies and a context without errors. */
export function snapshotOf({
  policies: text,
  context = '',
}: Pick<Given, 'policies' | 'context'>): Snapshot {
  const loaded = loadPolicies([{ name: 'policies.yaml', text }], { kubernetesVersion: '1.37' })
  const created = createSnapshot({
    policies: loaded.policies,
    context: [{ name: 'context.yaml', text: context }],
  })
  const problems = [...loaded.problems, ...created.problems]
  expect(problems.filter(({ severity }) => severity === 'error')).toEqual([])
  return created.snapshot
}

/** What the policies decide about the object; the core may ask nothing. */
export function decide(object: JsonObject, given: Given): Decision {
  return decideWith(snapshotOf(given), object, given)
}

/** The same with a snapshot that stands. */
export function decideWith(
  snapshot: Snapshot,
  object: JsonObject,
  { journey = {}, time = '2026-01-01T00:00:00Z' }: Pick<Given, 'journey' | 'time'>,
): Decision {
  const request = requestFor(object, { door: 'validate', uid: '705ab4f5-6393-11e8', ...journey })
  const admission = admit(request, snapshot, { time, answers: new Map() }, () => false)
  if (admission.kind === 'questions') throw new Error(JSON.stringify(admission.questions))
  return admission.decision
}
