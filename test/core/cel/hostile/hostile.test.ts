import { execFileSync } from 'node:child_process'
import { fileURLToPath } from 'node:url'
import { afterAll, describe, expect, test } from 'vitest'
import { corpus } from './corpus.ts'
import { mark } from './escapes.ts'
import type { Ending, Hostile } from './hostile.ts'
import { costLimit, describeOutcome, type Outcome, outcomeOf } from './outcome.ts'

const known = new Map<Hostile, Outcome>()

/** Each is evaluated once for all that is asked of it. */
function knownOutcome(row: Hostile): Outcome {
  const outcome = known.get(row) ?? outcomeOf(row)
  known.set(row, outcome)
  return outcome
}

const inherited = new Map(
  [Object, Array, String, Function, Map].map(({ prototype }) => [prototype, namesOf(prototype)]),
)

describe.for(corpus)('against $against', ({ rows }) => {
  test.for(rows)('$name', (row) => {
    const { ends, spent, isTracedAlike } = knownOutcome(row)
    expect(shortened(ends, row.ends)).toEqual(row.ends)
    expect(isTracedAlike).toBe(true)
    if ('value' in ends) expect(spent).toBeLessThanOrEqual(costLimit)
  })
})

afterAll(() => {
  expect(Object.hasOwn(globalThis, mark)).toBe(false)
  for (const [prototype, names] of inherited) expect(namesOf(prototype)).toEqual(names)
})

test('where the runtime forbids code from text, everything ends in the same way', () => {
  const script = fileURLToPath(new URL('print-outcomes.ts', import.meta.url))
  const options = ['--disallow-code-generation-from-strings', '--import', 'tsx', script]
  const printed = execFileSync(process.execPath, options, { encoding: 'utf8', maxBuffer: 2 ** 26 })
  const { isForbidden, outcomes } = JSON.parse(printed)
  expect(isForbidden).toBe(true)
  const ours = corpus.flatMap(({ rows }) => rows.map((row) => describeOutcome(knownOutcome(row))))
  expect(outcomes).toEqual(ours)
}, 60_000)

function namesOf(prototype: object): readonly string[] {
  return Object.getOwnPropertyNames(prototype)
}

/** Of a text as much as is expected of it: an ellipsis stands for the rest. */
function shortened(found: Ending, expected: Ending): Ending {
  const cut = (text: string, pattern: string) => {
    const beginning = pattern.slice(0, -1)
    return pattern.endsWith('…') && text.startsWith(beginning) ? pattern : text
  }
  if ('refused' in found && 'refused' in expected) {
    return { refused: cut(found.refused, expected.refused) }
  }
  if ('error' in found && 'error' in expected) return { error: cut(found.error, expected.error) }
  return found
}
