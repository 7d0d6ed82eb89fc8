import type { Finding } from '../admission/decision.ts'
import { jsonEqual } from '../source/equal.ts'
import type { Outcome } from './record.ts'
import type { Witnessed } from './witness.ts'

/** From what weighs most to what weighs least. */
const outcomes: readonly Outcome[] = [
  'denied',
  'warned',
  'audited',
  'mutated',
  'exempted',
  'ignored',
  'passed-over',
  'unchanged',
  'passed',
  'no-match',
]

/** The one that weighs most; `no-match` of none. */
export function gravest(found: readonly Outcome[]): Outcome {
  return outcomes.find((one) => found.includes(one)) ?? 'no-match'
}

/** What comes of findings; undefined of none. */
export function outcomeOfFindings(findings: readonly Finding[]): Outcome | undefined {
  const effects = findings.map(({ effect }) => effect)
  if (effects.includes('deny')) return 'denied'
  if (effects.includes('warn')) return 'warned'
  return effects.length > 0 ? 'audited' : undefined
}

/** What came of one encounter. */
export function outcomeOfMeeting(meeting: Witnessed): Outcome {
  const { encounter, compiled, judged, said, leftOut } = meeting
  if (encounter.kind === 'skipped') return 'no-match'
  const counted = said.flatMap(({ findings, freedBy }) => (freedBy === undefined ? findings : []))
  const spoken = outcomeOfFindings(counted)
  if (spoken !== undefined) return spoken
  if (leftOut !== undefined || said.some(({ freedBy }) => freedBy !== undefined)) return 'exempted'
  if (encounter.kind === 'failed') return 'ignored'
  if (judged?.outcomes.some(({ evaluation }) => evaluation === 'error') === true) return 'ignored'
  return compiled.policy.door === 'validate' ? 'passed' : outcomeOfMutations(meeting)
}

function outcomeOfMutations({ mutated }: Witnessed): Outcome {
  if (mutated.some(({ outcome }) => outcome.kind !== 'advanced')) return 'ignored'
  const hasChanged = mutated.some(
    ({ before, outcome }) =>
      outcome.kind === 'advanced' && !jsonEqual(outcome.object.written, before.written),
  )
  return hasChanged ? 'mutated' : 'unchanged'
}
