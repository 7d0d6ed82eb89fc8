import { allOf, integer, integerOrNull, listOf, text } from '../shapes.ts'
import type { CoverageReport, ReportedPoint, ReportedPolicy } from './coverage-report.ts'

const point = allOf<ReportedPoint>({
  title: text,
  source: text,
  path: text,
  line: integerOrNull,
  column: integerOrNull,
  text,
  clauses: listOf(
    allOf<ReportedPoint['clauses'][number]>({ name: text, unseen: text, hits: integer }),
  ),
})

const policy = allOf<ReportedPolicy>({
  kind: text,
  name: text,
  source: text,
  covered: integer,
  total: integer,
  points: listOf(point),
})

export const coverageShape = allOf<CoverageReport>({
  covered: integer,
  total: integer,
  percent: { type: 'any' },
  policies: listOf(policy),
})
