import { type Evaluations, expressionRecord } from './expression-record.ts'
import { fieldChanges } from './field-changes.ts'
import type { MutationRecord } from './record.ts'
import type { Witnessed } from './witness.ts'

/** Every mutation of the policy, with the fields that it changed in the object as it is sent. */
export function mutationRecords(
  { compiled, mutated }: Witnessed,
  evaluations: Evaluations,
): readonly MutationRecord[] {
  return compiled.mutations.map(({ patchType, expression }, index) => {
    const event = mutated.find((one) => one.index === index)
    const record = { index, patchType, expression: expressionRecord(expression, evaluations) }
    if (event === undefined) {
      return { ...record, verdict: 'not-evaluated', error: null, changes: [] }
    }
    const { before, outcome } = event
    if (outcome.kind !== 'advanced') {
      return { ...record, verdict: 'error', error: outcome.message, changes: [] }
    }
    const changes = fieldChanges(before.written, outcome.object.written)
    return {
      ...record,
      verdict: changes.length > 0 ? 'changed' : 'unchanged',
      error: null,
      changes,
    }
  })
}
