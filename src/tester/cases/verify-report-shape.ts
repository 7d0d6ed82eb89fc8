import type { Shape } from '../../core/index.ts'
import { coverageShape } from '../coverage/coverage-shape.ts'
import { mutantsShape } from '../mutants/mutants-shape.ts'
import { patchOperation, problemShape } from '../report-shape.ts'
import { allOf, flag, integer, integerOrNull, listOf, orNull, text, texts } from '../shapes.ts'
import type {
  ActualOutcome,
  CaseDifference,
  VerifyReport,
  VerifyResult,
  VerifySummary,
} from './verify-report.ts'

const anything = orNull({ type: 'any' })
const object: Shape = { type: 'map', of: { type: 'any' } }

const difference = allOf<CaseDifference>({
  code: text,
  message: text,
  path: text,
  line: integerOrNull,
  column: integerOrNull,
  expected: anything,
  actual: anything,
})

const refusal: Shape = {
  type: 'object',
  required: ['policy', 'message'],
  fields: { policy: text, validation: text, message: text, path: text, cause: text },
}

const actual = allOf<ActualOutcome>({
  allowed: flag,
  refusals: listOf(refusal),
  warnings: texts,
  auditAnnotations: { type: 'map', of: text },
  patch: listOf(patchOperation),
  object,
  matched: texts,
  exemptions: listOf(allOf<ActualOutcome['exemptions'][number]>({ policy: text, exemption: text })),
  ignored: listOf(allOf<ActualOutcome['ignored'][number]>({ policy: text, message: text })),
  obstacles: texts,
})

const result = allOf<VerifyResult>({
  source: text,
  line: integerOrNull,
  column: integerOrNull,
  document: text,
  case: text,
  policies: texts,
  passed: flag,
  expected: object,
  actual,
  differences: listOf(difference),
})

/** What `sallyport verify --output json` prints. */
export const verifyReportShape = allOf<VerifyReport>({
  summary: allOf<VerifySummary>({
    documents: integer,
    cases: integer,
    passed: integer,
    failed: integer,
    policies: integer,
    policiesWithoutCases: integer,
  }),
  version: text,
  time: text,
  problems: listOf(problemShape),
  results: listOf(result),
  coverage: orNull(coverageShape),
  mutants: orNull(mutantsShape),
})
