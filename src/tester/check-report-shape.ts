import type { Counterexample, Shape } from '../core/index.ts'
import type { CheckProblem, CheckReport, CheckSummary } from './check-report.ts'
import { allOf, integer, integerOrNull, listOf, orNull, text, textOrNull, texts } from './shapes.ts'

type CheckStep = Counterexample['ways'][number][number]
type FieldChange = CheckStep['changes'][number]

const object: Shape = { type: 'map', of: { type: 'any' } }

const change = allOf<FieldChange>({
  path: text,
  steps: listOf({ type: 'any' }),
  value: orNull({ type: 'any' }),
})

const step = allOf<CheckStep>({ policies: texts, changes: listOf(change), after: object })

const counterexample = allOf<Counterexample>({
  sample: text,
  fields: texts,
  before: object,
  ways: listOf(listOf(step)),
})

const problem = allOf<CheckProblem>({
  code: text,
  severity: { type: 'string', oneOf: ['error', 'warning'] },
  message: text,
  source: text,
  line: integerOrNull,
  column: integerOrNull,
  path: textOrNull,
  excerpt: textOrNull,
  found: textOrNull,
  expected: textOrNull,
  remedy: textOrNull,
  counterexample: orNull(counterexample),
})

/** What `sallyport check --output json` prints. */
export const checkReportShape = allOf<CheckReport>({
  summary: allOf<CheckSummary>({
    policies: integer,
    bindings: integer,
    errors: integer,
    warnings: integer,
  }),
  problems: listOf(problem),
  convergence: orNull(
    allOf<NonNullable<CheckReport['convergence']>>({ objects: integer, runs: integer }),
  ),
  secondOpinion: orNull(
    allOf<NonNullable<CheckReport['secondOpinion']>>({
      compared: integer,
      notCompared: integer,
    }),
  ),
  notes: texts,
})
